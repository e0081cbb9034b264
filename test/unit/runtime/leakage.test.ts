// Evaluation sets against a corpus, through the real workers: references, splits, findings, and the numbers per set.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/engine/report.ts';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import { levelFor } from '../../../src/runtime/leakage/items.ts';
import type { LiveBasis } from '../../../src/runtime/live/basis.ts';
import { LiveDocument } from '../../../src/runtime/live/liveDocument.ts';
import { updatingKinds } from '../../../src/runtime/live/rowFindings.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import type { SourceRef } from '../../../src/runtime/sources/source.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';
import { tools } from '../../helpers/tools.ts';

/** Words that no other call gives, unless the name is the same. */
const words = (name: string, n: number, from = 0) =>
  Array.from({ length: n }, (_, k) => `${name}w${from + k}`).join(' ');
const jsonl = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

const ITEMS = Array.from({ length: 30 }, (_, i) => ({ question: words(`q${i}`, 30), answer: words(`a${i}`, 10) }));
const TRAIN = Array.from({ length: 40 }, (_, i) => ({ prompt: words(`p${i}`, 25), response: words(`r${i}`, 40) }));

let pool: WorkerPool;
let other: WorkerPool;
beforeAll(async () => {
  [pool, other] = await Promise.all([testPool(1), testPool(3)]);
});
afterAll(() => Promise.all([pool.close(), other.close()]));

interface Asked extends InspectOptions {
  readonly shown?: readonly string[];
}

async function inspect(paths: readonly string[], { shown, ...options }: Asked = {}, by = pool): Promise<Inspection> {
  const sources = paths.map((path, i): SourceRef => ({ kind: 'file', path, shown: shown?.[i] ?? path }));
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  return inspectCorpus({ sources, options: { metrics: 'core', ...options } }, by, hooks);
}

const leaks = ({ findings }: Pick<Inspection, 'findings'>) =>
  findings.flatMap((f) => (f.kind === 'leakage' ? [`${f.line}: ${f.message}`] : []));
const setsOf = ({ report: { leakage } }: { readonly report: Report }) =>
  leakage?.sets.map(({ name, items, leaked, prompts, samples }) => ({ name, items, leaked, prompts, samples }));

describe('an evaluation set', () => {
  const evaluation = corpusFile('eval.jsonl', jsonl(ITEMS));
  const against = [{ path: evaluation, name: 'eval.jsonl' }];
  const planted = [...TRAIN] as { prompt: string; response: string }[];
  // The whole item, 86 % of one in the middle of an answer, its prompt alone, two halves apart, and too little of one.
  planted[3] = { prompt: ITEMS[4]?.question ?? '', response: ITEMS[4]?.answer ?? '' };
  planted[9] = { ...TRAIN[9]!, response: `${words('x', 9)} ${words('q7', 26, 2)} ${words('y', 9)}` };
  planted[12] = { ...TRAIN[12]!, response: `so it goes ${words('q11', 18)}` };
  planted[13] = { ...TRAIN[13]!, response: `so it went ${words('q11', 18, 12)}` };
  planted[20] = { ...TRAIN[20]!, response: `so it went ${words('q12', 15)}` };
  const train = corpusFile('corpus.jsonl', jsonl(planted));

  it('is named by the samples that hold half of an item, with the numbers of the set', async () => {
    const inspection = await inspect([train], { against });
    expect(leaks(inspection)).toEqual([
      '4: Leakage: holds 100 % of the 13-grams of line 5 of eval.jsonl.',
      '10: Leakage: holds 78 % of the 13-grams of line 8 of eval.jsonl.',
      '13: Leakage: holds 33 % of the 13-grams of line 12 of eval.jsonl, of which the corpus holds 67 % in several samples.',
      '14: Leakage: holds 33 % of the 13-grams of line 12 of eval.jsonl, of which the corpus holds 67 % in several samples.',
    ]);
    const [set] = inspection.report.leakage?.sets ?? [];
    expect(set).toMatchObject({ items: 30, comparable: 30, leaked: 3, share: 0.1, spread: 1, samples: 4, prompts: 0 });
    // One more item is met, by three 13-grams.
    expect(set?.anyHit).toBeCloseTo(4 / 30, 12);
    expect(set?.strongest.map(({ line, how, holders }) => [line, how, holders])).toEqual([
      [5, 'grams', 1],
      [8, 'grams', 1],
      [12, 'spread', 0],
    ]);
    const [finding] = inspection.findings.filter((f) => f.kind === 'leakage');
    expect(finding?.related).toEqual([{ file: evaluation, line: 5, share: 1 }]);
    expect(finding?.view).toBe('prompt');
    expect(inspection.report.settings.against).toEqual([{ name: 'eval.jsonl', items: 30, hash: set?.hash }]);
  });

  it('counts an item that leaks in pieces too small to be named', async () => {
    const long = { question: words('long', 400), answer: 'so it is' };
    const pieces = Array.from({ length: 20 }, (_, i) => ({
      prompt: words(`p${i}`, 25),
      response: `and ${words('long', 35, i * 20)}`,
    }));
    const inspection = await inspect([corpusFile('pieces.jsonl', jsonl(pieces))], {
      against: [{ path: corpusFile('long.jsonl', jsonl([long, ...ITEMS])), name: 'long.jsonl' }],
    });
    expect(leaks(inspection)).toEqual([]);
    const [set] = inspection.report.leakage?.sets ?? [];
    expect(set).toMatchObject({ leaked: 1, spread: 1, samples: 0 });
    expect(set?.strongest).toMatchObject([{ line: 1, how: 'spread', samples: [], holders: 0 }]);
  });

  it('gives the same whatever workers and blocks', async () => {
    const whole = await inspect([train], { against });
    const cut = await inspect([train], { against, blockBytes: 1024 }, other);
    expect(leaks(cut)).toEqual(leaks(whole));
    expect(cut.report.leakage).toEqual(whole.report.leakage);
  });

  it('costs nothing where there is none, and does not look for a file in itself', async () => {
    const { report } = await inspect([train]);
    expect(report.leakage).toBeUndefined();
    expect(Object.keys(report.timing.tasks as object).filter((task) => task.startsWith('leakage'))).toEqual([]);
    expect((await inspect([evaluation], { against })).report.leakage).toBeUndefined();
    const both = await inspect([train, evaluation], { against });
    expect(both.findings.filter((f) => f.kind === 'leakage').map((f) => f.file)).toEqual(Array(4).fill(train));
  });

  it('that cannot be read is named with the reason, and the others are compared', async () => {
    const missing = join(dirname(evaluation), 'gone.jsonl');
    const { report } = await inspect([train], { against: [{ path: missing, name: 'gone.jsonl' }, ...against] });
    expect(report.leakage?.unread).toEqual([
      { name: 'gone.jsonl', reason: expect.stringMatching(/^gone.jsonl is not there/) },
    ]);
    expect(setsOf({ report })?.map((s) => s.leaked)).toEqual([3]);
  });

  it('is read by the chosen views where it has them, else by its own, and a JSON list by its lines', async () => {
    const list = `[\n${ITEMS.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`;
    const asked = { against: [{ path: corpusFile('list.json', list), name: 'list.json' }] };
    const chosen = await inspect([train], { ...asked, views: { prompt: '$.prompt', response: '$.response' } });
    expect(leaks(chosen)[0]).toBe('4: Leakage: holds 100 % of the 13-grams of line 6 of list.json.');
    expect(chosen.report.leakage?.sets[0]).toMatchObject({ items: 30, leaked: 3 });
  });

  it('keeps only a drawn part of its 13-grams where memory is short, in proportion', () => {
    expect([levelFor(96e6, 1536), levelFor(97e6, 1536), levelFor(400e6, 1536)]).toEqual([0, 1, 3]);
  });

  it('leaves to the next full inspection what an edit may have changed, and says so', async () => {
    const bytes = (text: string) => {
      const encoded = Buffer.from(text);
      const buffer = new SharedArrayBuffer(encoded.length);
      new Uint8Array(buffer).set(encoded);
      return { kind: 'memory' as const, buffer, size: encoded.length, shown: 'doc.jsonl' };
    };
    let basis: LiveBasis | undefined;
    const hooks = {
      signal: new AbortController().signal,
      onProgress: () => {},
      keep: (kept: LiveBasis) => {
        basis = kept;
      },
    };
    await inspectCorpus({ sources: [bytes(jsonl(planted))], options: { traits: 'none', against } }, pool, hooks);
    const live = new LiveDocument(basis as LiveBasis, pool, () => tools.traits());
    const edited = [
      ...planted.slice(0, 9),
      { prompt: words('new', 20), response: words('newer', 30) },
      ...planted.slice(9),
    ];
    const after = (await live.update(bytes(jsonl(edited)))) as Inspection;
    // Those of rows that stayed move along; the sentence is that of the full inspection.
    expect(leaks(after).map((l) => l.split(':')[0])).toEqual(['4', '11', '14', '15']);
    expect(updatingKinds(after.report)).toContain('leakage');
    live.end();
  });
});

describe('short items', () => {
  const evaluation = corpusFile(
    'short.jsonl',
    jsonl([
      { question: 'What is 2+2?', answer: '4' },
      { question: 'Who wrote the tale of Genji?', answer: 'Murasaki Shikibu' },
      { question: 'Hello', answer: 'Hi' },
      { question: 'Which river runs through the town of Ulm?', answer: 'The Danube' },
    ]),
  );
  const against = [{ path: evaluation, name: 'short.jsonl' }];

  it('leak as whole texts in the same views; a telling prompt is said without its answer', async () => {
    const inspection = await inspect(
      [
        corpusFile(
          'chat.jsonl',
          jsonl([
            { prompt: 'What is 2+2?', response: 'Four, of course.' },
            { prompt: 'who  wrote the Tale of Genji?', response: 'Murasaki Shikibu' },
            { prompt: 'Hello', response: 'Hi' },
            { prompt: 'Which river runs through the town of Ulm?', response: 'It is the Danube.' },
            { prompt: 'Tell me', response: 'Who wrote the tale of Genji?' },
          ]),
        ),
      ],
      { against },
    );
    expect(leaks(inspection)).toEqual([
      '2: Leakage: equals line 2 of short.jsonl.',
      '4: Leakage: asks what line 4 of short.jsonl asks, with another answer.',
    ]);
    expect(inspection.report.leakage?.sets[0]).toMatchObject({
      comparable: 0,
      whole: 3,
      tooShort: 1,
      leaked: 1,
      leakedWhole: 1,
      prompts: 1,
      samples: 2,
    });
  });
});

describe('splits', () => {
  const folder = dirname(
    corpusFile(
      'train.jsonl',
      jsonl([...TRAIN, ...ITEMS.slice(0, 2).map(({ question, answer }) => ({ prompt: question, response: answer }))]),
    ),
  );
  const path = (name: string) => join(folder, name);
  writeFileSync(path('validation.jsonl'), jsonl([...ITEMS.slice(1, 6)]));
  writeFileSync(path('test.jsonl'), jsonl([...ITEMS.slice(0, 1), ...ITEMS.slice(5)]));
  const files = ['train.jsonl', 'validation.jsonl', 'test.jsonl'];

  it('that file names tell are looked for in those before them, and never within', async () => {
    expect(existsSync(path('test.jsonl'))).toBe(true);
    const inspection = await inspect(files.map(path), { shown: files });
    expect(
      inspection.findings.flatMap((f) => (f.kind === 'leakage' ? [`${f.file} ${f.line}: ${f.message}`] : [])),
    ).toEqual([
      'train.jsonl 41: Leakage: holds 100 % of the 13-grams of line 1 of test.jsonl.',
      'train.jsonl 42: Leakage: holds 100 % of the 13-grams of line 1 of validation.jsonl.',
      'validation.jsonl 5: Leakage: holds 100 % of the 13-grams of line 2 of test.jsonl.',
    ]);
    expect(setsOf(inspection)).toEqual([
      { name: 'validation.jsonl', items: 5, leaked: 1, prompts: 0, samples: 1 },
      { name: 'test.jsonl', items: 26, leaked: 2, prompts: 0, samples: 2 },
    ]);
    expect(inspection.report.leakage?.notes.join()).toMatch(/names of the files/);
  });

  it('are not compared where nobody wants it, or where all files are of one kind', async () => {
    expect((await inspect(files.map(path), { shown: files, splits: false })).report.leakage).toBeUndefined();
    expect((await inspect(files.slice(1).map(path), { shown: files.slice(1) })).report.leakage).toBeUndefined();
  });

  it('that a field tells are compared within one file', async () => {
    const rows = [
      ...TRAIN.map(({ prompt, response }) => ({ question: prompt, answer: response, split: 'train' })),
      { ...ITEMS[0], split: 'train' },
      ...ITEMS.map((item) => ({ ...item, split: 'test' })),
    ];
    const inspection = await inspect([corpusFile('all.jsonl', jsonl(rows))], { shown: ['all.jsonl'] });
    expect(leaks(inspection)).toEqual(['41: Leakage: holds 100 % of the 13-grams of line 42 of all.jsonl.']);
    expect(setsOf(inspection)).toEqual([
      { name: 'the test rows of all.jsonl', items: 30, leaked: 1, prompts: 0, samples: 1 },
    ]);
  });
});
