// Errors that reach a person: a code, one sentence that says what to do, and what file and line it is about.

export type CorpusErrorCode =
  | 'empty-file'
  | 'directory'
  | 'binary-file'
  | 'not-found'
  | 'not-readable'
  | 'changed'
  | 'bad-format'
  | 'bad-option'
  | 'no-view'
  | 'cancelled'
  | 'worker-crashed'
  | 'engine-crashed'
  | 'port-closed'
  | 'internal';

export interface ErrorPlace {
  readonly file?: string;
  readonly line?: number;
}

/** `message` is a whole sentence for the user; `retryable` when the same call may succeed later. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
  constructor(
    readonly code: CorpusErrorCode,
    message: string,
    readonly place: ErrorPlace = {},
    readonly retryable = false,
  ) {
    super(message);
  }
}
