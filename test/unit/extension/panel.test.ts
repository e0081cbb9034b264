import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/engine/report.ts';
import { checkPanelCall } from '../../../src/extension/panel/check.ts';
import { pageHtml } from '../../../src/extension/panel/html.ts';
import { panelState } from '../../../src/extension/panel/state.ts';

describe('pageHtml', () => {
  const html = pageHtml({
    title: 'Report: "<b>".jsonl',
    cspSource: 'https://host',
    nonce: 'abc',
    script: 'https://host/dist/webview.js',
    styles: ['https://host/media/panel.css'],
  });

  it('allows scripts by nonce only, and styles and fonts of the extension', () => {
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'; style-src https://host; font-src https://host");
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain('unsafe');
  });

  it('escapes the title', () => {
    expect(html).toContain('<title>Report: &quot;&lt;b&gt;&quot;.jsonl</title>');
  });
});

describe('panelState', () => {
  const all = { shown: 3, total: 3 };

  it('carries the report with the words for its metrics', () => {
    const report = { files: [] } as unknown as Report;
    const mattr = {
      label: 'MATTR',
      group: 'variety',
      format: 'ratio',
      better: 'higher',
      explains: '',
      source: '',
      cost: '',
      sizeDependent: false,
      languages: 'any',
    } as const;
    const outcome = { report, rows: 3, about: { mattr }, updating: [], follows: false, files: [], versions: new Map() };
    const state = panelState('a.jsonl', { phase: 'done', generation: 1, outcome }, all);
    expect(state).toEqual({ phase: 'done', title: 'a.jsonl', generation: 1, report, rows: 3, about: { mattr } });
    const edited = panelState(
      'a.jsonl',
      { phase: 'done', generation: 2, outcome: { ...outcome, updating: ['mattr'] } },
      all,
    );
    expect(edited.updating).toEqual(['mattr']);
  });

  const numbers = { report: { files: [] } as unknown as Report, about: {} };
  const part = { done: 8, of: 1024, unit: 'blocks' } as const;

  it('shows what a run has measured so far, with how much of the corpus that is', () => {
    const state = panelState('a', { phase: 'running', generation: 0, preview: { ...numbers, ...part } }, all);
    expect(state).toEqual({ phase: 'running', title: 'a', generation: 0, ...numbers, preview: part });
  });

  it('keeps the last whole result in sight while a new run has only a part', () => {
    const outcome = { ...numbers, rows: 3, files: [], updating: ['mattr'], follows: false, versions: new Map() };
    const state = panelState('a', { phase: 'running', generation: 1, outcome, preview: { ...numbers, ...part } }, all);
    expect(state).toEqual({ phase: 'running', title: 'a', generation: 1, ...numbers, rows: 3, updating: ['mattr'] });
  });

  it('has neither before the first result', () => {
    const state = panelState('a.jsonl', { phase: 'running', generation: 0 }, all);
    expect(state).toEqual({ phase: 'running', title: 'a.jsonl', generation: 0 });
  });
});

describe('checkPanelCall', () => {
  const page = { offset: 0, limit: 50, sort: { by: 'line', descending: false }, filter: { kind: 'any', text: 'x' } };

  it('lets well-formed calls pass', () => {
    for (const [method, p] of [
      ['ready', {}],
      ['page', page],
      ['detail', { row: 3 }],
      ['remember', { ui: { version: 1, tab: 'samples' } }],
      ['reveal', { file: 0, line: 1 }],
      ['rowAt', { file: 0, line: 1, view: 'prompt' }],
      ['decide', { choice: { rows: [3] }, action: 'drop', generation: 2 }],
      ['whatIf', { choice: { kinds: ['residue'], lowNovelty: 0.1, groups: [{ kind: 'near-duplicate', id: 0 }] } }],
      ['startBetween', { kind: 'comparison' }],
      ['repeatBetween', { kind: 'comparison', by: null, view: 'response' }],
      ['openBetween', { kind: 'comparison', file: '/a.jsonl', line: 1, start: 'x' }],
    ] as const) {
      expect(() => checkPanelCall(method, p)).not.toThrow();
    }
  });

  it('refuses everything else', () => {
    for (const [method, p] of [
      ['page', { ...page, limit: 201 }],
      ['page', { ...page, corpus: 'other' }],
      ['page', { ...page, sort: { by: 'constructor', descending: false } }],
      ['detail', { row: -1 }],
      ['remember', { ui: 'text' }],
      ['remember', { ui: { text: 'x'.repeat(30_000) } }],
      ['reveal', { file: 0, line: 0 }],
      ['reveal', null],
      ['rowAt', { file: 0, line: 0, view: 'prompt' }],
      ['decide', { choice: { rows: [-1] }, action: 'drop' }],
      ['decide', { choice: {}, action: 'yes' }],
      ['startBetween', { kind: 'constructor' }],
      ['openBetween', { kind: 'comparison', line: 0, start: 'x' }],
      ['betweenResult', { kind: 'comparison', number: '1' }],
      ['toString', {}],
      ['documentClose', { id: 'x' }],
    ] as const) {
      expect(() => checkPanelCall(method, p)).toThrow('not allowed');
    }
  });
});
