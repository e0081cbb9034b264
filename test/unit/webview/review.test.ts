// Reviewing in the panel: what the ticks come to, how the question to the host follows them, and the words for it.
import { describe, expect, it, vi } from 'vitest';
import type { About } from '../../../src/engine/metric.ts';
import type { PanelHostApi, PanelState } from '../../../src/protocol/panelApi.ts';
import type { GroupSummary, WhatIf } from '../../../src/protocol/reviewApi.ts';
import type { CallOptions, Client } from '../../../src/protocol/rpc.ts';
import { nearestPlace } from '../../../src/webview/clusters/refind.ts';
import { gapOf } from '../../../src/webview/diff/view.ts';
import {
  changeOf,
  checkWords,
  decidedWords,
  leftToCheck,
  noGroupsWords,
  reasonsWords,
  reviewWords,
  wouldDrop,
} from '../../../src/webview/reviewText.ts';
import { INITIAL_UI, initialModel, type Model } from '../../../src/webview/state/model.ts';
import { reduce } from '../../../src/webview/state/reduce.ts';
import { choiceOf, type ReviewAction, withKind } from '../../../src/webview/state/review.ts';
import {
  INITIAL_CLUSTERS,
  NOTHING_ASKED,
  type WhatIfState,
  type WhatIfUi,
} from '../../../src/webview/state/reviewUi.ts';
import { WhatIfCaller } from '../../../src/webview/state/whatIfCaller.ts';
import { partnersOf } from '../../../src/webview/views/review/partners.ts';

const run = (model: Model, ...actions: ReviewAction[]) => actions.reduce((m: Model, a) => reduce(m, a), model);
const host = (more: Partial<PanelState> = {}): PanelState => ({
  phase: 'done',
  title: 'a.jsonl',
  generation: 1,
  rows: 9,
  ...more,
});
const started: Model = { ...initialModel({ ...INITIAL_UI, title: 'a.jsonl' }), host: host() };
const group = (more: Partial<GroupSummary> = {}): GroupSummary => ({
  kind: 'near-duplicate',
  id: 7,
  view: 'text',
  size: 4,
  droppable: 3,
  keeper: {
    row: 2,
    file: 0,
    line: 3,
    view: 'text',
    words: 9,
    novelty: 0.5,
    adds: 1,
    findings: [],
    percentile: null,
    abstained: null,
    p: null,
    hash: 'h',
    start: 'abc',
  },
  ...more,
});
const asking = (change: Partial<WhatIfUi>) => ({ type: 'ask-what-if', change }) as const;
const choose = { type: 'choose-group', at: 5, group: group() } as const;

describe('the choice of a what-if', () => {
  it('is none while nothing is selected, also when what a tick follows is not there', () => {
    expect(choiceOf(started.ui)).toBeNull();
    expect(choiceOf(run(started, asking({ filter: true, group: true })).ui)).toBeNull();
  });
  it('adds up kinds, the filter and the open group', () => {
    const filtered = reduce(started, { type: 'filter', change: { text: 'abc' } });
    const all = run(filtered, choose, asking({ kinds: ['residue'], filter: true, group: true }));
    expect(choiceOf(all.ui)).toEqual({
      kinds: ['residue'],
      filter: { text: 'abc' },
      groups: [{ kind: 'near-duplicate', id: 7 }],
    });
    expect(choiceOf(run(all, asking({ filter: false, group: false })).ui)).toEqual({ kinds: ['residue'] });
  });
  it('has a threshold only with low novelty, and forgets it with the tick', () => {
    const low = run(started, asking({ kinds: ['low-novelty'], lowNovelty: 0.1 }));
    expect(choiceOf(low.ui)).toEqual({ kinds: ['low-novelty'], lowNovelty: 0.1 });
    const off = run(low, asking(withKind(low.ui.whatIf, 'low-novelty')));
    expect(off.ui.whatIf).toEqual(NOTHING_ASKED);
  });
  it('is what was dropped by hand alone, when that is asked for', () => {
    expect(choiceOf(run(started, asking({ decided: true })).ui)).toEqual({});
  });
});

describe('the open group', () => {
  it('is known by its keeper, and closed by another kind, order or view', () => {
    const open = run(started, choose);
    expect(open.ui.clusters).toMatchObject({ at: 5, chosen: { id: 7, hash: 'h', line: 3, droppable: 3 } });
    expect(run(open, { type: 'groups', change: { sort: 'line' } }).ui.clusters).toEqual({
      ...INITIAL_CLUSTERS,
      sort: 'line',
    });
    expect(run(open, { type: 'choose-group', at: 5, group: null }).ui.clusters).toEqual({ ...INITIAL_CLUSTERS, at: 5 });
  });
  it('goes with its corpus', () => {
    const other = reduce(run(started, choose, asking({ group: true })), {
      type: 'snapshot',
      host: host({ title: 'b.jsonl' }),
    });
    expect([other.ui.clusters, other.ui.whatIf]).toEqual([INITIAL_CLUSTERS, NOTHING_ASKED]);
  });
  it('is found again near where it was', () => {
    const list = ['a', 'b', 'c', 'd', 'b'];
    const at = (i: number) => list[i];
    expect(nearestPlace(3, at, (x) => x === 'b')).toBe(4);
    expect(nearestPlace(0, at, (x) => x === 'd')).toBe(3);
    expect(nearestPlace(9, at, (x) => x === 'e')).toBeNull();
  });
});

describe('what was said', () => {
  it('goes when something else is looked at', () => {
    const said = run(started, { type: 'said', words: 'Line 3 dropped.' });
    expect(reduce(said, { type: 'snapshot', host: host({ generation: 2 }) }).said).toBe('Line 3 dropped.');
    expect(reduce(said, { type: 'tab', tab: 'clusters' }).said).toBeNull();
    expect(reduce(said, { type: 'filter', change: { text: 'x' } }).said).toBeNull();
  });
});

const whatIf = (more: Partial<WhatIf> = {}): WhatIf => ({
  drops: 812,
  of: 12_408,
  words: 95_816,
  reasons: { 'near-duplicate': 812 },
  views: {},
  updating: ['mattr'],
  settled: false,
  ...more,
});

describe('asking the host', () => {
  function caller() {
    const asked: { choice: unknown; options: CallOptions; answer(w: WhatIf): void; fail(e: Error): void }[] = [];
    const told: WhatIfState[] = [];
    const client = {
      whatIf: ({ choice }, options = {}) =>
        new Promise((answer, fail) => asked.push({ choice, options, answer, fail })),
    } as Pick<Client<PanelHostApi>, 'whatIf'>;
    return { asked, told, caller: new WhatIfCaller(client, (state) => told.push(state), String) };
  }
  const residue = run(started, asking({ kinds: ['residue'] }));

  it('waits until the selection rests, tells what is counted, then what is settled', async () => {
    vi.useFakeTimers();
    const { asked, told, caller: c } = caller();
    c.follow(residue);
    c.follow(run(residue, asking({ kinds: ['residue', 'encoding'] })));
    await vi.advanceTimersByTimeAsync(300);
    expect(asked.map((a) => a.choice)).toEqual([{ kinds: ['residue', 'encoding'] }]);
    asked[0]!.options.onProgress!(whatIf());
    asked[0]!.options.onProgress!({ phase: 'measuring', fraction: 0.5 });
    asked[0]!.answer(whatIf({ settled: true }));
    await vi.advanceTimersByTimeAsync(1);
    expect(told.slice(2)).toEqual([
      { status: 'counted', result: whatIf(), fraction: null },
      { status: 'counted', result: whatIf(), fraction: 0.5 },
      { status: 'settled', result: whatIf({ settled: true }) },
    ]);
    vi.useRealTimers();
  });

  it('gives up the older question, and asks again after a decision or a new result, not for the same', async () => {
    vi.useFakeTimers();
    const { asked, told, caller: c } = caller();
    c.follow(residue);
    await vi.advanceTimersByTimeAsync(300);
    c.follow({ ...residue, typed: 'x' });
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toHaveLength(1);
    c.follow({ ...residue, host: host({ generation: 2 }) });
    await vi.advanceTimersByTimeAsync(300);
    expect([asked.length, asked[0]!.options.signal?.aborted, asked[1]!.options.signal?.aborted]).toEqual([
      2,
      true,
      false,
    ]);
    asked[0]!.answer(whatIf());
    await vi.advanceTimersByTimeAsync(1);
    expect(told.at(-1)?.status).toBe('asked');
    asked[1]!.fail(new Error('gone'));
    await vi.advanceTimersByTimeAsync(1);
    expect(told.at(-1)).toEqual({ status: 'failed', message: 'Error: gone' });
    vi.useRealTimers();
  });

  it('asks nothing without a selection, during a run, or where the answer is not shown', async () => {
    vi.useFakeTimers();
    const { asked, caller: c } = caller();
    c.follow(started);
    c.follow({ ...residue, host: host({ phase: 'running' }) });
    c.follow({ ...residue, ui: { ...residue.ui, tab: 'traits' } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(0);
    vi.useRealTimers();
  });
});

describe('the words of a review', () => {
  it('say what was decided, and how to take it back', () => {
    expect(decidedWords([1118], 'drop')).toBe('Line 1,118 dropped. Undo with U.');
    expect(decidedWords([4, 4], 'keep')).toBe('Line 4 kept. Undo with U.');
    expect(decidedWords([9, 3, 5], 'drop')).toBe('3 rows dropped, from line 3 to 9. Undo with U.');
  });
  it('say what would go, and why where there is more than one reason', () => {
    expect(wouldDrop(whatIf())).toBe('Would drop 812 of 12,408 samples (6.5\u00a0%) with 95.8\u00a0k words');
    expect(wouldDrop(whatIf({ drops: 0 }))).toBe('Would drop nothing');
    expect(reasonsWords(whatIf())).toBe('');
    expect(reasonsWords(whatIf({ reasons: { decision: 2, 'near-duplicate': 812, choice: 1, residue: 0 } }))).toBe(
      '812 near duplicates, 2 by hand and 1 selected',
    );
  });
  it('give a number today and after, in the direction that is more varied', () => {
    const about = { label: 'X', better: 'higher', format: 'decimal' } as About;
    const change = (better: About['better'], from: number, to: number, updating = false) =>
      changeOf('x', { ...about, better }, { value: from }, { value: to }, updating);
    expect(change('higher', 0.71, 0.84)).toMatchObject({
      today: '0.71',
      after: '0.84',
      words: 'more varied',
      turn: 'better',
    });
    expect(change('lower', 0.71, 0.84)).toMatchObject({ words: 'less varied', turn: 'worse' });
    expect(change('neither', 0.71, 0.64)).toMatchObject({ words: 'lower', turn: 'other' });
    expect(change('higher', 0.711, 0.712)).toMatchObject({ words: 'unchanged', turn: 'same' });
    expect(change('higher', 0.71, 0.71, true)).toMatchObject({ words: '', after: '–', updating: true });
  });
  it('compare at an equal number of words only where both are known there', () => {
    const about = { label: 'X', better: 'higher', format: 'decimal', sizeDependent: true } as About;
    const sized = { value: 0.5, at: { words: 50_000, value: 0.7 } };
    expect(changeOf('x', about, sized, { value: 0.6, at: { words: 50_000, value: 0.9 } }, false)).toMatchObject({
      today: '0.70',
      after: '0.90',
    });
    expect(changeOf('x', about, sized, { value: 0.6 }, false)).toMatchObject({ today: '0.50', after: '0.60' });
    // What stands above as today's number does not change to another one while the rest is measured.
    expect(changeOf('x', about, sized, { value: 0.6 }, false, false)).toMatchObject({ today: '0.70', updating: true });
  });
  it('offer to review as many as there are', () => {
    const known = { yes: 6, no: 1, precision: 6 / 7, low: 0.42, high: 1 };
    expect([leftToCheck(8, undefined), leftToCheck(8, known), leftToCheck(5, known)]).toEqual([8, 1, 0]);
    expect([reviewWords(812), reviewWords(8)]).toEqual(['Review 30', 'Review 8']);
  });
  it('tell how often a finding was right, and what there is none of', () => {
    expect(checkWords({ yes: 27, no: 3, precision: 0.9, low: 0.7347, high: 0.9789 })).toBe(
      '27 of 30 right, 0.90 (0.73–0.98)',
    );
    expect(noGroupsWords('near-duplicate', { settings: { nearDuplicate: 0.8 } }, null)).toBe(
      'Nothing repeats at Jaccard ≥ 0.8.',
    );
    expect(noGroupsWords('near-duplicate', { settings: {} }, 'prompt')).toBe(
      'Nothing repeats in prompt at Jaccard ≥ 0.7.',
    );
  });
  it('name a partner once that covers and is near', () => {
    const near = [
      { file: 'a', line: 4, jaccard: 0.86 },
      { file: 'a', line: 9, jaccard: 0.7 },
    ];
    expect(partnersOf({ coveredBy: [{ file: 'a', line: 4, share: 0.5 }], near })).toEqual([
      { file: 'a', line: 4, facts: ['50\u00a0% of its 4-grams', 'Jaccard 0.86'] },
      { file: 'a', line: 9, facts: ['Jaccard 0.70'] },
    ]);
  });
});

describe('a long stretch that both texts share', () => {
  it('is left out in the middle, at spaces, with some of it beside each change', () => {
    const text = 'word '.repeat(200);
    const gap = gapOf(text, false, false)!;
    expect([text[gap.from], gap.from >= 160, text.length - gap.to >= 160]).toEqual([' ', true, true]);
    expect(gapOf(text, true, false)!.from).toBe(0);
    expect(gapOf(text.slice(0, 400), false, false)).toBeNull();
  });
});
