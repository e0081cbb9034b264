import { describe, expect, it } from 'vitest';
import { isSmallUi, MAX_UI_CHARACTERS, PanelMemory } from '../../../src/extension/panel/memory.ts';

/** A memento that goes through JSON, as the editor's does. */
function memento(stored: Record<string, unknown> = {}) {
  return {
    get: (key: string) => stored[key],
    update: async (key: string, value: unknown) => {
      stored[key] = JSON.parse(JSON.stringify(value));
    },
  };
}
const failed = (error: unknown) => {
  throw error;
};

describe('the memory of the panels', () => {
  const panel = { uris: ['file:///a.jsonl'], ui: { version: 1, tab: 'diversity' } };

  it('gives back, after a reload, what was chosen in each panel', () => {
    const kept = memento();
    new PanelMemory(kept, failed).keep([
      ['Report: a.jsonl', panel],
      ['Report: b.jsonl', { uris: ['file:///b.jsonl'], lines: { from: 2, to: 9 } }],
    ]);
    const after = new PanelMemory(kept, failed);
    expect(after.of('Report: a.jsonl')).toEqual(panel);
    expect(after.of('Report: b.jsonl')).toEqual({ uris: ['file:///b.jsonl'], lines: { from: 2, to: 9 } });
  });

  it('forgets panels that were closed', () => {
    const memory = new PanelMemory(memento(), failed);
    memory.keep([['Report: a.jsonl', panel]]);
    memory.keep([]);
    expect(memory.of('Report: a.jsonl')).toBeUndefined();
  });

  it('reads what an older version wrote, and drops what it cannot read', () => {
    expect(new PanelMemory(memento({ panels: { t: { uris: ['file:///a'] } } }), failed).of('t')).toEqual({
      uris: ['file:///a'],
    });
    expect(new PanelMemory(memento({ panels: { t: { uris: 'no list' } } }), failed).of('t')).toBeUndefined();
    expect(new PanelMemory(memento(), failed).of('constructor')).toBeUndefined();
  });

  it('takes no more than a page of ours would send', () => {
    expect(isSmallUi({ text: 'x'.repeat(1000) })).toBe(true);
    expect(isSmallUi({ text: 'x'.repeat(MAX_UI_CHARACTERS) })).toBe(false);
  });
});
