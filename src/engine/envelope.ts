// A partial state on its way to another worker, file or machine: versioned, and refused by who expects another.
import { CorpusError } from './errors.ts';
import type { Env, Fold } from './metric.ts';

export const STATE_FORMAT = 'corpus-inspector/state';

export interface Envelope {
  readonly format: typeof STATE_FORMAT;
  readonly metric: string;
  readonly version: number;
  /** What the state was computed with and must be merged with. */
  readonly params: EnvelopeParams;
  readonly seed: number;
  /** Samples folded in. */
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export interface EnvelopeParams {
  readonly maxSlots: number;
  readonly level: number;
  readonly drawn: number | null;
}

/** All draws go by hash of identity; the seed is part of that hash. */
export const SEED = 0;

function paramsOf(env: Env): EnvelopeParams {
  return { maxSlots: env.maxSlots, level: env.level, drawn: env.drawnBlocks?.size ?? null };
}

export function seal<S>(fold: Fold<S>, state: S, rows: number, env: Env): Envelope {
  return {
    format: STATE_FORMAT,
    metric: fold.id,
    version: fold.version,
    params: paramsOf(env),
    seed: SEED,
    rows,
    bytes: fold.encode(state),
  };
}

/** The state of an envelope. Throws 'bad-format' when metric, version, parameters or seed differ. */
export function open<S>(fold: Fold<S>, envelope: Envelope, env: Env): S {
  const expected = JSON.stringify([STATE_FORMAT, fold.id, fold.version, paramsOf(env), SEED]);
  const { format, metric, version, params, seed } = envelope;
  if (JSON.stringify([format, metric, version, params, seed]) !== expected) {
    throw new CorpusError(
      'bad-format',
      `A partial state of "${metric}" (version ${version}) does not fit "${fold.id}" (version ${fold.version}) or its settings: compute it again.`,
    );
  }
  return fold.decode(envelope.bytes);
}
