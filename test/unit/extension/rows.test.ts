import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/extension/engine.ts';
import { findRow } from '../../../src/extension/rows.ts';
import type { PageParams, RowSummary } from '../../../src/protocol/hostApi.ts';

function engineWith(places: readonly (readonly [file: number, line: number])[]) {
  const rows = places.map(([file, line], row) => ({ row, file, line, view: 'text' }) as RowSummary);
  let pages = 0;
  const page = async ({ offset, limit }: PageParams) => {
    pages++;
    return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
  };
  return { engine: { api: { page } } as unknown as Pick<Engine, 'api'>, pages: () => pages };
}

describe('findRow', () => {
  it('finds any row by its place, in few pages', async () => {
    const places = Array.from({ length: 100_000 }, (_, i) => [Math.floor(i / 60_000), 1 + (i % 60_000) * 3] as const);
    const { engine, pages } = engineWith(places);
    const found = await findRow(engine, 'c', { file: 1, line: 1 + 39_999 * 3 });
    expect(found?.row).toBe(99_999);
    expect(pages()).toBeLessThan(20);
  });

  it('finds a row exactly when there is one', async () => {
    const lines = fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 600 }), async (given, line) => {
        const sorted = [...given].sort((a, b) => a - b);
        const { engine } = engineWith(sorted.map((l) => [0, l] as const));
        const found = await findRow(engine, 'c', { file: 0, line });
        expect(found?.line).toBe(sorted.includes(line) ? line : undefined);
      }),
    );
  });
});
