// The one document that the engine follows: the last that was inspected as a whole. Its tables take memory, and people
// edit one document at a time.
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { InspectParams } from '../../protocol/hostApi.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { LiveBasis } from './basis.ts';
import { LiveDocument } from './liveDocument.ts';

export class Followed {
  #now: { readonly corpus: string; readonly asked: string; readonly document: LiveDocument } | null = null;

  constructor(
    private readonly pool: Pick<WorkerPool, 'one'>,
    private readonly traits: () => TraitReader,
  ) {}

  /** The document that an update asks for; null where it asks for something else, or for no update. */
  of(p: InspectParams): LiveDocument | null {
    return p.update && this.#now?.corpus === p.corpus && this.#now.asked === askedOf(p) ? this.#now.document : null;
  }

  /** After a full inspection; without a basis its document cannot be followed. */
  start(p: InspectParams, basis: LiveBasis | undefined): void {
    if (basis) {
      this.#now?.document.end();
      this.#now = { corpus: p.corpus, asked: askedOf(p), document: new LiveDocument(basis, this.pool, this.traits) };
    } else this.release(p.corpus);
  }

  release(corpus: string): void {
    if (this.#now?.corpus !== corpus) return;
    this.#now.document.end();
    this.#now = null;
  }
}

/** What must be the same for an update to stand on the last result. */
function askedOf({ files, options, lines }: InspectParams): string {
  return JSON.stringify([files, options, lines]);
}
