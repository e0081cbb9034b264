// The turns of a row, whatever the form: OpenAI `messages`, ShareGPT `conversations`, parts of content as Anthropic has them.
import { isObject } from '../jsonPieces.ts';
import type { CheckPlace, Verifiable } from '../verifier.ts';

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export interface Turn {
  /** 0-based, in the row's list. */
  readonly index: number;
  /** As it is written. */
  readonly name: string;
  /** Null for a name that nobody agreed on. */
  readonly role: Role | null;
  /** All text of the turn, parts joined by line breaks; empty where it only calls tools. */
  readonly text: string;
  /** Whether it holds anything but text: calls, results, pictures. */
  readonly more: boolean;
  /** How many tools it calls, and the ids of those calls that have one. */
  readonly calls: number;
  readonly callIds: readonly string[];
  /** Ids of the calls that it answers. */
  readonly answered: readonly string[];
}

export interface Dialogue {
  /** Member of the row that holds the turns; empty for a row that is a list of turns. */
  readonly field: string;
  readonly turns: readonly Turn[];
}

const FIELDS = ['messages', 'conversations', 'conversation', 'dialogue', 'dialog', 'turns', 'chat'];
const ROLE_KEYS = ['role', 'from', 'speaker', 'author', 'sender'];
const CONTENT_KEYS = ['content', 'value', 'text', 'message', 'utterance'];
const ROLES: Readonly<Record<Role, string>> = {
  system: 'system developer',
  user: 'user human prompter customer client usr student',
  assistant: 'assistant gpt model bot ai chatgpt chatbot gpt4 bing bard claude agent teacher function_call',
  tool: 'tool function observation ipython environment tool_response function_response tool_result',
};
const BY_NAME: ReadonlyMap<string, Role> = new Map(
  (Object.keys(ROLES) as Role[]).flatMap((role) => ROLES[role].split(' ').map((name) => [name, role] as const)),
);

/** The dialogue of a row; null where it has no list of turns that say who speaks. */
export function dialogueOf(row: unknown): Dialogue | null {
  if (Array.isArray(row)) return dialogue('', row);
  if (!isObject(row)) return null;
  for (const field of FIELDS) {
    const list = row[field];
    const found = Array.isArray(list) ? dialogue(field, list) : null;
    if (found) return found;
  }
  return null;
}

function dialogue(field: string, list: readonly unknown[]): Dialogue | null {
  if (list.length === 0) return null;
  const turns: Turn[] = [];
  for (const [index, value] of list.entries()) {
    const found = turn(value, index);
    if (!found) return null;
    turns.push(found);
  }
  return { field, turns };
}

function turn(value: unknown, index: number): Turn | null {
  if (!isObject(value)) return null;
  const roleKey = ROLE_KEYS.find((key) => typeof value[key] === 'string');
  const contentKey = CONTENT_KEYS.find((key) => Object.hasOwn(value, key));
  if (roleKey === undefined || (contentKey === undefined && !Array.isArray(value.tool_calls))) return null;
  const name = String(value[roleKey]);
  const content = contentKey === undefined ? null : value[contentKey];
  const parts = Array.isArray(content) ? content.filter(isObject) : [];
  const uses = parts.filter((part) => part.type === 'tool_use');
  const results = parts.filter((part) => part.type === 'tool_result');
  const listed = Array.isArray(value.tool_calls) ? value.tool_calls : [];
  const single = isObject(value.function_call) || name === 'function_call' ? 1 : 0;
  const role = BY_NAME.get(name.trim().toLowerCase()) ?? null;
  return {
    index,
    name,
    role: results.length > 0 && role === 'user' ? 'tool' : role,
    text: textOf(content),
    more: listed.length + single > 0 || parts.some((part) => part.type !== 'text' && part.type !== undefined),
    calls: listed.length + single + uses.length,
    callIds: [...listed, ...uses].flatMap((c) => (isObject(c) && typeof c.id === 'string' ? [c.id] : [])),
    answered: [value.tool_call_id, ...results.map((part) => part.tool_use_id)].filter((id) => typeof id === 'string'),
  };
}

/** Strings of a content: itself, its parts' texts, or what an object holds. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) {
    return content
      .map((part) =>
        typeof part === 'string' ? part : isObject(part) && typeof part.text === 'string' ? part.text : '',
      )
      .filter((text) => text !== '')
      .join('\n');
  }
  if (!isObject(content)) return content === null || content === undefined ? '' : String(content);
  return Object.values(content)
    .filter((value) => typeof value === 'string')
    .join('\n');
}

/** Where a turn's text stands among the views; undefined where it is in none of them. */
export function placeOfTurn({ views }: Verifiable, { field }: Dialogue, index: number): CheckPlace | undefined {
  for (const { view, segments } of views) {
    const segment = segments.findIndex(({ path }) => path[path.indexOf(field) + 1] === index);
    if (segment >= 0) return { view, segment, start: 0, end: segments[segment]!.text.length };
  }
  return undefined;
}
