// Items of an evaluation set: the distinct 13-grams of each, and its texts folded, for those that are compared as a whole.
import type { ViewName, ViewText } from '../sample.ts';
import { ScratchSet } from '../sketch/scratchSet.ts';
import { toKey } from '../text/hash.ts';
import { hashFolded } from '../text/normalise.ts';
import { Preparer } from '../text/prepare.ts';
import { each13Gram } from './grams.ts';

/** Views that an item consists of, its prompt first. System prompts and tools are the same in many rows and tell no item. */
export const ITEM_VIEWS: readonly ViewName[] = ['prompt', 'text', 'response', 'thinking'];
/** Views that are compared as a whole, in the order of the keys. */
export const WHOLE_VIEWS = ['text', 'prompt', 'response'] as const satisfies readonly ViewName[];
export const WHOLE = WHOLE_VIEWS.length;

/** Many items side by side; plain typed arrays, so that they can be posted. */
export interface ItemColumns {
  readonly length: number;
  /** 13-grams of item i: starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
  /** Lanes of the 13-grams, each once per item, and whether it stands in the item's prompt. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly inPrompt: Uint8Array;
  /** Words of all views, and of the prompt. */
  readonly words: Uint32Array;
  readonly promptWords: Uint32Array;
  /** WHOLE keys per item: one exact number per folded text, 0 for a view that the item lacks. */
  readonly keys: Float64Array;
}

const KEY = { file: 0, block: 0 };

/** Takes items in order. `level`: only 13-grams whose high lane starts with so many zero bits are kept. */
export class ItemCollector {
  private readonly preparer = new Preparer();
  private readonly seen = new ScratchSet();
  private readonly starts = [0];
  private readonly words: number[] = [];
  private readonly promptWords: number[] = [];
  private readonly keys: number[] = [];
  private lo = new Int32Array(1024);
  private hi = new Int32Array(1024);
  private inPrompt = new Uint8Array(1024);
  private grams = 0;

  constructor(private readonly level: number) {}

  add(views: readonly ViewText[]): void {
    const { seen } = this;
    seen.clear();
    let words = 0;
    let promptWords = 0;
    const keys: number[] = WHOLE_VIEWS.map(() => 0);
    for (const name of ITEM_VIEWS) {
      const view = views.find((v) => v.view === name);
      if (!view) continue;
      const x = this.preparer.prepare(KEY, name, view.segments, 'words');
      const isPrompt = name === 'prompt';
      words += x.words.length;
      if (isPrompt) promptWords = x.words.length;
      const at = (WHOLE_VIEWS as readonly ViewName[]).indexOf(name);
      if (at >= 0) keys[at] = toKey(...hashFolded(view.segments));
      view.segments.forEach((_, s) => {
        each13Gram(x.words, x.borders[s] as number, x.borders[s + 1] as number, (lo, hi) => {
          if (isKept(hi, this.level) && seen.add(lo, hi) === 1) this.push(lo, hi, isPrompt ? 1 : 0);
        });
      });
    }
    this.words.push(words);
    this.promptWords.push(promptWords);
    this.keys.push(...keys);
    this.starts.push(this.grams);
  }

  /** What was added since the last call. */
  take(): ItemColumns {
    const { grams } = this;
    const columns = {
      length: this.words.length,
      starts: Uint32Array.from(this.starts),
      lo: this.lo.slice(0, grams),
      hi: this.hi.slice(0, grams),
      inPrompt: this.inPrompt.slice(0, grams),
      words: Uint32Array.from(this.words),
      promptWords: Uint32Array.from(this.promptWords),
      keys: Float64Array.from(this.keys),
    };
    this.grams = 0;
    this.starts.length = 1;
    for (const list of [this.words, this.promptWords, this.keys]) list.length = 0;
    return columns;
  }

  private push(lo: number, hi: number, inPrompt: number): void {
    if (this.grams === this.lo.length) {
      const longer = <C extends Int32Array | Uint8Array>(old: C): C => {
        const next = new (old.constructor as new (length: number) => C)(old.length * 2);
        next.set(old);
        return next;
      };
      this.lo = longer(this.lo);
      this.hi = longer(this.hi);
      this.inPrompt = longer(this.inPrompt);
    }
    this.lo[this.grams] = lo;
    this.hi[this.grams] = hi;
    this.inPrompt[this.grams++] = inPrompt;
  }
}

/** Drawn by the hash alone, so that an item and a sample keep the same ones. */
export function isKept(hi: number, level: number): boolean {
  return level === 0 || hi >>> (32 - level) === 0;
}
