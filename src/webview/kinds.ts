// The kinds of findings in the panel's words, in the order of the report.
import type { FindingKind } from '../engine/report.ts';

export interface KindText {
  readonly label: string;
  readonly one: string;
  readonly many: string;
  readonly explains: string;
}

export const KIND_TEXT: Record<FindingKind, KindText> = {
  invalid: {
    label: 'invalid row',
    one: 'unreadable row',
    many: 'unreadable rows',
    explains: 'The row could not be read; the others were measured.',
  },
  schema: {
    label: 'unexpected shape',
    one: 'row with an unexpected shape',
    many: 'rows with an unexpected shape',
    explains: 'A field is missing or has another type than in the other rows.',
  },
  'exact-duplicate': {
    label: 'exact duplicate',
    one: 'exact duplicate',
    many: 'exact duplicates',
    explains: 'The whole row equals an earlier one, case and white space aside.',
  },
  'near-duplicate': {
    label: 'near duplicate',
    one: 'near duplicate',
    many: 'near duplicates',
    explains: 'Shares most of its word 5-grams with another sample (verified Jaccard).',
  },
  'low-novelty': {
    label: 'low novelty',
    one: 'low-novelty text',
    many: 'low-novelty texts',
    explains: 'Almost all its word 4-grams stand in other samples too.',
  },
  template: {
    label: 'template',
    one: 'template',
    many: 'templates',
    explains: 'The same frame in many samples.',
  },
  'self-repetition': {
    label: 'repeats itself',
    one: 'text that repeats itself',
    many: 'texts that repeat themselves',
    explains: 'The same phrases or lines come back within one sample.',
  },
  residue: {
    label: 'residue',
    one: 'text with residue',
    many: 'texts with residue',
    explains: 'Refusals, role markers or template tokens were left in the text.',
  },
  encoding: {
    label: 'encoding',
    one: 'text with encoding damage',
    many: 'texts with encoding damage',
    explains: 'Garbled, replacement or control characters.',
  },
  conflict: {
    label: 'conflict',
    one: 'prompt with conflicting responses',
    many: 'prompts with conflicting responses',
    explains: 'The same prompt is answered differently elsewhere.',
  },
  'llm-traits': {
    label: 'LLM traits',
    one: 'text that shares surface traits with LLM text',
    many: 'texts that share surface traits with LLM text',
    explains: 'More such traits than the human rows of the calibration show.',
  },
  'verification-failed': {
    label: 'verification failed',
    one: 'sample that failed a check',
    many: 'samples that failed a check',
    explains: 'Something in it can be checked, and is wrong: arithmetic, syntax, a schema, the form of a chat.',
  },
  leakage: {
    label: 'leakage',
    one: 'sample that holds an evaluation item',
    many: 'samples that hold evaluation items',
    explains: 'Holds at least half of the 13-grams of an evaluation item.',
  },
};

export function isKind(x: unknown): x is FindingKind {
  return typeof x === 'string' && Object.hasOwn(KIND_TEXT, x);
}

export function kindLabel(kind: string): string {
  return isKind(kind) ? KIND_TEXT[kind].label : kind;
}
