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
  leakage: 'Looking for evaluation items',
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

type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export function createProgress(stream: ProgressStream, quiet: boolean): Progress {
  const bar = createBar(stream, quiet, '{bar} {percentage} %  {phase}  {samples} samples');
  return {
    update(p) {
      bar.update(p.fraction, { phase: PHASE_WORDS[p.phase], samples: grouped(p.samples) });
    },
    stop: bar.stop,
  };
}

export interface StepProgress {
  /** `step` in a few words; `fraction` 0..1. */
  update(p: { readonly step: string; readonly fraction: number }): void;
  stop(): void;
}

/** For work that is told in steps instead of phases. */
export function createStepProgress(stream: ProgressStream, quiet: boolean): StepProgress {
  const bar = createBar(stream, quiet, '{bar} {percentage} %  {step}');
  return {
    update({ step, fraction }) {
      bar.update(fraction, { step: step.charAt(0).toUpperCase() + step.slice(1) });
    },
    stop: bar.stop,
  };
}

function createBar(stream: ProgressStream, quiet: boolean, format: string) {
  if (quiet || !stream.isTTY) return { update(_fraction: number, _words: object) {}, stop() {} };
  const bar = new cliProgress.SingleBar({
    stream,
    format,
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
    update(fraction: number, words: object) {
      const value = Math.round(fraction * 1000);
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
