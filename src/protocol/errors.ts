// How an error travels: any Error with a string `code` (the engine's CorpusError, this layer's CallError) keeps code,
// sentence and place; everything else arrives as 'internal'.
import type { CorpusErrorCode, ErrorPlace } from '../engine/errors.ts';

export interface WireError {
  code: CorpusErrorCode;
  message: string;
  retryable: boolean;
  place?: ErrorPlace;
  stack?: string;
}

/** The error of a call that failed on the other side, or whose port closed. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly code: CorpusErrorCode,
    message: string,
    readonly place: ErrorPlace = {},
    readonly retryable = false,
  ) {
    super(message);
  }
}

export function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 'cancelled';
}

export function toWire(error: unknown): WireError {
  const e = (error instanceof Error ? error : new Error(String(error))) as Error & Partial<CallError>;
  const name: string = e.name;
  if (name === 'CorpusError' || name === 'CallError') {
    return { code: e.code ?? 'internal', message: e.message, retryable: e.retryable ?? false, place: e.place ?? {} };
  }
  return { code: 'internal', message: e.message, retryable: false, ...(e.stack ? { stack: e.stack } : {}) };
}

export function fromWire(e: WireError): CallError {
  const error = new CallError(e.code, e.message, e.place, e.retryable);
  if (e.stack) error.stack = e.stack;
  return error;
}
