// What repeats and what could go, asked of real inspections: places through escapes, files and documents, cancelling.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../../src/engine/text/words.ts';
import { rawSpan } from '../../../src/formats/positions.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { RowRepeats } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { Questions } from '../../../src/runtime/rows/questions.ts';
import type { SourceRef } from '../../../src/runtime/sources/source.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(2);
});
afterAll(() => pool.close());

const hooks = { signal: new AbortController().signal, onProgress: () => {} };
const inspect = (sources: SourceRef[], options = {}) => inspectCorpus({ sources, options }, pool, hooks);
const onDisk = (name: string, text: string): SourceRef => ({ kind: 'file', path: corpusFile(name, text), shown: name });
const ask = (inspection: Inspection) => new Questions(inspection, { pool, readSample, rawSpan });

/** Words that stand nowhere else. */
const own = (i: number, n = 25) => Array.from({ length: n }, (_, k) => `w${i}x${k}`).join(' ');
const PHRASE = 'the tide “came in” over the old stones';

/** What the placed stretches cover of the text as an editor shows it. */
function underlined(text: string, { placed }: RowRepeats): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return placed.map(({ line, startColumn, lines: more, endColumn }) =>
    more === 0
      ? lines[line - 1]!.slice(startColumn, endColumn)
      : [
          lines[line - 1]!.slice(startColumn),
          ...lines.slice(line, line + more - 1),
          lines[line + more - 1]!.slice(0, endColumn),
        ].join('\n'),
  );
}

describe('what repeats of a row', () => {
  it('is found in the whole corpus, whatever the blocks, and placed through escapes, emoji and CRLF', async () => {
    const rows = [
      { text: `${own(1)}\n😀 ${PHRASE} "q" \\ ${own(2, 3)}` },
      ...Array.from({ length: 60 }, (_, i) => ({ text: own(i + 10) })),
      { text: `${own(3)} ${PHRASE}` },
      { text: `${own(4)} over the old stones ${own(5)}` },
    ];
    // Some editors write every character beyond ASCII as an escape.
    const escaped = JSON.stringify(rows[0]).replace(/[“”😀]/gu, (c) =>
      [...Array(c.length)].map((_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
    );
    const text = `\ufeff${[escaped, ...rows.slice(1).map((r) => JSON.stringify(r))].join('\r\n')}\r\n`;
    const inspection = await inspect([onDisk('crlf.jsonl', text)], { blockBytes: 1024 });
    expect(inspection.plans[0]!.blocks.length).toBeGreaterThan(3);
    const [found] = await ask(inspection).repeats({ corpus: '', file: 0, line: 1 });
    expect(found?.spans).toHaveLength(1);
    expect(found?.spans[0]).toMatchObject({
      samples: 2,
      places: [
        { file: 'crlf.jsonl', line: 62, words: 8 },
        { file: 'crlf.jsonl', line: 63, words: 4 },
      ],
    });
    expect(rows[0]!.text.slice(found!.spans[0]!.start, found!.spans[0]!.end)).toBe(PHRASE);
    expect(underlined(text.slice(1), found!)).toEqual(['the tide \\u201ccame in\\u201d over the old stones']);
  });

  it('is found across files and in open documents, for every view of the line', async () => {
    const row = JSON.stringify({ prompt: `${own(1, 4)} ${PHRASE}`, response: `${own(2)} it all went well` });
    const bytes = new TextEncoder().encode(`${row}\n`);
    const buffer = new SharedArrayBuffer(bytes.length);
    new Uint8Array(buffer).set(bytes);
    const other = onDisk(
      'b.jsonl',
      `${JSON.stringify({ prompt: PHRASE, response: `so it all went well ${own(3)}` })}\n`,
    );
    const inspection = await inspect([{ kind: 'memory', buffer, size: bytes.length, shown: 'a.jsonl' }, other]);
    const found = await ask(inspection).repeats({ corpus: '', file: 0, line: 1 });
    expect(found.map((r) => [r.view, underlined(row, r)])).toEqual([
      ['prompt', [PHRASE]],
      ['response', ['it all went well']],
    ]);
    expect(found[0]!.spans[0]!.places).toEqual([{ file: 'b.jsonl', line: 1, words: 8 }]);
  });

  it('may run over several lines of a text file, and starts below the first line of a pretty-printed row', async () => {
    const notes = [`${own(1)}\n${PHRASE}\nand more of it`, own(2), `${PHRASE} and more of it`].join('\n\n');
    const inspection = await inspect([onDisk('notes.txt', notes)]);
    const [found] = await ask(inspection).repeats({ corpus: '', row: 0 });
    expect(underlined(notes, found!)).toEqual([`${PHRASE}\nand more of it`]);
    const pretty = JSON.stringify([{ text: `${own(1)} ${PHRASE}` }, { text: PHRASE }], null, 2);
    const array = await inspect([onDisk('rows.json', pretty)]);
    const [inArray] = await ask(array).repeats({ corpus: '', row: 0 });
    expect(underlined(pretty, inArray!)).toEqual([PHRASE]);
    // Any line of a sample stands for it; between samples there is none.
    expect(await ask(array).repeats({ corpus: '', file: 0, line: 3 })).toMatchObject([{ row: 0, line: 2 }]);
    await expect(ask(inspection).repeats({ corpus: '', file: 0, line: 4 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is nothing for a text of its own, and is asked once', async () => {
    const inspection = await inspect([
      onDisk('own.jsonl', [0, 1].map((i) => JSON.stringify({ text: own(i) })).join('\n')),
    ]);
    const questions = ask(inspection);
    expect(questions.found(0)).toBeUndefined();
    expect(await questions.repeats({ corpus: '', row: 0 })).toEqual([
      { row: 0, line: 1, view: 'text', spans: [], placed: [] },
    ]);
    expect(questions.found(0)).toEqual([]);
    await expect(questions.repeats({ corpus: '', row: 9 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(questions.repeats({ corpus: '', file: 0, line: 9 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('can be cancelled', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => JSON.stringify({ text: own(i, 60) }));
    const inspection = await inspect([onDisk('long.jsonl', rows.join('\n'))], { blockBytes: 16_384 });
    const control = new AbortController();
    const asked = ask(inspection).repeats({ corpus: '', row: 0 }, control.signal);
    control.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is named for flagged rows without a search', async () => {
    const long = own(1, 40);
    const rows = [{ text: long }, { text: own(2) }, { text: `${long} ${own(3, 3)}` }].map((r) => JSON.stringify(r));
    const inspection = await inspect([onDisk('near.jsonl', rows.join('\n'))]);
    const found = await ask(inspection).flagged({ file: 0, from: 1, to: 3 }, () => undefined);
    expect(found.map((r) => [r.line, underlined(rows.join('\n'), r)])).toEqual([[3, [long]]]);
    expect(found[0]!.spans[0]!.places).toEqual([{ file: 'near.jsonl', line: 1, words: 40 }]);
    expect(await ask(inspection).flagged({ file: 0, from: 1, to: 2 }, () => undefined)).toEqual([]);
  });
});

describe('what a sample adds', () => {
  const grams = (text: string) => {
    const w = words(text);
    return new Set(w.slice(3).map((_, i) => w.slice(i, i + 4).join(' ')));
  };
  /** Texts of 30 to 60 words that share pieces; a few words only, so that much is shared. */
  const texts = Array.from({ length: 70 }, (_, i) =>
    Array.from({ length: 30 + ((i * 7) % 30) }, (_, k) => `v${(i * i + k * ((i % 5) + 1) + (k >> 3)) % 23}`).join(' '),
  );
  const rows = texts.map((text) => JSON.stringify({ text })).join('\n');

  it('is the 4-grams that no other sample holds, copies counted as others', async () => {
    const all = [...texts, texts[3]!];
    const inspection = await inspect([onDisk('adds.jsonl', `${rows}\n${JSON.stringify({ text: texts[3] })}`)]);
    const sets = all.map(grams);
    const expected = sets.map((set, i) => [...set].filter((g) => !sets.some((s, k) => k !== i && s.has(g))).length);
    expect([...inspection.columns.adds]).toEqual(expected);
    expect(inspection.columns.adds[3]).toBe(0);
  });

  it('is counted anew after each drop, boilerplate left out', async () => {
    const inspection = await inspect([onDisk('drops.jsonl', rows)], { blockBytes: 2048 });
    const order = await ask(inspection).leastAdding({ count: 20 });
    const sets = texts.map(grams);
    const holders = new Map<string, number>();
    for (const g of sets.flatMap((s) => [...s])) holders.set(g, (holders.get(g) ?? 0) + 1);
    const kept = sets.map((s) => [...s].filter((g) => (holders.get(g) ?? 0) < 20));
    const left = new Map(kept.entries());
    const expected: { row: number; adds: number }[] = [];
    while (expected.length < 20) {
      let best: { row: number; adds: number } | undefined;
      for (const [row, mine] of left) {
        if (mine.length < 17) continue;
        const others = new Set([...left].filter(([r]) => r !== row).flatMap(([, s]) => s));
        const adds = mine.filter((g) => !others.has(g)).length;
        if (!best || adds < best.adds) best = { row, adds };
      }
      if (!best) break;
      left.delete(best.row);
      expected.push(best);
    }
    expect(order).toEqual({ view: 'text', rows: expected });
    await expect(ask(inspection).leastAdding({ view: 'prompt', count: 3 })).rejects.toThrow('it has: text');
  });

  it('is declined for a corpus above 64 MiB', async () => {
    const inspection = await inspect([onDisk('small.jsonl', rows)]);
    const large = { ...inspection, plans: [{ ...inspection.plans[0]!, bytes: 65 * 2 ** 20 }] };
    await expect(ask(large).leastAdding({ count: 3 })).rejects.toMatchObject({ code: 'bad-option' });
  });
});
