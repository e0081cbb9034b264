import { beforeEach, describe, expect, it } from 'vitest';
import type { MadeCut } from '../../../src/extension/review/dropEdit.ts';
import { History, type Step } from '../../../src/extension/review/history.ts';

const uri = { toString: () => 'file:///a.jsonl' } as MadeCut['uri'];
const edit = (before: number, label = 'edit'): Step => ({
  label,
  cuts: [{ uri, before, version: before + 1, removed: [] }],
  decided: false,
});
const decision: Step = { label: 'decision', cuts: [], decided: true };

describe('the order of drops', () => {
  let history: History<string>;
  beforeEach(() => {
    history = new History();
  });

  it('has the last step of each corpus, and knows where the last of all was', () => {
    history.push('a', edit(1));
    history.push('b', decision);
    expect([history.last('a')?.label, history.last('b')?.label, history.latest]).toEqual(['edit', 'decision', 'b']);
    history.forget('b');
    expect([history.last('b'), history.latest]).toEqual([undefined, undefined]);
  });

  it("loses a step that the editor's own undo took back", () => {
    history.push('a', edit(1));
    expect(history.changed('a', { uri, version: 3, isUndo: true })).toBe(true);
    expect(history.last('a')).toBeUndefined();
  });

  it('keeps a step when what was undone was an edit after it', () => {
    history.push('a', edit(1));
    history.changed('a', { uri, version: 3, isUndo: false });
    expect(history.changed('a', { uri, version: 4, isUndo: true })).toBe(false);
    expect(history.last('a')?.cuts[0]).toMatchObject({ version: 2, isTouched: true });
  });

  it('can undo the step before once the one after it is undone', () => {
    history.push('a', edit(1, 'first'));
    // The event of the second drop comes before that is noted.
    history.changed('a', { uri, version: 3, isUndo: false });
    history.push('a', edit(2, 'second'));
    history.undone('a', () => 4);
    expect(history.last('a')).toMatchObject({ label: 'first', cuts: [{ version: 4, isTouched: false }] });
  });

  it('cannot where somebody typed in between', () => {
    history.push('a', edit(1, 'first'));
    history.push('a', edit(5, 'second'));
    history.undone('a', () => 7);
    expect(history.last('a')?.cuts[0]?.version).toBe(2);
  });
});
