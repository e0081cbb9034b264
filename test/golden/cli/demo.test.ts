// Every file of the shared demo folder is inspected to the end, with the views a person would choose.
import { expect, it } from 'vitest';
import { dataPath, describeWithData } from '../../helpers/data.ts';
import { runCli } from './cliBundle.ts';

const CHAT = ['prompt = messages[role=user].content', 'response = messages[role=assistant].content'];
const INSTRUCTION = (answer: string) => ['prompt = instruction + input', `response = ${answer}`];

/** File → views, without their shares. */
const EXPECTED: Record<string, string[]> = {
  'chat_arena_hard_gpt-3.5-turbo-0125.jsonl': CHAT,
  'chat_arena_hard_gpt-4-0314.jsonl': CHAT,
  'chat_chatgpt_messages.jsonl': CHAT,
  'chat_human_topicalchat_messages.jsonl': CHAT,
  'collapse_trigram_generations.jsonl': ['text = text'],
  'edge_cases.jsonl': ['text = text'],
  'instruct_alpaca_fields.jsonl': INSTRUCTION('output'),
  'instruct_gpteacher_codegen.jsonl': INSTRUCTION('response'),
  'instruct_gpteacher_roleplay.jsonl': INSTRUCTION('response'),
  'instruct_human_seed_tasks.jsonl': ['prompt = instruction + instances[*].input', 'response = instances[*].output'],
  'instruct_toolformer_dedupe_only.jsonl': INSTRUCTION('response'),
  'instruct_toolformer_similarity_0.6.jsonl': INSTRUCTION('response'),
  'mixed_corpus.jsonl': ['text = text'],
  'mixed_corpus.truth.jsonl': ['text = label'],
  'plain/blank_line_separated.txt': ['text = each paragraph'],
  'plain/one_document_per_line.txt': ['text = each line'],
};

/** Measured whole, one of each shape; of the others the core is enough to see that they are read to the end. */
const WHOLE = new Set([
  'chat_chatgpt_messages.jsonl',
  'instruct_human_seed_tasks.jsonl',
  'mixed_corpus.jsonl',
  'edge_cases.jsonl',
  'plain/blank_line_separated.txt',
]);

describeWithData('the demo corpora', () => {
  for (const [name, views] of Object.entries(EXPECTED)) {
    it(name, async () => {
      const { code, stdout } = await runCli([
        'inspect',
        dataPath('demo', name),
        '--quiet',
        ...(WHOLE.has(name) ? [] : ['--metrics', 'core']),
      ]);
      expect(code).toBe(0);
      const shown = [...stdout.matchAll(/^ {2}(?:measured {4}| {12})(\w+ = .*) \([^)]*%\)$/gm)].map((m) => m[1]);
      expect(shown).toEqual(views);
    }, 240_000);
  }

  it('a folder of posts is one corpus', async () => {
    const { code, stdout } = await runCli(['inspect', dataPath('demo', 'plain', 'posts'), '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^40 files/);
    expect(stdout).toContain('40 files, 805 samples: text = each paragraph (100 %)');
  });

  it('names every bad line of the edge cases and measures every good one', async () => {
    const { code, stdout } = await runCli(['inspect', dataPath('demo', 'edge_cases.jsonl'), '--format', 'json']);
    expect(code).toBe(0);
    const { findings, files } = JSON.parse(stdout);
    const lines = (kind: string) =>
      findings.top.filter((f: { kind: string }) => f.kind === kind).map((f: { line: number }) => f.line);
    expect(lines('invalid')).toEqual([4, 5]);
    expect(lines('schema').sort((a: number, b: number) => a - b)).toEqual([6, 7, 8, 9, 10]);
    expect(files[0]).toMatchObject({ samples: 12, invalid: 2, invalidUtf8: 1 });
    const { stdout: rows } = await runCli(['rows', dataPath('demo', 'edge_cases.jsonl'), '--quiet']);
    const good = rows
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row).line);
    // Line 8 holds an empty string: no text to measure, and said so.
    expect(good).toEqual([1, 2, 11, 12, 13, 14, 15]);
  });
});
