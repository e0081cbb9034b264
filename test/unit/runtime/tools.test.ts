// The lazily loaded libraries: what they must not do to data, and that the bundles load without waiting.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { bundles } from '../../../scripts/lib/bundles.mjs';
import type { Tools } from '../../../src/engine/metric.ts';
import { lazyTools, type ToolModules } from '../../../src/runtime/lazy/tools.ts';
import { root } from '../../helpers/sourceGraph.ts';
import { tools } from '../../helpers/tools.ts';

const exactly = (text: string) => encode(text, { disallowedSpecial: new Set() }).length;

describe('counting tokens', () => {
  it('equals the library on any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom('The', ' cat', "'s", '\n', '\n\n', '  ', '中文', 'ÉCOLE', '12345', '<|endoftext|>', '!/\n'),
        )
        .map((l) => l.join('')),
    );
    fc.assert(
      fc.property(text, (t) => {
        expect(tools.countTokens(t)).toBe(exactly(t));
        // Remembered pieces count the same again.
        expect(tools.countTokens(t)).toBe(exactly(t));
      }),
      { numRuns: 400 },
    );
  });

  it('takes no longer for the pieces of a corpus in which every word is new', { timeout: 60_000 }, () => {
    let n = 0;
    const newWord = (at: number) => (at * 7919).toString(16).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
    const cpuOf = (words: number) => {
      const begin = process.cpuUsage();
      for (const end = n + words; n < end; n++) tools.countTokens(` ${newWord(n)}`);
      const { user, system } = process.cpuUsage(begin);
      return user + system;
    };
    cpuOf(5000);
    const first = cpuOf(20_000);
    cpuOf(160_000);
    // Six times as long before, and ever longer.
    expect(cpuOf(20_000)).toBeLessThan(3 * first);
  });

  it('takes special tokens for text', () => {
    expect(tools.countTokens('<|endoftext|>')).toBe(exactly('<|endoftext|>'));
    expect(tools.countTokens('<|endoftext|>')).toBeGreaterThan(3);
  });

  it.each(['a', 'A', ' ', '\n', '!', 'é', '中', '😀', 'สวัสดี', '\ud800'])(
    'of a long run of “%s” takes no quadratic time',
    (unit) => {
      const run = unit.repeat(Math.ceil(100_000 / unit.length));
      // Time of the processor: the machine may be busy with other tests.
      const begin = process.cpuUsage();
      const tokens = tools.countTokens(run);
      expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000);
      const part = unit.repeat(512 / unit.length);
      expect(tokens / run.length).toBeCloseTo(exactly(part) / part.length, 1);
    },
  );
});

describe('tagging', () => {
  it('gives as many tags as words, whatever the words', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('__proto__', 'constructor', '', 'toString'),
    );
    fc.assert(
      fc.property(fc.array(word), (list) => {
        const tags = tools.tag(list);
        expect(tags).toHaveLength(list.length);
        for (const tag of tags) expect(tag).toMatch(/^\S+$/);
      }),
    );
  });

  it('knows sentences', () => {
    expect(tools.tag("The quick fox does n't go over the lazy dogs .".split(' ')).join(' ')).toBe(
      'DT JJ NN VBZ RB VB IN DT JJ NNS .',
    );
  });
});

describe('guessing languages', () => {
  it.each([
    ['The committee will meet again in the spring to decide on the budget.', 'en', 'English'],
    ['今天天气很好，我们一起去公园散步吧。', 'zh', 'Chinese'],
    ['Сегодня хорошая погода, и мы идём гулять в парк.', 'ru', 'Russian'],
    ['Hari ini cuaca sangat bagus dan kami akan berjalan di taman.', 'ms', 'Malay or Indonesian'],
  ])('%s', (text, code, name) => {
    const guess = tools.guessLanguage(text);
    expect(guess).toMatchObject({ code, name });
    expect(guess?.confidence).toBeGreaterThan(0.4);
    expect(guess?.confidence).toBeLessThanOrEqual(1);
  });

  it.each(['', '12345', '!!!', '\ud800'])('says nothing about “%s”', (text) => {
    expect(tools.guessLanguage(text)).toBeNull();
  });
});

describe('loading', () => {
  it('happens at the first use, once, and only what is used', () => {
    const loaded: string[] = [];
    const modules = {
      pos: () => {
        loaded.push('pos');
        return { tag: () => ['NN'] };
      },
    } as unknown as ToolModules;
    const lazy = lazyTools(modules);
    expect(loaded).toEqual([]);
    lazy.tag(['a']);
    lazy.tag(['b']);
    expect(loaded).toEqual(['pos']);
  });

  it('finds the bundles beside the running one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-tools-'));
    try {
      const { tools: options, engine } = bundles(root, { production: false });
      await build({ ...options, outdir: folder, sourcemap: false });
      const entryPoints = { worker: 'src/runtime/lazy/tools.ts' };
      await build({ ...engine, entryPoints, outdir: folder, sourcemap: false });
      const module = (await import(pathToFileURL(join(folder, 'worker.mjs')).href)) as { lazyTools(): Tools };
      const lazy = module.lazyTools();
      expect(lazy.tag(['the', 'dog'])).toEqual(['DT', 'NN']);
      expect(lazy.countTokens('hello world')).toBe(2);
      expect(lazy.guessLanguage('Where is the nearest station, please?')?.code).toBe('en');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
