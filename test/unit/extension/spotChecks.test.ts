import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/extension/engine.ts';
import { SpotChecks } from '../../../src/extension/review/spotChecks.ts';

describe('a spot check', () => {
  const corpus = { id: 'c', state: { generation: 1 } };
  const asked: number[] = [];
  const rows = (count: number) =>
    Array.from({ length: Math.min(count, 4) }, (_, i) => ({ row: 10 * asked.length + i }));
  const spotCheck = async ({ count }: { count: number }) => {
    asked.push(count);
    return { rows: rows(count) };
  };
  const checks = new SpotChecks<typeof corpus>({ api: { spotCheck } } as unknown as Pick<Engine, 'api'>);

  it('draws 30, and draws what is left again when a new result gives rows other numbers', async () => {
    expect(await checks.start(corpus, 'residue')).toBe(4);
    expect(checks.of(corpus)).toEqual({ check: { kind: 'residue', rows: [10, 11, 12, 13] } });
    expect(await checks.follow(corpus)).toBe(false);
    checks.judged(corpus, 11);
    corpus.state.generation = 2;
    expect(await checks.follow(corpus)).toBe(true);
    expect([asked, checks.of(corpus).check?.rows]).toEqual([
      [30, 3],
      [20, 21, 22],
    ]);
  });

  it('ends with the last of them', async () => {
    for (const row of [20, 21, 22]) checks.judged(corpus, row);
    corpus.state.generation = 3;
    await checks.follow(corpus);
    expect(checks.of(corpus)).toEqual({});
  });
});
