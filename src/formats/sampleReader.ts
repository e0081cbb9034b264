// From the text of a row to a sample: parsed, its views taken out, its problems named.
import type { RowProblem, Sample, ViewText } from '../engine/sample.ts';
import { describeBadRow } from './badRow.ts';
import { MAX_ROW_BYTES } from './bytes.ts';
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

/** Makes samples of the rows of one plan. */
export type SampleReader = (raw: string, place: RowPlace) => Sample;

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
    private readonly content: unknown,
  ) {
    this.index = place.index;
    this.lineInBlock = place.lineInBlock;
    this.byte = place.byte;
    this.byteLength = place.byteLength;
  }

  get hash(): readonly [number, number] | null {
    if (this.cached === undefined) {
      if (this.views.length === 0) this.cached = null;
      else this.cached = typeof this.content === 'string' ? hashText(this.content) : hashRow(this.content);
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
  return (raw, place) => {
    if (place.byteLength >= MAX_ROW_BYTES) return tooLong(place);
    return new RowSample(place, [{ view: 'text', segments: [{ text: raw, path: [] }] }], [], raw);
  };
}

function jsonReader(plan: FilePlan): SampleReader {
  const extract = compileViews(plan.views);
  return (raw, place) => {
    if (place.byteLength >= MAX_ROW_BYTES) return tooLong(place);
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      return new RowSample(place, [], [describeBadRow(raw)], null);
    }
    const { views, problems } = extract(value);
    return new RowSample(place, views, problems, value);
  };
}

function tooLong(place: RowPlace): Sample {
  const message = `the row is longer than ${MAX_ROW_BYTES / 1024 / 1024} MiB: split it`;
  return new RowSample(place, [], [{ kind: 'invalid', message, column: 1 }], null);
}
