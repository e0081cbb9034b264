// Worker task: what the traits say of every sample of the claimed blocks, and labels of its fields; nothing else is measured.
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { hashString } from '../../engine/text/hash.ts';
import { type Occurrences, occurrencesOf } from '../../engine/traits/alpha/occurrences.ts';
import type { Reading } from '../../engine/traits/reading.ts';
import { compileLabel } from '../../formats/views/fieldValue.ts';
import { lazyTools } from '../lazy/tools.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample, type Job } from './job.ts';

export interface ReadingsParams {
  readonly job: Job;
  readonly views: readonly ViewName[];
  /** Fields whose values are wanted. */
  readonly fields: readonly string[];
  /** Share of the samples whose words are wanted too, 0..1. */
  readonly occurrences: number;
}

/** One per sample and view of a block, in order. */
export interface RowReading extends Reading {
  readonly view: number;
  /** Of each field. */
  readonly labels: readonly string[];
  readonly occurrences?: Occurrences;
}

export interface ReadBlock {
  readonly index: number;
  readonly rows: readonly RowReading[];
}

export function readings(p: ReadingsParams, control: WorkerControl): ReadBlock[] {
  const reader = lazyTools().traits();
  const labels = p.fields.map(compileLabel);
  const blocks: ReadBlock[] = [];
  let rows: RowReading[] = [];
  eachSample(
    p.job,
    control,
    (sample, ref) => {
      for (const { view, segments } of sample.views) {
        if (!p.views.includes(view)) continue;
        const reading = reader.read(segments);
        const wanted = reading.abstained === null && lot(ref.file, sample.byte) < p.occurrences;
        rows.push({
          ...reading,
          view: VIEW_NAMES.indexOf(view),
          labels: labels.map((label) => label(sample.value)),
          ...(wanted && { occurrences: occurrencesOf(segments) }),
        });
      }
    },
    (_info, _ref, index) => {
      blocks.push({ index, rows });
      rows = [];
    },
    () => {
      rows = [];
    },
  );
  return blocks;
}

/** A number in 0..1 for the place of a sample: the same whatever workers and blocks. */
function lot(file: number, byte: number): number {
  return (hashString(`${file}:${byte}`)[1] >>> 0) / 2 ** 32;
}
