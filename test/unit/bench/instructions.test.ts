// The corpora of the benchmark: sized, seeded, valid, and varied enough to be worth measuring.
import { describe, expect, it } from 'vitest';
import { type Instruction, instructionSets, readRows } from '../../../scripts/bench/instructionSets.mjs';
import { generate } from '../../../scripts/bench/instructions.mjs';

const { rows: own, origin } = instructionSets('/no/such/folder');
const rows = own.slice(0, 600);

function written(options: { bytes: number; seed: number }, of: readonly Instruction[] = rows): string {
  const chunks: Buffer[] = [];
  const { bytes, rows: count } = generate(of, options, (chunk) => void chunks.push(Buffer.from(chunk)));
  const whole = Buffer.concat(chunks);
  expect(whole.length).toBe(bytes);
  const text = whole.toString('utf8');
  expect(text.split('\n').length - 1).toBe(count);
  return text;
}

function parsed(text: string): Instruction[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Instruction);
}

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];

describe('the generated instruction corpora', () => {
  it('come from the samples of the project where no shared sets are there', () => {
    expect(origin).toBe('samples');
    expect(own.length).toBeGreaterThan(1000);
  });

  it('are the same bytes for the same seed, and others for another', () => {
    const one = written({ bytes: 300_000, seed: 7 });
    expect(written({ bytes: 300_000, seed: 7 })).toBe(one);
    expect(written({ bytes: 300_000, seed: 8 })).not.toBe(one);
  });

  it('begin alike whatever their size, so that a larger corpus continues a smaller one', () => {
    const small = written({ bytes: 100_000, seed: 7 });
    expect(written({ bytes: 5_000_000, seed: 7 }).startsWith(small)).toBe(true);
  });

  it.each([10_000, 1_000_000, 5_000_000])('fill %d bytes but for less than a row', (bytes) => {
    const text = written({ bytes, seed: 1 });
    const longest = Math.max(...rows.map((row) => JSON.stringify(row).length)) * 2;
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytes);
    expect(Buffer.byteLength(text)).toBeGreaterThan(bytes - longest);
  });

  it('hold valid rows of the one shape, with every string that is no word left as it is', () => {
    const odd = {
      instruction: 'Say "\\nword"\n\tcafé — 数字 🙂 \u2028',
      input: '',
      output: 'C:\\new\\table 3.14 \ud800x',
    };
    const of = [...rows.slice(0, 300), odd];
    const strip = (text: string) => text.replace(/[A-Za-z]+/g, '');
    parsed(written({ bytes: 500_000, seed: 3 }, of)).forEach((row, i) => {
      const source = of[i % of.length] as Instruction;
      expect(Object.keys(row)).toEqual(['instruction', 'input', 'output']);
      for (const field of ['instruction', 'input', 'output'] as const)
        expect(strip(row[field])).toBe(strip(source[field]));
    });
  });

  it('put words of the same set in place of some, and keep the capital', () => {
    const known = new Set(rows.flatMap((row) => Object.values(row).flatMap(wordsOf)));
    const copies = parsed(written({ bytes: 1_000_000, seed: 4 }));
    let changed = 0;
    let all = 0;
    const foreign = new Set<string>();
    copies.forEach((copy, i) => {
      const source = wordsOf((rows[i % rows.length] as Instruction).output);
      wordsOf(copy.output).forEach((word, k) => {
        all++;
        if (word !== source[k]) changed++;
        if (!known.has(word)) foreign.add(word);
      });
      const first = /^[A-Z]/.test((rows[i % rows.length] as Instruction).output);
      if (first) expect(copy.output).toMatch(/^[A-Z]/);
    });
    expect([...foreign]).toEqual([]);
    // 35 to 60 % of the content words, which are half of all or more.
    expect(changed / all).toBeGreaterThan(0.12);
    expect(changed / all).toBeLessThan(0.5);
  });

  it('do not repeat a row as a near-duplicate when it comes round again', () => {
    const copies = parsed(written({ bytes: 900_000, seed: 5 })).map((row) => row.output);
    const grams = (text: string) => {
      const words = wordsOf(text);
      return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(' ')));
    };
    let alike = 0;
    let compared = 0;
    for (let i = 0; i < rows.length && i + rows.length < copies.length; i += 3) {
      const a = grams(copies[i] as string);
      const b = grams(copies[i + rows.length] as string);
      if (a.size < 20 || b.size < 20) continue;
      const shared = [...a].filter((gram) => b.has(gram)).length;
      compared++;
      if (shared / (a.size + b.size - shared) >= 0.5) alike++;
    }
    expect(compared).toBeGreaterThan(100);
    expect(alike / compared).toBeLessThan(0.01);
  });
});

describe('readRows', () => {
  it('reads answers under either name and nested instances, and leaves out what is no row', () => {
    const lines = [
      '{"instruction":"a","input":"b","output":"c"}',
      '{"instruction":"a","response":"d"}',
      '{"instruction":"a","instances":[{"input":"x","output":"y"},{"input":"","output":"z"}]}',
      '{"instruction":"cut',
      '{"prompt":"none"}',
      '',
    ];
    expect(readRows(lines)).toEqual([
      { instruction: 'a', input: 'b', output: 'c' },
      { instruction: 'a', input: '', output: 'd' },
      { instruction: 'a', input: 'x', output: 'y' },
      { instruction: 'a', input: '', output: 'z' },
    ]);
  });
});
