// The shapes of rows that data sets come in, and which of them the drawn rows have.
import { type FieldKind, fieldKind, fieldRules, type Rule, turnRules } from './fields.ts';
import { memberPath } from './selector.ts';
import { isObject } from './walk.ts';

export interface Shape {
  readonly rules: readonly Rule[];
  /** Selectors of fields that a complete row has. */
  readonly expected: readonly string[];
}

const TURNS = ['messages', 'conversations', 'conversation', 'dialogue', 'dialog', 'turns', 'chat'];
const PROMPTS = ['instruction', 'prompt', 'question', 'query', 'problem', 'user', 'human', 'input', 'request'];
const RESPONSES = [
  'output',
  'response',
  'completion',
  'answer',
  'responses',
  'outputs',
  'completions',
  'answers',
  'solution',
  'reply',
  'target',
  'assistant',
  'generation',
  'chosen',
];
const ADDED_TO_PROMPT = ['input', 'context'];
const TEXTS = [
  'text',
  'content',
  'document',
  'body',
  'article',
  'passage',
  'raw_content',
  'markdown',
  'abstract',
  'story',
  'paragraph',
  'sentence',
  'code',
  'completion',
  'output',
  'response',
  'answer',
  'generation',
];
const SYSTEMS = ['system', 'system_prompt', 'system_message'];
const TOOLS = ['tools', 'functions', 'tool_definitions', 'available_tools'];
const THINKING = [
  'reasoning',
  'reasoning_content',
  'thinking',
  'thought',
  'thoughts',
  'cot',
  'chain_of_thought',
  'rationale',
];
/** Share of rows in which a field has to stand. */
const SHARE = 0.5;

/** The fields of a set of rows, or of the objects one level down in them. */
class Fields {
  /** Names without case and separators → the name as it is written. */
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly kinds = new Map<string, FieldKind>();

  constructor(
    readonly rows: readonly Record<string, unknown>[],
    readonly base: string,
    private readonly total: number,
  ) {
    for (const row of rows) {
      for (const key of Object.keys(row)) {
        if (row[key] !== null) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      }
    }
    for (const [key] of [...this.counts].sort((a, b) => b[1] - a[1])) {
      const name = plain(key);
      if (!this.names.has(name)) this.names.set(name, key);
    }
  }

  keys(): string[] {
    return [...this.counts.keys()];
  }

  share(key: string): number {
    return (this.counts.get(key) ?? 0) / this.total;
  }

  values(key: string): unknown[] {
    return this.rows.map((row) => row[key]);
  }

  kind(key: string): FieldKind {
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      kind = fieldKind(this.values(key));
      this.kinds.set(key, kind);
    }
    return kind;
  }

  /** The first of the names that stands in enough rows and holds text. */
  find(names: readonly string[], share = SHARE): string | undefined {
    for (const name of names) {
      const key = this.names.get(plain(name));
      if (key !== undefined && this.share(key) >= share && this.kind(key) !== 'other') return key;
    }
    return undefined;
  }

  path(key: string): string {
    return memberPath(this.base, key);
  }

  rules(key: string, view: Rule['view'], last = false): Rule[] {
    return fieldRules(this.values(key), this.path(key), view, last);
  }
}

/** The shape that most of the rows have; null when none is known. Rows are JSON objects, or lists and strings where the
 *  whole file is made of them. */
export function detectShape(rows: readonly unknown[]): Shape | null {
  const root = new Fields(rows.filter(isObject), '', rows.length);
  const inner = innerObjects(root, rows.length);
  const layers = [root, ...inner];
  for (const f of layers) {
    const found = preference(f) ?? dialogue(f, true) ?? pair(f) ?? pairList(f) ?? dialogue(f, false);
    if (found !== null) return withExtras(found, root, f);
  }
  for (const f of layers) {
    const found = texts(f) ?? promptOnly(f) ?? answerList(f);
    if (found !== null) return withExtras(found, root, f);
  }
  return bare(rows);
}

/** Objects that stand in most rows, one level down. */
function innerObjects(root: Fields, total: number): Fields[] {
  return root
    .keys()
    .filter((key) => root.share(key) >= SHARE)
    .map((key) => new Fields(root.values(key).filter(isObject), root.path(key), total))
    .filter((f) => f.rows.length >= total * SHARE);
}

function preference(f: Fields): Shape | null {
  const chosen = f.find(['chosen', 'chosen_response']);
  const rejected = f.find(['rejected', 'rejected_response']);
  if (chosen === undefined || rejected === undefined) return null;
  const prompts = promptRules(f);
  const all = f.rules(chosen, 'response').filter((r) => prompts.length === 0 || r.view !== 'prompt');
  const rules = [...prompts, ...all, ...f.rules(rejected, 'response', true).filter((r) => r.view !== 'text')];
  return { rules, expected: [expected(f, chosen), expected(f, rejected)] };
}

function dialogue(f: Fields, named: boolean): Shape | null {
  const known = TURNS.map(plain);
  const key = f
    .keys()
    .filter((k) => f.share(k) >= SHARE && known.includes(plain(k)) === named && f.kind(k) === 'turns')
    .sort((a, b) => known.indexOf(plain(a)) - known.indexOf(plain(b)))[0];
  return key === undefined ? null : { rules: f.rules(key, 'text'), expected: [expected(f, key)] };
}

function pair(f: Fields): Shape | null {
  const response = f.find(RESPONSES);
  const prompt = f.find(PROMPTS.filter((p) => p !== response));
  if (prompt === undefined || response === undefined) return null;
  return {
    rules: [...promptRules(f), ...f.rules(response, 'response')],
    expected: [expected(f, prompt), expected(f, response)],
  };
}

/** The prompt and what is added to it (`instruction` + `input`). */
function promptRules(f: Fields): Rule[] {
  const prompt = f.find(PROMPTS);
  if (prompt === undefined) return [];
  const added = ADDED_TO_PROMPT.map((name) => f.find([name], 0.01)).filter((k) => k !== undefined && k !== prompt);
  return [prompt, ...added].flatMap((key) => f.rules(key!, 'prompt'));
}

/** The elements of each list of objects that stands in most rows. */
function lists(f: Fields): Fields[] {
  return f
    .keys()
    .filter((key) => f.share(key) >= SHARE)
    .map((key) => {
      const elements = f.values(key).flatMap((v) => (Array.isArray(v) ? v : []));
      return new Fields(elements.filter(isObject), `${f.path(key)}[*]`, elements.length);
    })
    .filter((inner) => inner.rows.length > 0);
}

/** A list of pairs: `instances[].{input, output}`, `conversation[].{human, assistant}`. */
function pairList(f: Fields): Shape | null {
  for (const inner of lists(f)) {
    const response = inner.find(RESPONSES);
    const prompt = inner.find(PROMPTS);
    if (response === undefined || (prompt === undefined && f.find(PROMPTS) === undefined)) continue;
    const outer = f.find(PROMPTS);
    return {
      rules: [...(outer ? f.rules(outer, 'prompt') : []), ...promptRules(inner), ...inner.rules(response, 'response')],
      expected: [...(outer ? [expected(f, outer)] : []), inner.path(response)],
    };
  }
  return null;
}

function texts(f: Fields): Shape | null {
  const key = f.find(TEXTS);
  if (key === undefined) return null;
  const prompt = f.find(['prompt', 'instruction']);
  const view = RESPONSES.includes(plain(key)) ? 'response' : 'text';
  return { rules: [...(prompt ? f.rules(prompt, 'prompt') : []), ...f.rules(key, view)], expected: [expected(f, key)] };
}

function promptOnly(f: Fields): Shape | null {
  const key = f.find(PROMPTS);
  return key === undefined ? null : { rules: promptRules(f), expected: [expected(f, key)] };
}

/** Answers in a list of objects that no prompt goes with: `instances[].output`. */
function answerList(f: Fields): Shape | null {
  const names = RESPONSES.filter((name) => TEXTS.includes(name));
  for (const inner of lists(f)) {
    const key = inner.find(names);
    if (key !== undefined) return { rules: inner.rules(key, 'response'), expected: [expected(inner, key)] };
  }
  return null;
}

/** Rows that are strings, or lists of turns. */
function bare(rows: readonly unknown[]): Shape | null {
  const kind = fieldKind(rows);
  if (kind === 'string') return { rules: fieldRules(rows, '$', 'text'), expected: [] };
  if (kind === 'turns') return { rules: turnRules(rows, '$', 'text'), expected: [] };
  return null;
}

/** System prompts, tools and thinking stand beside the main fields, in the row or where the shape was found. */
function withExtras(shape: Shape, root: Fields, f: Fields): Shape {
  const rules = [...shape.rules];
  const add = (rule: Rule): void => {
    if (!rules.some((r) => r.path === rule.path)) rules.push(rule);
  };
  for (const g of f === root ? [root] : [root, f]) {
    for (const key of g.keys()) {
      const name = plain(key);
      const kind = g.kind(key);
      if (SYSTEMS.some((n) => plain(n) === name) && kind === 'string') add({ view: 'system', path: g.path(key) });
      if (THINKING.some((n) => plain(n) === name) && kind === 'string') add({ view: 'thinking', path: g.path(key) });
      if (TOOLS.some((n) => plain(n) === name)) {
        const lists = g.values(key).some((v) => Array.isArray(v));
        if (lists || g.values(key).some((v) => typeof v === 'string' || isObject(v))) {
          add({ view: 'tools', path: lists ? `${g.path(key)}[*] | json` : `${g.path(key)} | json` });
        }
      }
    }
  }
  return { rules, expected: shape.expected };
}

function expected(f: Fields, key: string): string {
  const path = f.path(key);
  const kind = f.kind(key);
  if (kind === 'turns') {
    const rule = turnRules(f.values(key), path, 'text')[0];
    return `${path}[*].${/\.(\w+)(?: \|.*)?$/.exec(rule?.path ?? '')?.[1] ?? 'content'}`;
  }
  if (kind === 'nested') return f.rules(key, 'text')[0]!.path;
  return kind === 'strings' ? `${path}[*]` : kind === 'parts' ? `${path}[*].text` : path;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, '');
}
