// Calibrations from files, with a reader whose scores are known.
import './tempRoot.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCalibration, writeCalibration } from '../../../src/engine/traits/calibration/calibration.ts';
import type { TraitReader } from '../../../src/engine/traits/reading.ts';
import { calibrate, type KnownRows, MOST_ROWS } from '../../../src/runtime/traits/calibrate.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
});

/** Scores a text by its number of words, with two parts; below 50 words it says nothing. */
const reader = {
  model: { name: 'counting', trained: '' },
  read(segments: readonly { text: string }[]) {
    const words = segments.flatMap((s) => s.text.split(/\s+/).filter(Boolean)).length;
    const none = { words, score: Number.NaN, kind: -1, markup: 0 };
    if (words < 50) return { ...none, abstained: 'short' as const };
    return { ...none, abstained: null, kind: 0, score: words / 100, parts: [words, -1] };
  },
} as unknown as TraitReader;
const tools = { traits: () => reader, guessLanguage: () => ({ code: 'en', name: 'English', confidence: 0.9 }) };

const text = (words: number) => Array.from({ length: words }, (_, i) => `w${i}`).join(' ');

function write(name: string, rows: readonly unknown[]): KnownRows {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n\n'));
  return { sources: [{ kind: 'file', path, shown: name }], name };
}
const jsonl = (name: string, rows: readonly unknown[]) => {
  const known = write(name, []);
  writeFileSync(join(folder, name), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  return known;
};
const asked = { options: {}, rate: 0.05, tools };

describe('calibrate', () => {
  it('measures human rows whole and cut, and counts what it does not measure', async () => {
    const human = jsonl(
      'human.jsonl',
      [120, 10, 55].map((n) => ({ text: text(n) })),
    );
    const made = await calibrate({ ...asked, human });
    expect(made).toEqual({
      format: 'corpus-inspector/calibration',
      version: 1,
      model: 'counting',
      rate: 0.05,
      view: 'text',
      human: {
        from: 'human.jsonl',
        field: 'text',
        words: [120, 55],
        score: [1.2, 0.55],
        parts: [
          [120, -1],
          [55, -1],
        ],
        cuts: [
          [
            [0.5, 50, -1],
            [0.7, 70, -1],
            [1, 100, -1],
          ],
          [],
        ],
        markup: [0, 0],
        language: ['en', 'en'],
        abstained: { short: 1 },
      },
    });
    expect(readCalibration(writeCalibration(made), 'c.json')).toEqual(made);
    expect(writeCalibration(made)).not.toContain('w1');
  });

  it('takes rows of one file by the value of a field, and groups by another', async () => {
    const rows = [60, 70, 80, 90].map((n, i) => ({
      instruction: 'Do it.',
      output: text(n),
      source: i % 2 ? 'gpt' : 'human',
      author: i < 2 ? 'Ann' : 'Bob',
    }));
    const mix = jsonl('mix.jsonl', rows);
    const made = await calibrate({
      ...asked,
      human: { ...mix, name: 'source=human', where: { field: 'source', value: 'human' } },
      llm: { ...mix, name: 'source=gpt', where: { field: 'source', value: 'gpt' } },
      group: 'author',
    });
    expect(made.view).toBe('response');
    expect(made.human).toMatchObject({ from: 'source=human', field: 'output', words: [60, 80], group: [0, 1] });
    expect(made.llm).toMatchObject({ words: [70, 90], group: [0, 1] });
    expect(made.llm?.cuts).toBeUndefined();
    expect(JSON.stringify(made)).not.toContain('Ann');
  });

  it('takes marked rows by their place', async () => {
    const lines = [60, 70, 80].map((n) => JSON.stringify({ text: text(n) }));
    const human = jsonl(
      'marked.jsonl',
      lines.map((line) => JSON.parse(line)),
    );
    const byte = (lines[0] as string).length + 1;
    const made = await calibrate({
      ...asked,
      human: { ...human, rows: [{ file: 0, byte, byteLength: (lines[1] as string).length }] },
    });
    expect(made.human.words).toEqual([70]);
  });

  it('takes a plain text file for any view', async () => {
    const human = write('human.txt', [text(60), text(70)]);
    const made = await calibrate({ ...asked, human, view: 'response' });
    expect([made.view, made.human.words]).toEqual(['response', [60, 70]]);
  });

  it('draws from more rows than it needs', async () => {
    const human = jsonl(
      'many.jsonl',
      Array.from({ length: MOST_ROWS + 300 }, (_, i) => ({ text: text(10), i })),
    );
    const made = await calibrate({ ...asked, human });
    expect(made.human.abstained).toEqual({ short: MOST_ROWS });
  });

  it('says which rows are not there', async () => {
    const human = jsonl('none.jsonl', [{ text: text(60), source: 'web' }]);
    await expect(
      calibrate({ ...asked, human: { ...human, where: { field: 'source', value: 'human' } } }),
    ).rejects.toMatchObject({
      code: 'no-view',
      message: 'none.jsonl: no row has "human" as its source, which is "web".',
    });
    await expect(
      calibrate({ ...asked, human: { ...human, where: { field: 'sourse', value: 'human' } } }),
    ).rejects.toMatchObject({ message: 'none.jsonl: no row has the field sourse.' });
    await expect(calibrate({ ...asked, human, group: 'author' })).rejects.toMatchObject({
      code: 'bad-option',
      message: 'No human row has the field author: name another field, or leave the groups out.',
    });
    const chat = jsonl('chat.jsonl', [{ instruction: 'Do it.', output: text(60) }]);
    await expect(calibrate({ ...asked, human: chat, view: 'thinking' })).rejects.toMatchObject({ code: 'no-view' });
  });

  it('ends with progress 1, and at once when it is cancelled', async () => {
    const human = jsonl('p.jsonl', [{ text: text(60) }]);
    const seen: number[] = [];
    await calibrate({ ...asked, human, onProgress: (fraction) => seen.push(fraction) });
    expect(seen.at(-1)).toBe(1);
    const slow = { ...reader, read: waitAndRead };
    const many = jsonl(
      'slow.jsonl',
      Array.from({ length: 500 }, (_, i) => ({ text: text(60 + (i % 9)) })),
    );
    const stop = new AbortController();
    const running = calibrate({
      ...asked,
      tools: { ...tools, traits: () => slow },
      human: many,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});

function waitAndRead(segments: readonly { text: string }[]) {
  const end = performance.now() + 3;
  while (performance.now() < end);
  return reader.read(segments);
}
