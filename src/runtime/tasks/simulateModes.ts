// Worker task: the curves of a collapse simulation, one mode at a time.
import type { NumberedCorpus } from '../../engine/compare/simulation/numberedText.ts';
import { type ModeAsked, simulateMode } from '../../engine/compare/simulation/simulateMode.ts';
import type { Generation } from '../../engine/compare/simulationReport.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';

export interface SimulateModesParams {
  /** Typed arrays in shared memory. */
  readonly corpus: NumberedCorpus;
  readonly curves: readonly ModeAsked[];
}

export interface SimulatedCurve {
  /** Index of the curve. */
  readonly curve: number;
  readonly points: readonly Generation[];
}

export function simulateModes({ corpus, curves }: SimulateModesParams, control: WorkerControl): SimulatedCurve[] {
  const out: SimulatedCurve[] = [];
  for (let curve = claim(control); curve >= 0; curve = claim(control)) {
    const points = simulateMode(corpus, curves[curve] as ModeAsked, () => {
      addProgress(control, 0, 1);
      return !isCancelled(control);
    });
    if (!points) break;
    out.push({ curve, points });
  }
  return out;
}
