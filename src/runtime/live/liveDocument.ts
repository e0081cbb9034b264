// Follows one open document from a full inspection on: prepared in a worker, updated in the engine process itself.

import { factsOf } from '../../engine/measure.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { SampleChecker } from '../../engine/verify/run.ts';
import type { Inspection } from '../inspect/result.ts';
import { lazyTools } from '../lazy/tools.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { SourceRef } from '../sources/source.ts';
import { checkerFor, type LoadTools } from '../verify/checker.ts';
import type { LiveBasis } from './basis.ts';
import { followEdit } from './followEdit.ts';
import { type LiveState, startState } from './liveState.ts';
import type { Stored, StoreParams } from './storeTask.ts';

export class LiveDocument {
  #state: Promise<LiveState | null>;
  readonly #control = new AbortController();

  /** Starts to prepare at once; updates wait for it. `traits`, `parsers`: those of the product, but in tests. */
  constructor(
    basis: LiveBasis,
    pool: Pick<WorkerPool, 'one'>,
    traits: () => TraitReader = () => lazyTools().traits(),
    parsers?: LoadTools,
  ) {
    const params: StoreParams = {
      job: basis.job,
      facts: basis.merged.map(([view, state]) => [view, factsOf(state)]),
      rows: basis.rows.length,
    };
    this.#state = pool
      .one<Stored>('liveStore', params, { signal: this.#control.signal })
      .then(async (stored) =>
        warmed(
          startState(basis, stored, traits, await checkerOf(basis.checked, parsers)),
          basis.job.sources[0] as SourceRef,
          this.#control.signal,
        ),
      )
      // A document that cannot be followed is inspected as a whole, which tells what is wrong with it.
      .catch(() => null);
  }

  /** Resolves when the first update would be answered at once. */
  async ready(): Promise<void> {
    await this.#state;
  }

  /** The inspection of the document as it is now; null when it has to be inspected as a whole, from then on always. */
  async update(ref: SourceRef): Promise<Inspection | null> {
    const next = this.#state.then((state) => state && followed(state, ref));
    this.#state = next;
    return (await next)?.inspection ?? null;
  }

  /** Nobody will ask again. */
  end(): void {
    this.#control.abort();
    this.#state = Promise.resolve(null);
  }
}

/** The parsers are in memory a second time then, in this thread: an edit must not wait for a worker. */
async function checkerOf(checked: LiveBasis['checked'], load?: LoadTools): Promise<SampleChecker | null> {
  return checked && checkerFor(checked.active, load);
}

/** Updates of nothing before the first edit: the code is compiled then, so that the edit need not wait for that. */
const WARM_UPS = 3;
let isWarm = false;

async function warmed(state: LiveState | null, ref: SourceRef, signal: AbortSignal): Promise<LiveState | null> {
  let now = state;
  for (let i = 0; now && i < WARM_UPS && !isWarm && !signal.aborted; i++) {
    now = followed(now, ref);
    // Others may ask something in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  isWarm = true;
  return now;
}

function followed(state: LiveState, ref: SourceRef): LiveState | null {
  try {
    return followEdit(state, ref);
  } catch {
    // The tables may be half moved: only a full inspection can tell now.
    return null;
  }
}
