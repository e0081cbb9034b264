// How long the steps of a long computation took: in milliseconds of the clock, and of processor time over all threads.

export interface StepTime {
  readonly ms: number;
  readonly cpuMs: number;
}

export class Stopwatch {
  readonly steps: Record<string, StepTime> = {};
  private readonly started = performance.now();
  private last = this.started;
  private cpu = process.cpuUsage();

  /** Ends a step. */
  lap(step: string): void {
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.cpu);
    this.steps[step] = { ms: Math.round(now - this.last), cpuMs: Math.round((user + system) / 1000) };
    this.last = now;
    this.cpu = process.cpuUsage();
  }

  /** Milliseconds since the start. */
  wall(): number {
    return Math.round(performance.now() - this.started);
  }
}
