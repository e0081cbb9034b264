// Reads the demo corpora beside the project; skipped, with a message, where they are absent.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memorySource, readAll, rules, texts } from './support.ts';

const demo = resolve('../shared/data/demo');
const present = existsSync(demo);
if (!present) console.warn(`skipped: ${demo} is absent`);

const read = (name: string, blockBytes = 1 << 20) =>
  readAll(memorySource(readFileSync(resolve(demo, name)), name), { blockBytes });

const MESSAGES = ['prompt=messages[role=user].content', 'response=messages[role=assistant].content'];
const INSTRUCT = ['prompt=instruction', 'prompt=input', 'response=response'];

describe.skipIf(!present)('the demo corpora', () => {
  it.each<[string, number, string[]]>([
    ['chat_arena_hard_gpt-3.5-turbo-0125.jsonl', 500, MESSAGES],
    ['chat_arena_hard_gpt-4-0314.jsonl', 500, MESSAGES],
    ['chat_chatgpt_messages.jsonl', 2000, MESSAGES],
    ['chat_human_topicalchat_messages.jsonl', 500, MESSAGES],
    ['collapse_trigram_generations.jsonl', 8100, ['text=text']],
    ['instruct_alpaca_fields.jsonl', 1000, ['prompt=instruction', 'prompt=input', 'response=output']],
    ['instruct_gpteacher_codegen.jsonl', 4535, INSTRUCT],
    ['instruct_gpteacher_roleplay.jsonl', 1923, INSTRUCT],
    [
      'instruct_human_seed_tasks.jsonl',
      175,
      ['prompt=instruction', 'prompt=instances[*].input', 'response=instances[*].output'],
    ],
    ['instruct_toolformer_dedupe_only.jsonl', 7673, INSTRUCT],
    ['instruct_toolformer_similarity_0.6.jsonl', 2396, INSTRUCT],
    ['mixed_corpus.jsonl', 565, ['text=text']],
  ])('%s: every row measured, with the views a person would choose', (name, rows, expected) => {
    const { plan, samples } = read(name);
    expect(plan.format).toBe('jsonl');
    expect(rules(plan)).toEqual(expected);
    expect(plan.views.explodedPrefixes).toBe(false);
    expect(samples).toHaveLength(rows);
    expect(samples.flatMap((s) => s.sample.problems)).toEqual([]);
    const views = [...new Set(expected.map((r) => r.split('=')[0]))];
    expect(samples.every((s) => s.sample.views.map((v) => v.view).join() === views.join())).toBe(true);
  });

  it('mixed_corpus.jsonl holds 20 exact duplicates', () => {
    const hashes = read('mixed_corpus.jsonl').samples.map((s) => s.sample.hash!.join());
    expect(hashes.length - new Set(hashes).size).toBe(20);
  });

  it('mixed_corpus.truth.jsonl, which holds no text, still ends well', () => {
    expect(rules(read('mixed_corpus.truth.jsonl').plan)).toEqual(['text=label']);
  });

  it.each([1 << 20, 4096, 7])(
    'edge_cases.jsonl in blocks of %i: every bad line named, every good one measured',
    (blockBytes) => {
      const { plan, samples, infos } = read('edge_cases.jsonl', blockBytes);
      expect(plan).toMatchObject({ format: 'jsonl', bom: 3 });
      expect(samples.flatMap((s) => s.sample.problems.map((p) => `${s.line} ${p.kind}: ${p.message}`))).toEqual([
        '4 invalid: column 33: unexpected end of the row',
        '5 invalid: column 1: not JSON',
        '6 schema: field text is missing; it has content',
        '7 schema: text is null',
        '8 schema: text is empty',
        '9 schema: text is a list, not text',
        '10 schema: the row is a list, not an object',
      ]);
      const measured = samples.filter((s) => s.sample.views.length > 0);
      expect(measured.map((s) => s.line)).toEqual([1, 2, 11, 12, 13, 14, 15]);
      expect(texts(measured[0]!.sample).text).toEqual(['BOM first line']);
      expect(texts(measured[6]!.sample).text).toEqual(['no newline at end']);
      expect(infos.reduce((n, i) => n + i.invalidUtf8Rows, 0)).toBe(1);
      expect(infos.reduce((n, i) => n + i.lineBreaks, 0)).toBe(14);
    },
  );

  it('plain text is cut where a person would cut it', () => {
    const wrapped = read('plain/blank_line_separated.txt');
    expect([wrapped.plan.split, wrapped.samples.length]).toEqual(['paragraphs', 40]);
    const lines = read('plain/one_document_per_line.txt');
    expect([lines.plan.split, lines.samples.length]).toEqual(['lines', 100]);
    const posts = readdirSync(resolve(demo, 'plain/posts')).map((name) => read(`plain/posts/${name}`).plan);
    expect(posts.map((p) => `${p.format} ${p.split}`)).toEqual(posts.map(() => 'text paragraphs'));
  });
});
