// Worker tasks about traits: the report's blocks with their verdicts, and what moved the scores of single rows.
import type { JsonPath } from '../../engine/sample.ts';
import type { Trait } from '../../engine/traits/reading.ts';
import { lazyTools } from '../lazy/tools.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { type FoundTraits, findTraits, type TraitsAsked } from '../traits/findTraits.ts';
import type { Job } from './job.ts';
import { type RowPlaces, RowReader } from './rowReader.ts';

export function traits(asked: TraitsAsked): FoundTraits {
  return findTraits(asked, lazyTools().traits());
}

export interface ExplainParams {
  readonly job: Job;
  readonly rows: RowPlaces;
  readonly targets: Uint32Array;
  /** Batch i holds the targets from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
  /** Traits per row. */
  readonly most: number;
}

/** A stretch of a string of the row. */
export interface PathSpan {
  readonly path: JsonPath;
  readonly start: number;
  readonly end: number;
}

export interface ExplainedTrait extends Omit<Trait, 'spans'> {
  readonly spans: readonly PathSpan[];
}

export type Explained = readonly { readonly row: number; readonly top: readonly ExplainedTrait[] }[];

export function explainTraits(p: ExplainParams, control: WorkerControl): Explained {
  const reader = new RowReader(p.job, p.rows, []);
  const model = lazyTools().traits();
  const out: { row: number; top: ExplainedTrait[] }[] = [];
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const targets = p.targets.subarray(p.starts[batch], p.starts[batch + 1]);
      for (const row of targets) {
        if (isCancelled(control)) break;
        const segments = reader.segments(row);
        if (segments) out.push({ row, top: model.explain(segments, p.most).map((t) => withPaths(t, segments)) });
      }
      addProgress(control, 0, targets.length);
    }
  } finally {
    reader.close();
  }
  return out;
}

type Segments = readonly { readonly path: JsonPath; readonly offset?: number }[];

function withPaths({ spans, ...trait }: Trait, segments: Segments): ExplainedTrait {
  return {
    ...trait,
    spans: spans.flatMap(({ segment, start, end }) => {
      const at = segments[segment];
      const offset = at?.offset ?? 0;
      return at ? [{ path: at.path, start: start + offset, end: end + offset }] : [];
    }),
  };
}
