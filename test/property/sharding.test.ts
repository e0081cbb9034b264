// Any assignment of blocks to workers gives the same report byte for byte, `timing` apart, and the same rows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateChat, generateInstructions } from '../../scripts/lib/sampleCorpus.mjs';
import { inspectCorpus } from '../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../src/runtime/pool/pool.ts';
import { calibrationAround, rowsAround } from '../helpers/calibration.ts';
import { corpusFile, testPool } from '../helpers/inspect.ts';

const BLOCK = 64 * 1024;
const JOBS = [1, 2, 3, 4] as const;
/** Pools of the corpora after the first: drawn metrics take most of the time, and one comparison tells. */
const FEWER = [0, 2];
/** Human rows below, LLM rows above. */
const CALIBRATION = calibrationAround(-1, { view: 'response', llm: rowsAround(1, 40) });
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));

/** Rows of several seeds in one file, the first ones again at the end: duplicates and n-grams cross all blocks. */
function rows(generate: typeof generateInstructions, bytes: number): string {
  const parts: string[] = [];
  for (let i = 0, size = 0; size < bytes; i++) {
    const part = `${generate(SEED + i)
      .rows.map(labelled)
      .join('\n')}\n`;
    parts.push(part);
    size += part.length;
  }
  return parts.join('') + (parts[0] as string).slice(0, (parts[0] as string).indexOf('\n', 20_000) + 1);
}

/** With a field to group by, the same for rows that say the same. */
function labelled(row: string): string {
  const words = /"instruction":"([^"]*)"/.exec(row)?.[1]?.trim().split(/\s+/).length;
  return words === undefined ? row : row.replace('{', `{"meta":{"source":"source ${words % 3}"},`);
}

/** Everything that an inspection leaves behind but `timing`, as one string. */
function everything({ report, columns, findings, clusters, near, coveredBy }: Inspection): string {
  const { timing: _timing, ...rest } = report;
  const plainOf = (column: unknown): unknown => {
    if (typeof column === 'number' || column == null) return column ?? null;
    if (ArrayBuffer.isView(column)) {
      return Array.from(column as unknown as Float64Array, (x) => (Number.isNaN(x) ? 'NaN' : x));
    }
    return Object.entries(column as object).map(([name, inner]) => [name, plainOf(inner)]);
  };
  const plain = plainOf(columns);
  const maps = [near, coveredBy].map((map) => [...map].sort(([a], [b]) => a - b));
  return JSON.stringify({ rest, plain, findings, clusters, maps });
}

describe(`corpora of seed ${SEED}, in blocks of 64 KiB`, () => {
  let pools: WorkerPool[] = [];

  beforeAll(async () => {
    pools = await Promise.all(JOBS.map((jobs) => testPool(jobs)));
  });
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  const inspect = (paths: readonly string[], pool: WorkerPool, memoryMb?: number) =>
    inspectCorpus(
      {
        sources: paths.map((path, i) => ({ kind: 'file' as const, path, shown: `corpus-${i}.jsonl` })),
        options: {
          blockBytes: BLOCK,
          by: 'meta.source',
          calibration: { name: 'made up', content: CALIBRATION },
          ...(memoryMb ? { memoryMb, evidence: 'all' } : {}),
        },
      },
      pool,
      { signal: new AbortController().signal, onProgress: () => {} },
    );

  it.each([
    ['instructions', [generateInstructions], undefined],
    ['instructions and chats as one corpus', [generateInstructions, generateChat], undefined],
    ['instructions, with tables so small that hashes are sampled', [generateInstructions], 1],
  ] as const)(
    '%s: 1, 2, 3 and 4 workers give the same',
    async (name, generators, memoryMb) => {
      const bytes = (20 * BLOCK) / generators.length;
      const paths = generators.map((generate, i) => corpusFile(`${i}.jsonl`, rows(generate, bytes)));
      let first: string | undefined;
      for (const [i, pool] of pools.entries()) {
        if (name !== 'instructions' && !FEWER.includes(i)) continue;
        const inspection = await inspect(paths, pool, memoryMb);
        const blocks = inspection.plans.reduce((n, plan) => n + plan.blocks.length, 0);
        expect(blocks, name).toBeGreaterThanOrEqual(20);
        expect(inspection.report.findings.counts['exact-duplicate']).toBeGreaterThan(5);
        const drawn = inspection.report.views.response?.metrics['distinct-4']?.drawn;
        expect(drawn !== undefined).toBe(memoryMb === 1);
        const { metrics, groups, traits } = inspection.report.views.response!;
        expect(metrics['distinct-4']?.at?.words).toBeGreaterThanOrEqual(10_000);
        expect(groups?.rows.length).toBeGreaterThanOrEqual(3);
        expect(traits?.scored).toBeGreaterThan(20);
        expect(traits?.top.length).toBeGreaterThan(0);
        expect(traits?.calibration?.name).toBe('made up');
        expect(traits?.alpha).toBeDefined();
        const all = everything(inspection);
        first ??= all;
        expect(all === first, `${JOBS[i]} workers against one`).toBe(true);
      }
    },
    180_000,
  );
});
