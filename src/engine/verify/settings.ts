// What a person may set for verification: which verifiers run, and facts that the data does not tell by itself.
import { CorpusError } from '../errors.ts';
import { VERIFIERS } from './registry.ts';
import type { Verifier } from './verifier.ts';

/** 'auto': those whose `detect` finds something to check. A list names ids and runs no others. */
export type VerifyChoice = 'auto' | 'none' | readonly string[];

/** The same for every verifier: each takes what concerns it. A type, not an interface, so that it passes as `Facts`. */
export type VerifySettings = {
  /** A JSON Schema, parsed, that JSON answers have to satisfy. */
  readonly schema?: unknown;
  /** The closed set of labels of a structured task, instead of the one that is observed. */
  readonly labels?: readonly string[];
  /** Dotted path of the field that holds the right answer, e.g. `answer` or `meta.solution`. */
  readonly answer?: string;
};

/** The verifiers that a choice allows, in the order of the registry. Throws 'bad-option' for an id that is none. */
export function chosenVerifiers(choice: VerifyChoice, all: readonly Verifier[] = VERIFIERS): readonly Verifier[] {
  if (choice === 'none') return [];
  if (choice === 'auto') return all;
  const unknown = choice.find((id) => !all.some((v) => v.id === id));
  if (unknown !== undefined) {
    const known = all.map((v) => v.id).join(', ');
    throw new CorpusError('bad-option', `"${unknown}" is no verifier: choose auto, none or some of ${known}.`);
  }
  return all.filter((v) => choice.includes(v.id));
}
