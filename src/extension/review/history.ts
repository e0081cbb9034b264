// What a person dropped in this session, per corpus, last first: so that undo knows whether to edit a document or the ledger.
import type { MadeCut } from './dropEdit.ts';

export interface Step {
  /** As undo announces it, e.g. "Drop 3 samples". */
  readonly label: string;
  /** Edits of open documents. */
  readonly cuts: readonly MadeCut[];
  /** Whether the ledger got lines, too. */
  readonly decided: boolean;
}

/** A change of a document: by the editor's own undo, or by anything else. */
export interface Change {
  readonly uri: { toString(): string };
  /** Of the document after it. */
  readonly version: number;
  readonly isUndo: boolean;
}

const MAX_STEPS = 200;

export class History<Key> {
  readonly #steps = new Map<Key, Step[]>();
  /** Where something was decided last. */
  latest: Key | undefined;

  last(key: Key): Step | undefined {
    return this.#steps.get(key)?.at(-1);
  }

  push(key: Key, step: Step): void {
    this.latest = key;
    this.#steps.set(key, [...(this.#steps.get(key) ?? []), step].slice(-MAX_STEPS));
  }

  forget(key: Key): void {
    this.#steps.delete(key);
    if (this.latest === key) this.latest = undefined;
  }

  /** The last step was taken back; `versionOf` tells the version of a document now. What the step before it left is what the
   *  documents hold again. */
  undone(key: Key, versionOf: (uri: string) => number | undefined): void {
    const step = this.#steps.get(key)?.pop();
    const before = this.last(key);
    for (const cut of step?.cuts ?? []) {
      const earlier = before?.cuts.find(({ uri }) => uri.toString() === cut.uri.toString());
      if (earlier?.version !== cut.before) continue;
      earlier.version = versionOf(cut.uri.toString()) ?? -1;
      earlier.isTouched = false;
    }
  }

  /** A document changed. True when that took back the last drop by the editor's own undo. */
  changed(key: Key, { uri, version, isUndo }: Change): boolean {
    const step = this.last(key);
    const cut = step?.cuts.find((c) => c.uri.toString() === uri.toString());
    if (!step || !cut || cut.isTouched || version <= cut.version) return false;
    if (!isUndo) cut.isTouched = true;
    if (!isUndo || step.decided || step.cuts.length > 1) return false;
    this.undone(key, () => version);
    return true;
  }
}
