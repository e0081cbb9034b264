import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import type { RowDetail, RowSummary } from '../../../src/protocol/hostApi.ts';
import type { PanelState } from '../../../src/protocol/panelApi.ts';
import {
  INITIAL_UI,
  initialModel,
  isPreview,
  type Model,
  shownView,
  type UiState,
} from '../../../src/webview/state/model.ts';
import { questionOf } from '../../../src/webview/state/query.ts';
import { type Action, reduce } from '../../../src/webview/state/reduce.ts';
import { fromSaved, toSaved } from '../../../src/webview/state/saved.ts';
import { fakeReport } from '../../fixtures/webview/fakeData.ts';

const row: RowSummary = {
  row: 12,
  file: 0,
  line: 40,
  view: 'text',
  words: 9,
  novelty: 0.1,
  adds: 1,
  findings: [],
  percentile: null,
  abstained: null,
  p: null,
  hash: '1',
  start: 'x',
};
const detail: RowDetail = {
  ...row,
  path: 'a',
  text: 'x',
  truncated: false,
  fields: [],
  coveredBy: [],
  near: [],
  details: [],
  repeated: [],
  searched: false,
  traits: null,
  verification: null,
};
const host = (more: Partial<PanelState> = {}): PanelState => ({
  phase: 'done',
  title: 'a.jsonl',
  generation: 1,
  report: fakeReport('a.jsonl'),
  rows: 50,
  about: ABOUT_METRICS,
  ...more,
});
const run = (model: Model, ...actions: Action[]) => actions.reduce(reduce, model);
const started = run(initialModel(), { type: 'snapshot', host: host() });

describe('the panel’s state', () => {
  it('says what a call failed on until the run that it started is over', () => {
    const failed = run(started, { type: 'notice', message: 'It was edited: try again then.' });
    const running = run(failed, { type: 'snapshot', host: host({ phase: 'running' }) });
    expect(running.notice).toBe('It was edited: try again then.');
    expect(run(running, { type: 'snapshot', host: host({ generation: 2 }) }).notice).toBeNull();
    expect(run(failed, { type: 'snapshot', host: host() }).notice).toBeNull();
  });

  it('keeps what was chosen when the same corpus is inspected again', () => {
    const model = run(
      started,
      { type: 'filter', change: { kind: 'residue' } },
      { type: 'snapshot', host: host({ generation: 2 }) },
    );
    expect(model.ui.filter.kind).toBe('residue');
  });
  it('starts afresh with another corpus', () => {
    const model = run(
      started,
      { type: 'filter', change: { kind: 'residue' } },
      { type: 'snapshot', host: host({ title: 'b.jsonl' }) },
    );
    expect(model.ui).toEqual({ ...INITIAL_UI, title: 'b.jsonl' });
  });
  it('keeps the last numbers in sight while a new run has none, and drops them when it failed', () => {
    const { report, about, rows, ...bare } = host({ phase: 'running' });
    expect(run(started, { type: 'snapshot', host: bare }).host).toMatchObject({ report, about, rows });
    expect(run(started, { type: 'snapshot', host: { ...bare, phase: 'failed' } }).host?.report).toBeUndefined();
  });
  it('sorts by the interesting end first, and turns round on a second click', () => {
    const sorts = (...by: ('words' | 'novelty')[]) =>
      run(started, ...by.map((b): Action => ({ type: 'sort', by: b }))).ui.sort;
    expect(sorts('words')).toEqual({ by: 'words', descending: true });
    expect(sorts('novelty')).toEqual({ by: 'novelty', descending: false });
    expect(sorts('novelty', 'novelty')).toEqual({ by: 'novelty', descending: true });
  });
  it('goes back to the first row when the question changes, and not when it does not', () => {
    const scrolled = run(started, { type: 'top', top: 30 }, { type: 'active', index: 33 });
    expect(run(scrolled, { type: 'filter', change: { text: 'x' } }).ui).toMatchObject({ top: 0, active: null });
    expect(run(scrolled, { type: 'filter', change: { text: '' } })).toBe(scrolled);
  });
  it('shows the detail of the selected row only', () => {
    const selected = run(started, { type: 'select', index: 3, row });
    expect(selected.detail.status).toBe('loading');
    expect(run(selected, { type: 'detail', row: 99, detail })).toBe(selected);
    expect(run(selected, { type: 'detail', row: 12, detail }).detail).toEqual({ status: 'ready', detail });
  });
  it('does not show another sample that has the number of the selected one now', () => {
    const selected = run(started, { type: 'select', index: 3, row });
    const other = run(selected, { type: 'detail', row: 12, detail: { ...detail, hash: '2' } });
    expect([other.ui.selected, other.detail.status]).toEqual([selected.ui.selected, 'loading']);
    const moved = run(selected, { type: 'detail', row: 12, detail: { ...detail, line: 41 } });
    expect([moved.ui.selected?.line, moved.detail.status]).toEqual([41, 'ready']);
  });
  it('lets go of a selection that was kept without its hash when its number means another sample', () => {
    const old = run(started, { type: 'select', index: 3, row: { ...row, hash: '' } });
    const moved = run(old, { type: 'detail', row: 12, detail: { ...detail, line: 41 } });
    expect([moved.ui.selected, moved.detail.status]).toEqual([null, 'none']);
  });
  it('shows the view with the most words until one is chosen', () => {
    expect(shownView(started)).toBe('response');
    expect(shownView(run(started, { type: 'view', view: 'prompt' }))).toBe('prompt');
    expect(shownView(run(started, { type: 'view', view: 'tools' }))).toBe('response');
  });
  it('leads from a kind of finding to its rows, and to all rows', () => {
    const rows = run(started, { type: 'filter', change: { text: 'x' } }, { type: 'rows-of', kind: 'residue' });
    expect(rows.ui).toMatchObject({ tab: 'samples', filter: { kind: 'residue', text: 'x' } });
    expect(run(rows, { type: 'tab', tab: 'overview' }, { type: 'rows-of', kind: null }).ui).toMatchObject({
      tab: 'samples',
      filter: { kind: null, text: 'x' },
    });
  });
  it('goes back to the first row when a range of other numbers is brushed, and not when it is the same', () => {
    const brushed = run(started, { type: 'filter', change: { words: { min: 3 } } }, { type: 'top', top: 9 });
    expect(run(brushed, { type: 'filter', change: { words: { min: 3 } } })).toBe(brushed);
    expect(run(brushed, { type: 'filter', change: { words: { min: 4 } } }).ui.top).toBe(0);
    expect(run(brushed, { type: 'clear-filter' }).ui.filter).toEqual(INITIAL_UI.filter);
  });
  it('empties the search box with the search', () => {
    const searched = run(started, { type: 'typed', text: 'x' }, { type: 'filter', change: { text: 'x' } });
    expect(run(searched, { type: 'filter', change: { text: '' } }).typed).toBe('');
    expect(run(searched, { type: 'filter', change: { kind: 'any' } }).typed).toBe('x');
  });
  it('leads from a bar of a chart to its rows alone', () => {
    const searched = run(started, { type: 'typed', text: 'x' }, { type: 'filter', change: { text: 'x', kind: 'any' } });
    const next = run(searched, { type: 'rows-within', change: { view: 'response', words: { min: 5, max: 9 } } });
    expect([next.typed, next.ui.tab]).toEqual(['', 'samples']);
    expect(questionOf(next.ui).filter).toEqual({ view: 'response', words: { min: 5, max: 9 } });
  });
  it('keeps the numbers of a run that is under way, and that they are only some', () => {
    const preview = { done: 8, of: 1024, unit: 'blocks' } as const;
    const { report, about, rows, ...bare } = host({ phase: 'running', generation: 0 });
    const first = run(initialModel(), { type: 'snapshot', host: { ...bare, report: report!, about: about!, preview } });
    expect(isPreview(first)).toBe(true);
    const whole = { ...first, host: { ...first.host!, preview: { ...preview, done: 1024 } } };
    expect(isPreview(whole)).toBe(false);
    const next = run(first, { type: 'snapshot', host: bare });
    expect(next.host).toMatchObject({ report, preview });
    const stopped = run(next, { type: 'snapshot', host: { ...bare, phase: 'cancelled' } });
    expect(stopped.host).toMatchObject({ report, preview });
    expect(isPreview(run(next, { type: 'snapshot', host: host() }))).toBe(false);
  });
  it('asks the host for what is set, and for nothing else', () => {
    expect(questionOf(INITIAL_UI)).toEqual({ sort: { by: 'line', descending: false }, filter: {} });
    const ui = run(started, { type: 'filter', change: { novelty: { max: 0 }, text: 'a' } }).ui;
    expect(questionOf(ui).filter).toEqual({ novelty: { max: 0 }, text: 'a' });
  });
});

describe('saved state', () => {
  const full: UiState = {
    title: 'a.jsonl',
    tab: 'diversity',
    view: 'response',
    sort: { by: 'novelty', descending: true },
    filter: {
      view: 'prompt',
      kind: 'any',
      words: { min: 10, max: 99 },
      novelty: { max: 0.2 },
      percentile: { min: 95 },
      fields: { 'meta.source': 'wiki' },
      group: { kind: 'near-duplicate', id: 4 },
      decided: 'open',
      verdict: 'failed',
      crossing: { traits: 'high', novelty: 'adds little' },
      text: 'abc',
    },
    layer: 'traits',
    selected: { row: 3, line: 4, view: 'prompt', hash: 'h' },
    active: 7,
    top: 12.5,
    clusters: {
      kind: 'exact-duplicate',
      sort: 'line',
      view: 'prompt',
      chosen: { id: 3, hash: 'k', line: 8, droppable: 2 },
      at: 5,
    },
    between: { asked: 1, steps: [2, 3], shifts: { kind: 'words', change: 'lost' } },
    whatIf: { kinds: ['low-novelty'], lowNovelty: 0.1, filter: true, group: true, decided: true },
  };
  it('comes back as it was written', () => {
    expect(fromSaved(JSON.parse(JSON.stringify(toSaved(full))))).toEqual(full);
  });
  it('takes the bound of novelty that older versions wrote', () => {
    const old = { ...toSaved(full), filter: { view: null, kind: 'any', noveltyMax: 0.2, text: '' } };
    expect(fromSaved(old).filter).toEqual({ ...INITIAL_UI.filter, kind: 'any', novelty: { max: 0.2 } });
  });
  it('falls back field by field', () => {
    const odd = {
      ...toSaved(full),
      tab: 'toString',
      sort: { by: 'size' },
      filter: {
        kind: 'constructor',
        novelty: { max: 'x' },
        words: 3,
        fields: { a: 1 },
        group: { kind: 'x' },
        decided: 1,
      },
      active: -1,
      top: 'x',
      clusters: { kind: 'toString', sort: 7, view: 'x', chosen: { id: -1 }, at: 5 },
      whatIf: { kinds: ['constructor', 'residue', 'residue'], lowNovelty: 7, filter: 1 },
    };
    expect(fromSaved(odd)).toEqual({
      ...full,
      tab: 'overview',
      sort: INITIAL_UI.sort,
      filter: INITIAL_UI.filter,
      active: null,
      top: 0,
      clusters: INITIAL_UI.clusters,
      whatIf: { ...INITIAL_UI.whatIf, kinds: ['residue'] },
    });
  });
  it('survives anything', () => {
    fc.assert(fc.property(fc.anything(), (x) => void expect(fromSaved(x)).toEqual(INITIAL_UI)));
    const saved = fc.record({
      version: fc.constant(1),
      title: fc.string(),
      tab: fc.anything(),
      sort: fc.anything(),
      filter: fc.anything(),
      selected: fc.anything(),
      active: fc.anything(),
      top: fc.anything(),
      view: fc.anything(),
      clusters: fc.anything(),
      whatIf: fc.anything(),
    });
    fc.assert(fc.property(saved, (x) => void expect(fromSaved(toSaved(fromSaved(x)))).toEqual(fromSaved(x))));
  });
});
