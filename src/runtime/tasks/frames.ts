// Words of frames: reads one member of each cluster again and masks its slots.
import type { ShownFrame } from '../../engine/scoring/skeleton.ts';
import { addProgress, claim, type WorkerControl } from '../pool/control.ts';
import type { Job } from './job.ts';
import { type Facts, type RowPlaces, RowReader } from './rowReader.ts';

export interface FrameParams {
  readonly job: Job;
  readonly facts: Facts;
  readonly rows: RowPlaces;
  /** One row per frame, and the frame's hash. */
  readonly targets: Uint32Array;
  readonly keys: Float64Array;
  readonly batch: number;
}

/** Frames by hash; one whose row is not what it was is missing. */
export type Frames = readonly (readonly [key: number, shown: ShownFrame])[];

export function frames(p: FrameParams, control: WorkerControl): Frames {
  const reader = new RowReader(p.job, p.rows, p.facts);
  const out: [number, ShownFrame][] = [];
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const to = Math.min(p.targets.length, (batch + 1) * p.batch);
      for (let i = batch * p.batch; i < to; i++) {
        const found = reader.read(p.targets[i] as number);
        const shown = found?.scorer.frame(found.x, p.keys[i] as number);
        if (shown) out.push([p.keys[i] as number, shown]);
      }
      addProgress(control, 0, to - batch * p.batch);
    }
  } finally {
    reader.close();
  }
  return out;
}
