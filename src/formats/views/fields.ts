// What a field holds over the drawn rows, and the rules that read it.
import type { ViewName } from '../../engine/sample.ts';
import { MARKUPS, type Markup, parseTurns } from './markup.ts';
import { CONTENT_KEYS, NO_SIDE, ROLE_KEYS, type Side, sideOf } from './roles.ts';
import { memberPath } from './selector.ts';
import { hasThinking } from './think.ts';
import { innerKey, isObject } from './walk.ts';

/** A rule before it is known who chose it. */
export interface Rule {
  readonly view: ViewName;
  readonly path: string;
}

export type FieldKind = 'string' | 'turns' | 'strings' | 'parts' | 'nested' | 'other';

/** Share of strings that must hold chat markup for it to be parsed. */
const MARKUP_SHARE = 0.6;
/** Share of turns under unknown names from which a dialogue is not told apart by its sides. */
const STRANGERS = 0.2;
/** Share of answers that must hold thinking for it to be split off. */
const THINK_SHARE = 0.01;

/** What most of the values are; null and undefined do not count. */
export function fieldKind(values: readonly unknown[]): FieldKind {
  const counts = new Map<FieldKind, number>();
  let n = 0;
  for (const value of values) {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const kind = kindOf(value);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    n++;
  }
  for (const [kind, count] of counts) if (count * 2 > n) return kind;
  return 'other';
}

function kindOf(value: unknown): FieldKind {
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    if (typeof first === 'string') return 'strings';
    if (!isObject(first)) return 'other';
    if (turnKeys(first) !== null) return 'turns';
    return value.some((p) => isObject(p) && typeof p.text === 'string') ? 'parts' : 'other';
  }
  return isObject(value) && innerKey(value) !== undefined ? 'nested' : 'other';
}

interface TurnKeys {
  readonly role: string;
  readonly content: string;
}

/** Which members of a turn say who speaks and what; null when it is no turn. */
export function turnKeys(turn: unknown): TurnKeys | null {
  if (!isObject(turn)) return null;
  const role = ROLE_KEYS.find((k) => typeof turn[k] === 'string');
  const content = CONTENT_KEYS.find((k) => Object.hasOwn(turn, k));
  return role !== undefined && content !== undefined ? { role, content } : null;
}

/** Rules for a field that holds `view`, by what it holds. `last`: only the last turn (the rejected answer). */
export function fieldRules(values: readonly unknown[], path: string, view: ViewName, last = false): Rule[] {
  switch (fieldKind(values)) {
    case 'string':
      return stringRules(
        values.filter((v) => typeof v === 'string'),
        path,
        view,
        last,
      );
    case 'turns':
      return turnRules(values, last ? `${path}[-1:]` : path, view);
    case 'strings':
      return stringRules(
        values.flatMap((v) => (Array.isArray(v) ? v : [])).filter((v) => typeof v === 'string'),
        `${path}[*]`,
        view,
        last,
      );
    case 'parts':
      return [{ view, path: `${path}[*].text` }];
    case 'nested': {
      const key = innerKey(values.find((v) => isObject(v) && innerKey(v) !== undefined) as Record<string, unknown>)!;
      return [{ view, path: memberPath(path, key) }];
    }
    default:
      return [];
  }
}

function stringRules(strings: readonly string[], path: string, view: ViewName, last: boolean): Rule[] {
  const markup = markupOf(strings, view === 'prompt');
  if (markup === null) return withThinking(strings, path, view);
  const { name, sides, all } = markup;
  const rules: Rule[] = [];
  for (const side of ['system', 'prompt', 'response'] as const) {
    if (!sides.has(side) || (last && side !== 'response')) continue;
    const piped = `${path} | ${name}${last ? '[-1:]' : ''}.${side}`;
    if (side === 'response') rules.push(...withThinking(strings, piped, side));
    else rules.push({ view: side, path: piped });
  }
  if (!all) rules.push({ view: view === 'prompt' ? 'prompt' : 'text', path: `${path} | ${name}.text` });
  return rules;
}

/** The markup that most strings hold: turns of both sides, or for prompts turns of the user. */
function markupOf(
  strings: readonly string[],
  promptOnly: boolean,
): { name: Markup; sides: Set<Side>; all: boolean } | null {
  const full = strings.filter((s) => s !== '');
  for (const name of MARKUPS) {
    const sides = new Set<Side>();
    let parsed = 0;
    let good = 0;
    for (const s of full) {
      const turns = parseTurns(name, s);
      if (turns === null) continue;
      parsed++;
      const here = new Set(turns.map((t) => t.view));
      for (const side of here) if (side !== null) sides.add(side);
      if (here.has('prompt') && (promptOnly || here.has('response'))) good++;
    }
    if (good > 0 && good >= full.length * MARKUP_SHARE) return { name, sides, all: parsed === full.length };
  }
  return null;
}

function withThinking(strings: readonly string[], path: string, view: ViewName): Rule[] {
  const holding = view === 'prompt' || view === 'system' ? 0 : strings.filter(hasThinking).length;
  if (holding === 0 || holding < strings.length * THINK_SHARE) return [{ view, path }];
  return [
    { view, path: `${path} | answer` },
    { view: 'thinking', path: `${path} | think` },
  ];
}

/** Rules for a list of turns: one for each side that speaks in it; `fallback` takes all when nobody knows the names. */
export function turnRules(lists: readonly unknown[], path: string, fallback: ViewName): Rule[] {
  const turns = lists.flatMap((l) => (Array.isArray(l) ? l : [])).filter((t) => turnKeys(t) !== null);
  const keys = turnKeys(turns[0]);
  if (keys === null) return [];
  const names = new Map<Side, Map<string, number>>();
  const answers: Record<string, unknown>[] = [];
  let strangers = 0;
  for (const turn of turns) {
    const role = String(turn[keys.role] ?? '');
    const side = sideOf(role);
    if (side === null) {
      if (!NO_SIDE.has(role.toLowerCase())) strangers++;
      continue;
    }
    if (side === 'response') answers.push(turn);
    const counts = names.get(side) ?? new Map<string, number>();
    counts.set(role, (counts.get(role) ?? 0) + 1);
    names.set(side, counts);
  }
  const known = Number(names.has('prompt')) + Number(names.has('response'));
  // One side under a name that nobody knows: half of the dialogue alone would mislead.
  if (known === 0 || (known === 1 && strangers > turns.length * STRANGERS))
    return [{ view: fallback, path: `${path}[*].${keys.content}` }];
  const rules: Rule[] = [];
  for (const side of ['system', 'prompt', 'response'] as const) {
    const counts = names.get(side);
    if (counts === undefined) continue;
    const role = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
    const who = `${path}[${keys.role}=${role}]`;
    const content = `${who}.${keys.content}`;
    if (side !== 'response') rules.push({ view: side, path: content });
    else {
      const strings = answers.map((t) => t[keys.content]).filter((c) => typeof c === 'string');
      rules.push(...withThinking(strings, content, side), ...turnThinking(answers, who, keys.content));
    }
  }
  return rules;
}

const THINKING_KEYS = ['reasoning_content', 'reasoning', 'thinking', 'thoughts', 'thought'];

/** Thinking beside the content of a turn, or as a part of it. */
function turnThinking(answers: readonly Record<string, unknown>[], who: string, content: string): Rule[] {
  const rules: Rule[] = THINKING_KEYS.filter((k) => answers.some((t) => typeof t[k] === 'string' && t[k] !== '')).map(
    (k) => ({ view: 'thinking', path: `${who}.${k}` }),
  );
  const isThinkingPart = (p: unknown): boolean =>
    isObject(p) && p.type === 'thinking' && typeof p.thinking === 'string';
  if (answers.some((t) => Array.isArray(t[content]) && t[content].some(isThinkingPart))) {
    rules.push({ view: 'thinking', path: `${who}.${content}[type=thinking].thinking` });
  }
  return rules;
}
