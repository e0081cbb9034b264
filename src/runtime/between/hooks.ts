// What every computation between corpora gets: threads, a way to stop it, and somebody who waits.
import type { BetweenProgress } from '../../protocol/betweenApi.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { SourceRef } from '../sources/source.ts';

export interface BetweenHooks {
  readonly pool: WorkerPool;
  readonly signal: AbortSignal;
  onProgress(progress: BetweenProgress): void;
}

/** A snapshot whose files can be opened; see Snapshot in protocol/betweenApi.ts. */
export interface SnapshotSources {
  readonly name: string;
  readonly sources: readonly SourceRef[];
  readonly where?: { readonly field: string; readonly value: string };
}
