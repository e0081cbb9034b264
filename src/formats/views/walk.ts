// Follows a selector through a parsed row. Compiled once per plan, run on every row.
import type { JsonPath, ViewName } from '../../engine/sample.ts';
import { type Markup, parseTurns } from './markup.ts';
import { roleTest } from './roles.ts';
import type { Pipe, Selector, Step } from './selector.ts';
import { splitThinking } from './think.ts';

/** Receives a piece of text, the path of the string that holds it, and its offset there (UTF-16). */
export type Emit = (text: string, path: JsonPath, offset: number) => void;

/** Emits every text that the selector names, empty ones left out. True when it met a string at all, even an empty one. */
export type Walker = (root: unknown, emit: Emit) => boolean;

type Visit = (value: unknown, path: JsonPath, emit: Emit) => boolean;

/** Members of an object that stands where a text was expected (`content: {answer: "…"}`), most likely first. */
const INNER_KEYS = ['text', 'content', 'answer', 'value', 'output', 'response', 'message'];

/** A closure that follows the selector. Inside lists, contents may also be lists of parts or one object around a string. */
export function compileSelector(selector: Selector): Walker {
  const lenient = selector.steps.some((s) => s.kind === 'list');
  const json = selector.pipes.some((p) => p.kind === 'json');
  const text = textVisit(selector.pipes);
  let visit: Visit = json ? jsonVisit() : lenient ? contentVisit(text) : stringVisit(text);
  for (const step of [...selector.steps].reverse()) visit = stepVisit(step, visit);
  return (root, emit) => visit(root, [], emit);
}

type TextVisit = (text: string, path: JsonPath, offset: number, emit: Emit) => void;

function textVisit(pipes: readonly Pipe[]): TextVisit {
  let visit: TextVisit = (text, path, offset, emit) => {
    if (text !== '') emit(text, path, offset);
  };
  for (const pipe of [...pipes].reverse()) {
    const next = visit;
    if (pipe.kind === 'think' || pipe.kind === 'answer') {
      const part = pipe.kind === 'think' ? 'thinking' : 'answer';
      visit = (text, path, offset, emit) => {
        if (!text.includes('<')) {
          if (part === 'answer') next(text, path, offset, emit);
          return;
        }
        for (const s of splitThinking(text)[part]) next(text.slice(s.start, s.end), path, offset + s.start, emit);
      };
    } else if (pipe.kind === 'markup') {
      visit = markupVisit(pipe.markup, pipe.view, pipe.from, next);
    }
  }
  return visit;
}

/** `text` stands for strings without the markup. */
function markupVisit(markup: Markup, view: ViewName, from: number | undefined, next: TextVisit): TextVisit {
  return (text, path, offset, emit) => {
    const turns = parseTurns(markup, text);
    if (turns === null) {
      if (view === 'text') next(text, path, offset, emit);
      return;
    }
    for (const t of from === undefined ? turns : turns.slice(from)) {
      if (t.view === view) next(text.slice(t.start, t.end), path, offset + t.start, emit);
    }
  };
}

function stringVisit(text: TextVisit): Visit {
  return (value, path, emit) => {
    if (typeof value !== 'string') return false;
    text(value, path, 0, emit);
    return true;
  };
}

function contentVisit(text: TextVisit): Visit {
  return (value, path, emit) => {
    if (typeof value === 'string') {
      text(value, path, 0, emit);
      return true;
    }
    if (Array.isArray(value)) {
      let met = false;
      for (let i = 0; i < value.length; i++) {
        const part: unknown = value[i];
        if (typeof part === 'string') text(part, [...path, i], 0, emit);
        else if (isObject(part) && typeof part.text === 'string') text(part.text, [...path, i, 'text'], 0, emit);
        else continue;
        met = true;
      }
      return met;
    }
    const key = isObject(value) ? innerKey(value) : undefined;
    if (key === undefined) return false;
    text((value as Record<string, string>)[key]!, [...path, key], 0, emit);
    return true;
  };
}

/** Values of any kind as JSON text; their spans map to the whole value. */
function jsonVisit(): Visit {
  return (value, path, emit) => {
    if (value === undefined || value === null) return false;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (text !== '' && text !== '[]' && text !== '{}') emit(text, path, 0);
    return true;
  };
}

function stepVisit(step: Step, next: Visit): Visit {
  if (step.kind === 'key') {
    const { key } = step;
    return (value, path, emit) =>
      isObject(value) && Object.hasOwn(value, key) && next(value[key], [...path, key], emit);
  }
  if (step.kind === 'index') {
    const { index } = step;
    return (value, path, emit) => {
      if (!Array.isArray(value)) return false;
      const i = index < 0 ? value.length + index : index;
      return i >= 0 && i < value.length && next(value[i], [...path, i], emit);
    };
  }
  const { from = 0, to, where } = step;
  const passes = where && roleTest(where.key, where.value);
  return (value, path, emit) => {
    if (!Array.isArray(value)) return false;
    const start = from < 0 ? Math.max(0, value.length + from) : from;
    const end = to === undefined ? value.length : to < 0 ? value.length + to : Math.min(to, value.length);
    let met = false;
    for (let i = start; i < end; i++) {
      const element: unknown = value[i];
      if (passes && !(isObject(element) && passes(element[where.key]))) continue;
      if (next(element, [...path, i], emit)) met = true;
    }
    return met;
  };
}

/** Whether a value is a JSON object (not a list). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member that holds the text of a nested content, if it is clear which. */
export function innerKey(value: Record<string, unknown>): string | undefined {
  const known = INNER_KEYS.find((k) => Object.hasOwn(value, k) && typeof value[k] === 'string');
  if (known !== undefined) return known;
  const strings = Object.keys(value).filter((k) => typeof value[k] === 'string');
  return strings.length === 1 ? strings[0] : undefined;
}
