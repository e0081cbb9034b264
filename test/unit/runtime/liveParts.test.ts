// Parts of the updates of open documents that no report shows: groups, frames, which metrics follow.
import { describe, expect, it } from 'vitest';
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import { follows } from '../../../src/runtime/live/liveMetrics.ts';
import { regroup } from '../../../src/runtime/live/liveRows.ts';
import { stillThere } from '../../../src/runtime/live/rowFindings.ts';

describe('groups after an edit', () => {
  it('are numbered by the rows that name them first', () => {
    // Was a, b, b, c; the first row went, one of a new label and one of "c" came in front.
    const group = Int32Array.of(0, 0, 1, 1, 2);
    const fresh = [
      { row: 0, label: 'd' },
      { row: 1, label: 'c' },
    ];
    expect(regroup(group, ['a', 'b', 'c'], fresh)).toEqual(['d', 'c', 'b']);
    expect([...group]).toEqual([0, 1, 2, 2, 1]);
  });
});

describe('frames after an edit', () => {
  it('go with the rows that stayed', () => {
    const hit = (row: number, ...related: number[]) => ({
      kind: 'template' as const,
      row,
      message: '',
      score: 1,
      related: related.map((other) => ({ row: other, share: 0.5 })),
    });
    // Row 1 was edited, and a row came after it.
    const kept = stillThere([hit(0, 2), hit(1, 0), hit(2, 0, 1)], Int32Array.of(0, -1, 3));
    expect(kept).toEqual([hit(0, 3), hit(3, 0)]);
  });
});

describe('metrics that an edit recounts', () => {
  it('read only what can give a sample back', () => {
    const late = METRICS.filter((m) => !follows(m)).map((m) => m.id);
    expect(late).toEqual([
      'mattr',
      'mtld',
      'ngd',
      'gzip-ratio',
      'long-window-ratio',
      'self-repetition',
      'novelty-curve',
      'heaps',
    ]);
    expect(TALLIES.filter((t) => !t.remove).map((t) => t.id)).toEqual(['spacedGrams', 'blockText']);
  });
});
