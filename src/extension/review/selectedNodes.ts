// What is selected in the Findings view. While its rows are fetched again the editor knows of no selection: a key that is pressed
// then waits for them, and never hits another sample that took their place.
import { setTimeout as pause } from 'node:timers/promises';
import { changedMeanwhile } from './targets.ts';
import type { Node } from './treeNodes.ts';

const STEP_MS = 40;
const STEPS = 25;

export class SelectedNodes {
  /** Where the nodes stood that were selected last, by id. */
  #last: ReadonlyMap<string, string> = new Map();

  constructor(private readonly now: () => readonly Node[]) {}

  /** To be called when the selection changes. */
  note(nodes: readonly Node[]): void {
    if (nodes.length > 0) this.#last = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  }

  /** Rejects with 'bad-option' where something else stands there by now. */
  async get(): Promise<readonly Node[]> {
    let nodes = this.now();
    if (nodes.length > 0) return nodes;
    for (let i = 0; i < STEPS && nodes.length === 0; i++) {
      await pause(STEP_MS);
      nodes = this.now();
    }
    if (nodes.some((node) => (this.#last.get(node.id) ?? placeOf(node)) !== placeOf(node))) throw changedMeanwhile();
    return nodes;
  }
}

function placeOf(node: Node): string {
  if (node.type === 'sample') return `${node.row.file}:${node.row.line}`;
  if (node.type === 'group') return `${node.group.keeper.file}:${node.group.keeper.line}`;
  return node.type === 'fault' ? `${node.file}:${node.finding.line}` : '';
}
