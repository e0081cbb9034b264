// One sample against the items: which of its 13-grams they hold, and how much of each item that is.
import type { Segment } from '../sample.ts';
import { ScratchSet } from '../sketch/scratchSet.ts';
import type { Prepared } from '../text/prepare.ts';
import { type GramIndex, gramNumber } from './gramIndex.ts';
import { each13Gram, ORDER } from './grams.ts';

/** From which share of its 13-grams on an item leaks. */
export const LEAKS_FROM = 0.5;
/** A prompt of fewer 13-grams than this says nothing by itself. */
export const MIN_PROMPT_GRAMS = 8;
/** Samples that hold less of an item than this are not named. */
export const WORTH_NAMING = 0.1;

/** How much of one item one sample holds. */
export interface Held {
  readonly item: number;
  /** Distinct 13-grams of the item, and of its prompt, that stand in the sample. */
  readonly grams: number;
  readonly prompt: number;
  /** Which view of the sample holds most of them: index in the order of the calls of `view`. */
  readonly view: number;
  /** The first run of shared words in that view: a segment, and UTF-16 offsets in its text. */
  readonly run: { readonly segment: number; readonly start: number; readonly end: number };
}

interface Touched {
  grams: number;
  prompt: number;
  view: number;
  /** 13-grams that `view` brought, and that the present view brings. */
  best: number;
  now: number;
  run: Run;
  nowRun: Run;
}

interface Run {
  segment: number;
  start: number;
  end: number;
  /** Token at which the last 13-gram of the run starts. */
  last: number;
}

const NO_RUN: Run = { segment: -1, start: 0, end: 0, last: -2 };

/**
 * Looks samples up, one after the other: `begin`, then `view` for each of its views, then `held`.
 * `seen`: one byte per posting of the index, set where a sample holds it; shared by all workers.
 */
export class ItemScan {
  private readonly distinct = new ScratchSet();
  private readonly touched = new Map<number, Touched>();
  private mayCompare: (item: number) => boolean = () => true;
  private views = 0;

  constructor(
    private readonly index: GramIndex,
    private readonly seen: Uint8Array,
  ) {}

  /** `mayCompare`: whether an item is looked for in this sample; an item is no leak of its own. */
  begin(mayCompare: (item: number) => boolean): void {
    this.distinct.clear();
    this.touched.clear();
    this.mayCompare = mayCompare;
    this.views = 0;
  }

  view(x: Pick<Prepared, 'words' | 'borders'>, segments: readonly Segment[]): void {
    const view = this.views++;
    const { index } = this;
    segments.forEach((_, s) => {
      each13Gram(x.words, x.borders[s] as number, x.borders[s + 1] as number, (lo, hi, at) => {
        const gram = gramNumber(index, lo, hi);
        if (gram >= 0) this.hit(gram, x, s, at);
      });
    });
    for (const item of this.touched.values()) {
      if (item.now > item.best) {
        item.best = item.now;
        item.view = view;
        item.run = item.nowRun;
      }
      item.now = 0;
      item.nowRun = NO_RUN;
    }
  }

  /** Whether any item was met. */
  get any(): boolean {
    return this.touched.size > 0;
  }

  held(): Held[] {
    return [...this.touched].map(
      ([
        item,
        {
          grams,
          prompt,
          view,
          run: { segment, start, end },
        },
      ]) => ({
        item,
        grams,
        prompt,
        view,
        run: { segment, start, end },
      }),
    );
  }

  private hit(gram: number, x: Pick<Prepared, 'words'>, segment: number, at: number): void {
    const { starts, postings } = this.index;
    const isNew = this.distinct.add(gram, 0) === 1;
    for (let i = starts[gram] as number; i < (starts[gram + 1] as number); i++) {
      const posting = postings[i] as number;
      const item = posting >>> 1;
      if (!this.mayCompare(item)) continue;
      let t = this.touched.get(item);
      if (!t) {
        t = { grams: 0, prompt: 0, view: -1, best: 0, now: 0, run: NO_RUN, nowRun: NO_RUN };
        this.touched.set(item, t);
      }
      if (isNew) {
        this.seen[i] = 1;
        t.grams++;
        t.now++;
        t.prompt += posting & 1;
      }
      const end = x.words.end[at + ORDER - 1] as number;
      if (t.nowRun.segment < 0) t.nowRun = { segment, start: x.words.start[at] as number, end, last: at };
      else if (t.nowRun.segment === segment && t.nowRun.last === at - 1) {
        t.nowRun.last = at;
        t.nowRun.end = end;
      }
    }
  }
}

/** How an item leaks by so many of its 13-grams: as a whole, by its prompt alone, or not. */
export function leakOf(
  { grams, promptGrams }: Pick<GramIndex, 'grams' | 'promptGrams'>,
  item: number,
  held: number,
  prompt: number,
): 'item' | 'prompt' | null {
  const all = grams[item] as number;
  if (all > 0 && held >= all * LEAKS_FROM) return 'item';
  const ofPrompt = promptGrams[item] as number;
  return ofPrompt >= MIN_PROMPT_GRAMS && prompt >= ofPrompt * LEAKS_FROM ? 'prompt' : null;
}
