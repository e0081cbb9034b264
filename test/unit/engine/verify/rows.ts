// Rows as verifiers see them, for their tests.
import type { Verifiable, VerifyTools } from '../../../../src/engine/verify/verifier.ts';

/** A prompt and the answer to it. */
export function pair(prompt: string, response: string, more: Record<string, unknown> = {}): Verifiable {
  return {
    row: { prompt, response, ...more },
    views: [
      { view: 'prompt', segments: [{ text: prompt, path: ['prompt'] }] },
      { view: 'response', segments: [{ text: response, path: ['response'] }] },
    ],
  };
}

export interface Message {
  readonly role: string;
  readonly content?: unknown;
  readonly [key: string]: unknown;
}

/** A dialogue under `messages`; its texts are the views of their sides. */
export function dialogue(messages: readonly Message[], more: Record<string, unknown> = {}): Verifiable {
  const side = (roles: readonly string[]) =>
    messages.flatMap(({ role, content }, i) =>
      roles.includes(role) && typeof content === 'string' ? [{ text: content, path: ['messages', i, 'content'] }] : [],
    );
  return {
    row: { messages, ...more },
    views: [
      { view: 'prompt', segments: side(['user', 'human']) },
      { view: 'response', segments: side(['assistant', 'gpt']) },
    ],
  };
}

const unsure = { unsure: true, what: 'no parser' } as const;

/** Tools of a test that needs none; a guesser may be given. */
export function noTools(guessLanguage: VerifyTools['guessLanguage'] = () => null): VerifyTools {
  return {
    languages: new Set(),
    parseCode: () => null,
    data: { fault: () => unsure, breaks: () => unsure } as VerifyTools['data'],
    guessLanguage,
  };
}
