// Samples as verifiers see them, made in a line.
import type { Check, Facts, Verifiable, Verifier, VerifyTools } from '../../src/engine/verify/verifier.ts';
import { dataTools } from '../../src/runtime/lazy/data.ts';

/** A sample with one answer and, where given, its prompt and its row. */
export function sample(response: string, { prompt, row }: { prompt?: string; row?: unknown } = {}): Verifiable {
  const segment = (text: string) => ({ text, path: [] });
  return {
    views: [
      ...(prompt === undefined ? [] : [{ view: 'prompt' as const, segments: [segment(prompt)] }]),
      { view: 'response', segments: [segment(response)] },
    ],
    row: row ?? { response },
  };
}

/** Tools with the real parsers of data; nothing here parses code or guesses languages. */
export const TOOLS: VerifyTools = {
  languages: new Set(),
  parseCode: () => 'gave up',
  data: dataTools,
  guessLanguage: () => null,
};

/** What a verifier says of an answer. */
export function checks(verifier: Verifier, x: Verifiable, facts: Facts = {}): readonly Check[] {
  return verifier.check(x, facts, TOOLS);
}

/** Its verdicts alone, each once. */
export function verdicts(verifier: Verifier, x: Verifiable, facts: Facts = {}): string[] {
  return [...new Set(checks(verifier, x, facts).map((c) => c.verdict))];
}
