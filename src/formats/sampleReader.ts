// From the text of a row to a sample: parsed, its views taken out, its problems named.
import type { RowProblem, Sample, ViewText } from '../engine/sample.ts';
import { describeBadRow } from './badRow.ts';
import { MAX_ROW_BYTES } from './bytes.ts';
import type { LineColumns } from './lineColumns.ts';
import type { FilePlan } from './plan.ts';
import { hashRow, hashText } from './rowHash.ts';
import { compileViews } from './views/compileViews.ts';

/** Where a row stands; see `Sample`. */
export interface RowPlace {
  readonly index: number;
  readonly lineInBlock: number;
  readonly byte: number;
  readonly byteLength: number;
}

/** Makes samples of the rows of one plan; `columns` is asked where bad ones stand. */
export type SampleReader = (raw: string, place: RowPlace, columns: LineColumns) => Sample;

/** A sample whose hash is computed when it is first asked for: later passes do not need it. */
class RowSample implements Sample {
  readonly index: number;
  readonly lineInBlock: number;
  readonly byte: number;
  readonly byteLength: number;
  private cached: readonly [number, number] | null | undefined;

  constructor(
    place: RowPlace,
    readonly views: readonly ViewText[],
    readonly problems: readonly RowProblem[],
    readonly value: unknown,
  ) {
    this.index = place.index;
    this.lineInBlock = place.lineInBlock;
    this.byte = place.byte;
    this.byteLength = place.byteLength;
  }

  get hash(): readonly [number, number] | null {
    if (this.cached === undefined) {
      if (this.views.length === 0) this.cached = null;
      else this.cached = typeof this.value === 'string' ? hashText(this.value) : hashRow(this.value);
    }
    return this.cached;
  }
}

const readers = new WeakMap<FilePlan, SampleReader>();

/** The reader of a plan; compiled once. */
export function sampleReader(plan: FilePlan): SampleReader {
  let reader = readers.get(plan);
  if (reader === undefined) {
    reader = plan.format === 'text' ? textReader() : jsonReader(plan);
    readers.set(plan, reader);
  }
  return reader;
}

function textReader(): SampleReader {
  return (raw, place, columns) => {
    if (place.byteLength >= MAX_ROW_BYTES) return tooLong(place, columns);
    return new RowSample(place, [{ view: 'text', segments: [{ text: raw, path: [] }] }], [], raw);
  };
}

function jsonReader(plan: FilePlan): SampleReader {
  const extract = compileViews(plan.views);
  return (raw, place, columns) => {
    if (place.byteLength >= MAX_ROW_BYTES) return tooLong(place, columns);
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      return new RowSample(place, [], [describeBadRow(raw, columns.before(place.byte))], null);
    }
    const { views, problems } = extract(value);
    return new RowSample(place, views, inLine(problems, place, columns), value);
  };
}

/** Problems whose columns count from the start of the row, with those of the line. */
function inLine(problems: readonly RowProblem[], place: RowPlace, columns: LineColumns): readonly RowProblem[] {
  if (!problems.some((p) => p.column !== undefined)) return problems;
  const before = columns.before(place.byte);
  return problems.map(({ column, ...problem }) =>
    column === undefined || before === undefined ? problem : { ...problem, column: before + column },
  );
}

function tooLong(place: RowPlace, columns: LineColumns): Sample {
  const message = `the row is longer than ${MAX_ROW_BYTES / 1024 / 1024} MiB: split it`;
  return new RowSample(place, [], inLine([{ kind: 'invalid', message, column: 1 }], place, columns), null);
}
