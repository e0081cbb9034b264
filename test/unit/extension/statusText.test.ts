import { describe, expect, it } from 'vitest';
import { type StatusFacts, statusText } from '../../../src/extension/statusText.ts';

const t = (message: string, ...args: (string | number)[]) => message.replace(/\{(\d)\}/g, (_, i) => String(args[+i]));
const say = (state: StatusFacts['state'], facts: Partial<StatusFacts> = {}) =>
  statusText({ title: 'train.jsonl', state, shown: { shown: 200, total: 214 }, hasReport: true, ...facts }, t);

describe('statusText', () => {
  it('shows progress, and cancels on a click', () => {
    const progress = { phase: 'measuring', fraction: 0.389, bytes: 1, totalBytes: 2, samples: 3 } as const;
    expect(say({ phase: 'running', progress })).toMatchObject({
      text: '$(beaker) Inspecting 38 %',
      command: 'corpusInspector.cancel',
    });
  });

  it('shows the count of findings, says the cap, and opens the report on a click', () => {
    const status = say({ phase: 'done' });
    expect(status).toMatchObject({ text: '$(beaker) 214 findings', command: 'corpusInspector.showReport' });
    expect(status.tooltip).toContain('14 more findings in the report.');
    expect(say({ phase: 'done' }, { shown: { shown: 1, total: 1 } }).text).toBe('$(beaker) 1 finding');
    expect(say({ phase: 'done' }, { shown: { shown: 200, total: 7590 } }).text).toBe('$(beaker) 7,590 findings');
  });

  it('says what went wrong', () => {
    const status = say({ phase: 'failed', message: 'a.jsonl is empty: add rows.' });
    expect(status).toMatchObject({ text: '$(beaker) Inspection failed', isProblem: true });
    expect(status.tooltip).toContain('a.jsonl is empty');
  });

  it('marks outdated counts and offers a first inspection', () => {
    expect(say({ phase: 'stale' }).text).toBe('$(beaker) 214 findings, outdated');
    expect(say({ phase: 'empty' }, { hasReport: false }).command).toBe('corpusInspector.inspect');
  });
});
