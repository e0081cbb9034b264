// The sample corpora: the committed ones are what the generator writes, and an inspection finds what was planted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateChat, generateInstructions, generateNotes } from '../../../scripts/lib/sampleCorpus.mjs';
import { reportSchema } from '../../../scripts/schema.mjs';
import type { RowFinding } from '../../../src/runtime/inspect/result.ts';
import { corpusFile, inspectFiles } from '../../helpers/inspect.ts';
import { root } from './cliBundle.ts';

const generators = {
  'instructions.jsonl': generateInstructions,
  'chat.jsonl': generateChat,
  'notes.txt': generateNotes,
};
const committed: { seed: number } = JSON.parse(readFileSync(join(root, 'samples/planted.json'), 'utf8'));
const fresh = Date.now() % 2 ** 31;

function linesByKind(findings: readonly RowFinding[]): Record<string, number[]> {
  const found: Record<string, Set<number>> = {};
  for (const { kind, line } of findings) found[kind] = (found[kind] ?? new Set()).add(line);
  return Object.fromEntries(Object.entries(found).map(([kind, lines]) => [kind, [...lines].sort((a, b) => a - b)]));
}

for (const [name, generate] of Object.entries(generators)) {
  describe(name, () => {
    it('is what the generator writes', () => {
      const text = readFileSync(join(root, 'samples', name), 'utf8');
      expect(text, 'stale: run node scripts/samples.mjs').toBe(`${generate(committed.seed).rows.join('\n')}\n`);
    });

    for (const seed of [committed.seed, fresh]) {
      it(`with seed ${seed} shows what was planted in it, and nothing else`, async () => {
        const corpus = generate(seed);
        const inspection = await inspectFiles([corpusFile(name, `${corpus.rows.join('\n')}\n`)]);
        expect(linesByKind(inspection.findings)).toEqual(corpus.planted);
      });
    }
  });
}

it('the schema of the report is up to date', async () => {
  const text = readFileSync(join(root, 'schemas/report.schema.json'), 'utf8');
  expect(text, 'stale: run node scripts/schema.mjs').toBe(await reportSchema());
});
