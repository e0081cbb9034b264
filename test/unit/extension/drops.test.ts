// Drops and decisions as steps: what is cut stands where it was found, and undo takes back no more than was done.
import { beforeEach, describe, expect, it, vi } from 'vitest';

const edits: unknown[] = [];
vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  window: { setStatusBarMessage: () => {} },
  workspace: {
    textDocuments: [],
    applyEdit: async (edit: unknown) => {
      edits.push(edit);
      return true;
    },
  },
  WorkspaceEdit: class {
    delete() {}
  },
  TextDocumentChangeReason: { Undo: 1 },
}));

const { Drops } = await import('../../../src/extension/review/drops.ts');
type Host = ConstructorParameters<typeof Drops>[0];

/** A ledger that holds one decision already. */
function setUp({ isNews = true } = {}) {
  let version = 7;
  let known = { version, undo: 'Drop 1 sample' };
  const asked: string[] = [];
  const answer = (name: string, news: boolean) => async () => {
    asked.push(name);
    if (news) version++;
    return { version, undo: 'Keep 1 sample' };
  };
  const host = {
    engine: { api: { decide: answer('decide', isNews), undoDecision: answer('undo', true) } },
    edits: { follow: () => undefined },
    took: (_: unknown, review: typeof known) => {
      known = review;
    },
    stateOf: () => known,
    changed: () => {},
  };
  const corpus = { id: 'c', result: 1, targets: [], schedule() {} };
  return { drops: new Drops(host as unknown as Host), corpus: corpus as never, asked };
}
const keep = { choice: { decisions: false, rows: [0] }, action: 'keep' } as const;

describe('Drops', () => {
  beforeEach(() => {
    edits.length = 0;
  });

  it('remembers a decision as a step, and one that changed nothing as none', async () => {
    const made = setUp();
    await made.drops.decide(made.corpus, keep);
    expect(made.drops.label(made.corpus)).toBe('Keep 1 sample');
    const again = setUp({ isNews: false });
    await again.drops.decide(again.corpus, keep);
    expect(again.drops.label(again.corpus)).toBeUndefined();
  });

  it('edits nothing where the document was edited since its places were found', async () => {
    const { drops, corpus } = setUp();
    const uri = { path: '/a.jsonl', toString: () => 'file:///a.jsonl' };
    const document = { uri, version: 4, getText: () => 'x', offsetAt: () => 0 };
    const cut = { document, ranges: [{ start: 0 }], samples: 1, version: 3 } as never;
    await expect(drops.cut(corpus, [cut])).rejects.toThrow('was edited');
    expect(edits).toEqual([]);
    document.version = 3;
    await drops.cut(corpus, [cut]);
    expect(edits).toHaveLength(1);
    expect(drops.label(corpus)).toBe('Drop 1 sample');
  });
});
