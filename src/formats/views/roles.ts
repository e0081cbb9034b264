// Who speaks: the names that data sets use for the two sides of a dialogue and for the system.
import type { ViewName } from '../../engine/sample.ts';

export type Side = Extract<ViewName, 'prompt' | 'response' | 'system'>;

const SIDES: Readonly<Record<Side, readonly string[]>> = {
  prompt: [
    'user',
    'human',
    'prompter',
    'instruction',
    'input',
    'question',
    'context',
    'customer',
    'client',
    'usr',
    'student',
  ],
  response: [
    'assistant',
    'gpt',
    'model',
    'bot',
    'ai',
    'chatgpt',
    'chatbot',
    'gpt4',
    'bing',
    'bard',
    'claude',
    'response',
    'answer',
    'output',
    'agent',
    'teacher',
  ],
  system: ['system', 'developer'],
};

const BY_NAME = new Map<string, Side>(
  (Object.keys(SIDES) as Side[]).flatMap((side) => SIDES[side].map((name) => [name, side] as const)),
);

/** The view that a role belongs to; null for tools, functions and names nobody agreed on. */
export function sideOf(role: string): Side | null {
  return BY_NAME.get(role.trim().toLowerCase()) ?? null;
}

/** Names that belong to neither side: what tools answer. */
export const NO_SIDE: ReadonlySet<string> = new Set([
  'tool',
  'function',
  'observation',
  'ipython',
  'environment',
  'tool_response',
]);

/** Names of the field that says who speaks, and of the one that says what. */
export const ROLE_KEYS = ['role', 'from', 'speaker', 'author', 'sender'] as const;
export const CONTENT_KEYS = ['content', 'value', 'text', 'message', 'utterance'] as const;

/** A test for `[role=assistant]`: the same name, or (for role fields) another name of the same side. */
export function roleTest(key: string, value: string): (actual: unknown) => boolean {
  const side = (ROLE_KEYS as readonly string[]).includes(key) ? sideOf(value) : null;
  if (side === null) return (actual) => actual === value || (typeof actual === 'number' && String(actual) === value);
  const known = new Map<string, boolean>();
  return (actual) => {
    if (actual === value) return true;
    if (typeof actual !== 'string') return false;
    let same = known.get(actual);
    if (same === undefined) {
      same = sideOf(actual) === side;
      if (known.size < 1000) known.set(actual, same);
    }
    return same;
  };
}
