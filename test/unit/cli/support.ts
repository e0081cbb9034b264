// What the tests of the command line share: a made-up inspection, and a context that records what was written.
import { PassThrough } from 'node:stream';
import type { CliContext, Inspector } from '../../../src/cli/command.ts';
import { Likeness } from '../../../src/engine/findings/nearDuplicate.ts';
import type { Report } from '../../../src/engine/report.ts';
import type { Inspection, RowFinding } from '../../../src/runtime/inspect/result.ts';

export function report(changes: Partial<Report> = {}): Report {
  const value = (n: number) => ({ value: n });
  return {
    format: 'corpus-inspector/report',
    version: 1,
    files: [
      {
        path: 'train.jsonl',
        bytes: 9_000,
        format: 'jsonl',
        samples: 12_408,
        invalid: 2,
        invalidUtf8: 0,
        views: [
          { view: 'prompt', path: 'instruction + input', samples: 12_408, share: 1, chosenBy: 'detected' },
          { view: 'response', path: 'output', samples: 12_391, share: 0.99863, chosenBy: 'user' },
        ],
        notes: [],
      },
    ],
    views: {
      prompt: { metrics: { words: value(1_000_000) } },
      response: {
        metrics: {
          words: value(2_104_000),
          'distinct-3': value(0.7149),
          'gzip-ratio': value(4.06),
          mattr: { value: null },
          'self-repetition': value(3.2),
        },
      },
    },
    findings: {
      counts: { invalid: 2, 'near-duplicate': 1, 'exact-duplicate': 91, 'low-novelty': 1, residue: 38 },
      top: [lowNovelty, nearDuplicate].map(
        ({ row: _r, fileIndex: _f, byte: _b, byteLength: _l, ...finding }) => finding,
      ),
    },
    settings: { lowNovelty: 0.2 },
    timing: {},
    ...changes,
  };
}

const place = { fileIndex: 0, byte: 0, byteLength: 10, file: 'train.jsonl' };
export const lowNovelty: RowFinding = {
  ...place,
  row: 1,
  kind: 'low-novelty',
  line: 1_118,
  view: 'response',
  message: 'Low novelty: 92 % of its 4-grams are in lines 40 and 4032',
  score: 0.96,
  related: [],
};
export const nearDuplicate: RowFinding = {
  ...place,
  row: 3,
  kind: 'near-duplicate',
  line: 7,
  view: 'response',
  message: 'Near-duplicate of line 5 (Jaccard 0.88).',
  score: 0.88,
  related: [],
};
export const invalid: RowFinding = {
  ...place,
  row: -1,
  kind: 'invalid',
  line: 8_113,
  column: 17,
  message: 'unexpected end',
  score: 1,
  related: [],
};

/** Four rows: two samples with prompt and response; row 3 is a near-duplicate of row 1. */
export function inspection(changes: Partial<Report> = {}): Inspection {
  return {
    report: report(changes),
    columns: {
      length: 4,
      file: Uint16Array.of(0, 0, 0, 0),
      line: Uint32Array.of(5, 5, 7, 7),
      byte: Float64Array.of(0, 0, 80, 80),
      byteLength: Float64Array.of(79, 79, 60, 60),
      view: Uint8Array.of(1, 2, 1, 2),
      words: Uint32Array.of(9, 40, 9, 41),
      novelty: Float32Array.of(Number.NaN, 0.1, Number.NaN, 1),
      findings: Uint16Array.of(0, 0, 0, 0),
      cluster: Int32Array.of(-1, 4, -1, 4),
      adds: Uint32Array.of(6, 3, 6, 38),
      text: new Float64Array(4),
      sample: Uint32Array.of(0, 0, 2, 2),
      content: new Float64Array(4),
      isCode: new Uint8Array(4),
      traits: null,
      verdicts: null,
      grams: Uint32Array.of(6, 37, 6, 38),
    },
    findings: [invalid, lowNovelty, nearDuplicate],
    clusters: [{ id: 4, size: 2, keeper: 1 }],
    likeness: new Likeness({ a: Uint32Array.of(1), b: Uint32Array.of(3), jaccard: Float64Array.of(0.88) }, new Map()),
    keeping: { order: (a, b) => a - b, keep: 1, covered: new Map([[3, { row: 1, jaccard: 0.88 }]]), copies: new Map() },
    near: new Map([[3, [{ file: 'train.jsonl', line: 5, jaccard: 0.8799999952316284 }]]]),
    coveredBy: new Map([[1, [{ file: 'train.jsonl', line: 40, share: 0.5 }]]]),
    plans: [],
    sources: [],
  };
}

export interface Recorded {
  readonly context: CliContext;
  stdout(): string;
  stderr(): string;
}

/** A context whose engine is `inspect`. */
export function recording(inspect: Inspector = async () => inspection(), changes: Partial<CliContext> = {}): Recorded {
  const text = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => {
    const through = new PassThrough();
    through.on('data', (chunk) => {
      text[name] += String(chunk);
    });
    return through;
  };
  const context: CliContext = {
    cwd: process.cwd(),
    env: {},
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    signal: new AbortController().signal,
    version: '1.2.3',
    inspect,
    explainRows: async function* ({ columns }, { order }) {
      yield { rows: order?.length ?? columns.length, tops: new Map(), checks: new Map() };
    },
    leastAdding: async () => ({ view: 'response', rows: [] }),
    dropSet: async () => [],
    readTraits: async () => ({ view: 'text', rows: [] }),
    calibrate: async () => {
      throw new Error('this test calibrates nothing');
    },
    compare: async () => {
      throw new Error('this test compares nothing');
    },
    simulate: async () => {
      throw new Error('this test simulates nothing');
    },
    planMixture: async () => {
      throw new Error('this test plans nothing');
    },
    ...changes,
  };
  return { context, stdout: () => text.stdout, stderr: () => text.stderr };
}
