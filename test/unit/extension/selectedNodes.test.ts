import { describe, expect, it, vi } from 'vitest';
import { SelectedNodes } from '../../../src/extension/review/selectedNodes.ts';
import type { Node } from '../../../src/extension/review/treeNodes.ts';

vi.mock('vscode', () => ({ l10n: { t: (message: string) => message } }));

const at = (id: string, line: number) => ({ type: 'sample', id, row: { file: 0, line } }) as unknown as Node;

describe('what is selected in the view', () => {
  it('is waited for while the rows are fetched again', async () => {
    let nodes: Node[] = [at('a', 3)];
    const selected = new SelectedNodes(() => nodes);
    selected.note(nodes);
    nodes = [];
    setTimeout(() => {
      nodes = [at('a', 3)];
    }, 60);
    expect(await selected.get()).toEqual([at('a', 3)]);
  });

  it('is refused when a copy elsewhere took its place', async () => {
    let nodes: Node[] = [];
    const selected = new SelectedNodes(() => nodes);
    selected.note([at('a', 3)]);
    setTimeout(() => {
      nodes = [at('a', 9)];
    }, 20);
    await expect(selected.get()).rejects.toThrow('inspected again');
  });

  it('is nothing when nothing comes', async () => {
    expect(await new SelectedNodes(() => []).get()).toEqual([]);
  });
});
