// The summary for people.
import { describe, expect, it } from 'vitest';
import { badLines } from '../../../src/cli/format/badLines.ts';
import { noColours, paletteFor } from '../../../src/cli/format/colours.ts';
import { grouped, percent, shortCount } from '../../../src/cli/format/numbers.ts';
import { summary } from '../../../src/cli/format/summary.ts';
import { inspection, invalid, report } from './support.ts';

describe('the summary', () => {
  it('says what was measured, what repeats, how diverse it is, where to look and what could not be read', () => {
    expect(summary(inspection(), noColours)).toBe(
      `train.jsonl   12,408 samples   3.1 M words
  measured    prompt = instruction + input (100 %)
              response = output (99.9 %, chosen by you)
  repeats     1 near-duplicate in 1 cluster · 91 exact · 1 adds little (novelty < 0.2)
  also        38 residue
  diversity   response: distinct-3 0.71 · compression 4.1× · self-repetition 3.20
  look at     line 1,118  Low novelty: 92 % of its 4-grams are in lines 40 and 4032
              line 7      Near-duplicate of line 5 (Jaccard 0.88).
  2 lines could not be read: 8,113 (column 17: unexpected end), and 1 more
`,
    );
  });

  it('cuts long messages to the width of the terminal, and only those', () => {
    const lines = summary(inspection(), noColours, 60).split('\n');
    expect(lines.find((line) => line.includes('1,118'))).toMatch(/^ {2}look at .*…$/);
    expect(lines.find((line) => line.includes('1,118'))).toHaveLength(60);
  });

  it('says so when nothing repeats', () => {
    const calm = { ...inspection({ findings: { counts: {}, top: [] } }), findings: [] };
    expect(summary(calm, noColours)).toContain('repeats     nothing found\n');
  });

  it('groups files that were read alike, and names the file beside a line', () => {
    const [file] = report().files;
    const files = ['a.jsonl', 'b.jsonl'].map((path) => ({ ...file!, path, invalid: 0 }));
    const text = summary({ ...inspection({ files }) }, noColours);
    expect(text).toContain('2 files   24,816 samples');
    expect(text).toContain('measured    2 files, 24,816 samples: prompt = instruction + input (100 %) · response =');
    expect(text).toContain('train.jsonl:1118  Low novelty');
  });

  it('marks a drawn number', () => {
    const drawn = { value: 3, drawn: { n: 500, of: 12_408, unit: 'samples' as const } };
    const views = { text: { metrics: { 'gzip-ratio': drawn } } };
    expect(summary(inspection({ views }), noColours)).toContain('compression 3.0× (≈ drawn 500 of 12,408 samples)');
  });

  it('gives distinct-3 at a standard number of words, with where others lie there', () => {
    const distinct = {
      value: 0.42,
      at: { words: 50_000, value: 0.61 },
      context: { words: 50_000, human: [0.86, 0.93] as [number, number], llm: [0.62, 0.81] as [number, number] },
    };
    const views = (metric: Partial<typeof distinct> & { value: number }) => ({
      text: { metrics: { words: { value: 400_000 }, 'distinct-3': metric } },
    });
    expect(summary(inspection({ views: views(distinct) }), noColours)).toContain(
      'diversity   distinct-3 0.61 at 50k words (human 0.86–0.93, LLM 0.62–0.81)\n',
    );
    expect(summary(inspection({ views: views({ value: 0.42 }) }), noColours)).toContain('distinct-3 0.42\n');
  });

  it('shows groups as a table, and says who is missing', () => {
    const metrics = (n: number) => ({
      'distinct-3': { value: n },
      mattr: { value: 0.7 },
      'gzip-ratio': { value: 2.5 },
      novelty: { value: null },
    });
    const groups = {
      by: 'source',
      words: 2400,
      rows: [
        { label: 'web', samples: 1200, words: 312_000, metrics: metrics(0.9) },
        { label: 'model-a', samples: 20, words: 3000, metrics: metrics(0.612) },
      ],
      note: 'Fewer than 1,000 words, left out: x.',
    };
    const text = summary(inspection({ views: { text: { metrics: {}, groups } } }), noColours);
    expect(text).toContain(
      `  groups      by source, measured on 2,400 words of each
              group    samples  words  distinct-3  MATTR  compression  novelty
              web        1,200  312 k        0.90   0.70        2.50×        –
              model-a       20  3,000        0.61   0.70        2.50×        –
              Fewer than 1,000 words, left out: x.
`,
    );
  });
});

describe('lines that could not be read', () => {
  it('are at most five, with a count of the rest', () => {
    const findings = Array.from({ length: 9 }, (_, i) => ({ ...invalid, line: i + 1 }));
    const [file] = report().files;
    const text = badLines({ report: report({ files: [{ ...file!, invalid: 9 }] }), findings });
    expect(text).toBe(
      `9 lines could not be read: ${[1, 2, 3, 4, 5].map((n) => `${n} (column 17: unexpected end)`).join(', ')}, and 4 more`,
    );
  });
});

describe('colours', () => {
  it('are off when piped and with NO_COLOR, on for a terminal', () => {
    const strong = (tty: boolean, env: Record<string, string>) => paletteFor({ isTTY: tty }, env).strong('x');
    expect(strong(false, {})).toBe('x');
    expect(strong(true, { NO_COLOR: '1' })).toBe('x');
    expect(strong(true, { TERM: 'dumb' })).toBe('x');
    expect(strong(true, {})).toBe('\u001b[1mx\u001b[22m');
  });
});

describe('numbers', () => {
  it('have thousands separators', () =>
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']));
  it('are shortened when they are large', () =>
    expect([99_999, 312_400, 999_600, 3_104_000].map(shortCount)).toEqual(['99,999', '312 k', '1.0 M', '3.1 M']));
  it('never round a share to all or nothing', () =>
    expect([0, 0.0001, 0.5, 0.997, 0.99999, 1].map(percent)).toEqual([
      '0 %',
      '< 0.1 %',
      '50 %',
      '99.7 %',
      '> 99.9 %',
      '100 %',
    ]));
});
