// The progress bar on stderr; silent unless a person is looking.
import cliProgress from 'cli-progress';
import type { InspectProgress, Phase } from '../protocol/hostApi.ts';
import { grouped } from './format/numbers.ts';

/** `rows` and `clean` go on where an inspection ends. */
type ShownPhase = Phase | 'explaining' | 'writing';

const PHASE_WORDS: Record<ShownPhase, string> = {
  reading: 'Reading',
  measuring: 'Measuring',
  verifying: 'Verifying',
  comparing: 'Comparing',
  evidence: 'Gathering evidence',
  drawing: 'Measuring drawn samples',
  reporting: 'Writing the report',
  explaining: 'Explaining traits',
  writing: 'Writing',
};

export interface Progress {
  update(p: Omit<InspectProgress, 'phase'> & { readonly phase: ShownPhase }): void;
  /** Takes the bar away; whatever is printed next starts on a clean line. */
  stop(): void;
}

export function createProgress(stream: NodeJS.WritableStream & { readonly isTTY?: boolean }, quiet: boolean): Progress {
  if (quiet || !stream.isTTY) return { update() {}, stop() {} };
  const bar = new cliProgress.SingleBar({
    stream,
    format: '{bar} {percentage} %  {phase}  {samples} samples',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: false,
    fps: 10,
  });
  let running = false;
  return {
    update(p) {
      const words = { phase: PHASE_WORDS[p.phase], samples: grouped(p.samples) };
      const value = Math.round(p.fraction * 1000);
      if (running) bar.update(value, words);
      else bar.start(1000, value, words);
      running = true;
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}
