// The little language that names which text is measured: `$.messages[role=assistant].content`, `$.items[0].text`.
import { CorpusError } from '../../engine/errors.ts';
import type { ViewName } from '../../engine/sample.ts';
import { MARKUPS, type Markup } from './markup.ts';

/** One step down into a row. A list step visits the elements [from, to) (negative: from the end) that pass the filter. */
export type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'list'; readonly from?: number; readonly to?: number; readonly where?: Where };

export interface Where {
  readonly key: string;
  readonly value: string;
}

/** What is done with the string that was found: turns of chat markup, the thinking in it, the rest, or JSON text. */
export type Pipe =
  | { readonly kind: 'markup'; readonly markup: Markup; readonly view: ViewName; readonly from?: number }
  | { readonly kind: 'think' | 'answer' | 'json' };

export interface Selector {
  readonly steps: readonly Step[];
  readonly pipes: readonly Pipe[];
}

const EXAMPLE = '`$.answer` or `$.messages[role=assistant].content`';

/** The forms a step can take, tried in order at each place. */
const FORMS: readonly (readonly [pattern: RegExp, read: (m: RegExpExecArray, to: Parsed) => void])[] = [
  [/\[\*\]/y, (_, to) => pushList(to.steps, {})],
  [
    /\[(-?\d+)?:(-?\d+)?\]/y,
    (m, to) => pushList(to.steps, { ...(m[1] && { from: Number(m[1]) }), ...(m[2] && { to: Number(m[2]) }) }),
  ],
  [/\[(-?\d+)\]/y, (m, to) => to.steps.push({ kind: 'index', index: Number(m[1]) })],
  [/\[("(?:[^"\\]|\\.)*"|'[^']*')\]/y, (m, to) => to.steps.push({ kind: 'key', key: unquote(m[1]!) })],
  [
    /\[([^\]=[]+)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\]]*)\]/y,
    (m, to) => pushList(to.steps, { where: { key: m[1]!.trim(), value: unquote(m[2]!.trim()) } }),
  ],
  [/\.([^.[\]|\s"']+)/y, (m, to) => to.steps.push({ kind: 'key', key: m[1]! })],
];
const FIRST_KEY = /([^.[\]|\s"'$][^.[\]|\s"']*)/y;
const PIPE = /\s*\|\s*([a-z0-9]+)(?:\[(-\d+):\])?(?:\.([a-z]+))?/y;

interface Parsed {
  readonly steps: Step[];
  readonly pipes: Pipe[];
}

/** Parses a selector; a leading `$.` may be left out. Throws 'bad-option' with an example. */
export function parseSelector(source: string): Selector {
  const text = source.trim();
  const parsed: Parsed = { steps: [], pipes: [] };
  let at = text.startsWith('$') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    if (m !== null) at = pattern.lastIndex;
    return m;
  };
  const first = at === 0 ? take(FIRST_KEY) : null;
  if (first !== null) parsed.steps.push({ kind: 'key', key: first[1]! });
  else if (at === 0) throw unreadable(source, 'it has to start with a field');
  steps: while (at < text.length) {
    for (const [pattern, read] of FORMS) {
      const m = take(pattern);
      if (m === null) continue;
      read(m, parsed);
      continue steps;
    }
    break;
  }
  for (let m = take(PIPE); m !== null; m = take(PIPE)) {
    const pipe = pipeOf(m[1]!, m[2], m[3]);
    if (pipe === null) throw unreadable(source, `"${m[0].trim()}" is no filter`);
    parsed.pipes.push(pipe);
  }
  if (at < text.length) throw unreadable(source, `"${text.slice(at)}" was not understood`);
  return parsed;
}

function unreadable(source: string, why: string): CorpusError {
  return new CorpusError('bad-option', `"${source}" does not name a field (${why}): write it like ${EXAMPLE}.`);
}

/** The selector of a member of what `base` selects; keys that are not plain words are quoted. */
export function memberPath(base: string, key: string): string {
  if (!/^[\p{L}\p{N}_$-]+$/u.test(key) || (base === '' && key.startsWith('$')))
    return `${base || '$'}[${JSON.stringify(key)}]`;
  return base === '' ? key : `${base}.${key}`;
}

/** `[-2:][role=user]` is one step: the last two elements, of these the user's. */
function pushList(steps: Step[], add: Omit<Extract<Step, { kind: 'list' }>, 'kind'>): void {
  const last = steps.at(-1);
  if (add.where !== undefined && last?.kind === 'list' && last.where === undefined) {
    steps[steps.length - 1] = { ...last, where: add.where };
  } else steps.push({ kind: 'list', ...add });
}

function pipeOf(name: string, from: string | undefined, view: string | undefined): Pipe | null {
  if (name === 'think' || name === 'answer' || name === 'json') return { kind: name };
  const markup = MARKUPS.find((m) => m === name);
  if (markup === undefined) return null;
  if (view !== 'prompt' && view !== 'response' && view !== 'system' && view !== 'text') return null;
  return { kind: 'markup', markup, view, ...(from !== undefined && { from: Number(from) }) };
}

function unquote(text: string): string {
  if (text.startsWith('"')) {
    try {
      return String(JSON.parse(text));
    } catch {
      return text.slice(1, -1);
    }
  }
  return text.startsWith("'") ? text.slice(1, -1) : text;
}
