import { describe, expect, it, vi } from 'vitest';
import type { Page, RowSummary } from '../../../src/protocol/hostApi.ts';
import { PAGE_ROWS, PageCache, type PageSource } from '../../../src/webview/table/pageCache.ts';

const row = (i: number): RowSummary => ({
  row: i,
  file: 0,
  line: i + 1,
  view: 'text',
  words: 1,
  novelty: null,
  adds: 0,
  findings: [],
  percentile: null,
  abstained: null,
  p: null,
  hash: `${i}`,
  start: `${i}`,
});

/** A host with `total` rows whose answers are given out by hand. */
function host(total: number) {
  const asked: { offset: number; signal: AbortSignal; answer(): void; fail(e: Error): void }[] = [];
  const source: PageSource = ({ offset, limit }, signal) =>
    new Promise<Page>((resolve, reject) => {
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => row(offset + i));
      asked.push({ offset, signal, answer: () => resolve({ total, offset, rows }), fail: reject });
    });
  return { asked, source };
}
const settled = () => new Promise((done) => setTimeout(done));

describe('the cache of table pages', () => {
  it('asks for the pages in sight, once', async () => {
    const { asked, source } = host(1000);
    const changed = vi.fn();
    const cache = new PageCache(changed);
    cache.reset(source);
    cache.want(190, 210);
    cache.want(191, 211);
    expect(asked.map((a) => a.offset)).toEqual([0, PAGE_ROWS]);
    asked.forEach((a) => void a.answer());
    await settled();
    expect(changed).toHaveBeenCalledTimes(2);
    expect(cache.total).toBe(1000);
    expect(cache.row(205)?.row).toBe(205);
    cache.want(190, 210);
    expect(asked).toHaveLength(2);
  });
  it('gives up what scrolled out of sight', () => {
    const { asked, source } = host(1000);
    const cache = new PageCache(() => {});
    cache.reset(source);
    cache.want(0, 20);
    cache.want(900, 920);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.signal.aborted).toBe(false);
  });
  it('ignores answers to an older question', async () => {
    const [old, young] = [host(1000), host(7)];
    const cache = new PageCache(() => {});
    cache.reset(old.source);
    cache.want(0, 20);
    cache.reset(young.source);
    cache.want(0, 20);
    young.asked[0]?.answer();
    old.asked[0]?.answer();
    await settled();
    expect(cache.total).toBe(7);
    expect(cache.row(10)).toBeUndefined();
  });
  it('shows what it knew while the same rows are told anew', async () => {
    const { asked, source } = host(300);
    const cache = new PageCache(() => {});
    cache.reset(source);
    cache.want(0, 20);
    asked[0]?.answer();
    await settled();
    cache.refresh(source);
    cache.want(0, 20);
    expect([asked.length, cache.row(3)?.row, cache.row(250)]).toEqual([2, 3, undefined]);
    asked[1]?.answer();
    await settled();
    expect([cache.row(3)?.row, cache.isStale]).toEqual([3, false]);
    cache.reset(source);
    cache.refresh(source);
    // Of an older question they stay, whatever else is told of them.
    expect([cache.row(3)?.row, cache.isStale]).toEqual([3, true]);
  });
  it('stops asking after a failure until retried', async () => {
    const { asked, source } = host(10);
    const cache = new PageCache(() => cache.want(0, 10));
    cache.reset(source);
    cache.want(0, 10);
    asked[0]?.fail(new Error('gone'));
    await settled();
    expect(cache.failure).toEqual(new Error('gone'));
    expect(asked).toHaveLength(1);
    cache.retry();
    asked[1]?.answer();
    await settled();
    expect(cache.failure).toBeNull();
    expect(cache.row(3)?.row).toBe(3);
  });
  it('forgets the pages not seen for longest', async () => {
    const { asked, source } = host(100 * PAGE_ROWS);
    const cache = new PageCache(() => {});
    cache.reset(source);
    for (let page = 0; page < 60; page++) {
      cache.want(page * PAGE_ROWS, page * PAGE_ROWS + 1);
      asked.at(-1)?.answer();
      await settled();
    }
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row(59 * PAGE_ROWS)).toBeDefined();
  });

  it('keeps the rows of the last question until the next one is answered, or fails', async () => {
    const [first, second] = [host(3), host(1)];
    const cache = new PageCache(() => {});
    cache.reset(first.source);
    cache.want(0, 3);
    first.asked[0]!.answer();
    await settled();
    cache.reset(second.source);
    cache.reset(second.source);
    cache.want(0, 3);
    expect([cache.isStale, cache.total, cache.row(2)?.row]).toEqual([true, 3, 2]);
    second.asked.at(-1)!.answer();
    await settled();
    expect([cache.isStale, cache.total, cache.row(2)]).toEqual([false, 1, undefined]);
    cache.reset(first.source);
    cache.want(0, 3);
    first.asked.at(-1)!.fail(new Error('gone'));
    await settled();
    expect([cache.isStale, cache.row(0)]).toEqual([false, undefined]);
  });
});
