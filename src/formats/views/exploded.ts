// Recognises dialogues exploded into prefixes: row k + 1 repeats row k and adds a turn.
import type { DrawnRow } from '../draw.ts';
import type { Rule } from './fields.ts';
import { parseTurns } from './markup.ts';
import { parseSelector, type Selector } from './selector.ts';
import { compileSelector } from './walk.ts';

/** Share of consecutive rows that must go on with each other. */
const SHARE = 0.5;
const MIN_PAIRS = 2;

/** The rules cut to the turns that each row adds, or null when the rows are not exploded dialogues. */
export function lastTurnsOnly(rules: readonly Rule[], drawn: readonly DrawnRow[]): Rule[] | null {
  const steps = new Map<string, number>();
  for (const { path } of rules) {
    const base = baseOf(path);
    if (base === null || steps.has(base.path)) continue;
    const step = turnsAdded(drawn, base.turns);
    if (step !== null) steps.set(base.path, step);
  }
  if (steps.size === 0) return null;
  return rules.map((rule) => {
    const base = baseOf(rule.path);
    const step = base === null ? undefined : steps.get(base.path);
    if (base === null || step === undefined || rule.view === 'system') return rule;
    return { ...rule, path: `${base.path}[-${step}:]${rule.path.slice(base.path.length)}` };
  });
}

interface Base {
  /** The part of the rule's path after which the turns are sliced. */
  readonly path: string;
  /** The turns of a row as strings that can be compared; null without any. */
  readonly turns: (row: unknown) => string[] | null;
}

/** Only rules that go through a list of turns or through chat markup have a base. */
function baseOf(path: string): Base | null {
  const piped = /^(.*?) \| (chatml|llama[23]|gemma|zephyr|alpaca|vicuna|human)(?=\.)/.exec(path);
  if (piped !== null) {
    const markup = piped[2] as Parameters<typeof parseTurns>[0];
    const walk = compileSelector(parseSelector(piped[1]!));
    return {
      path: piped[0],
      turns(row) {
        let text = '';
        walk(row, (t) => {
          text ||= t;
        });
        return parseTurns(markup, text)?.map((t) => `${t.view}:${text.slice(t.start, t.end)}`) ?? null;
      },
    };
  }
  const list = /^([^|]*?)\[(?:role|from|speaker|author|sender)=/.exec(path);
  if (list === null || /\]$/.test(list[1]!)) return null;
  const selector = parseSelector(list[1]!);
  return { path: list[1]!, turns: (row) => listOfTurns(valueAt(row, selector)) };
}

function listOfTurns(value: unknown): string[] | null {
  return Array.isArray(value) ? value.map((turn) => JSON.stringify(turn)) : null;
}

function valueAt(row: unknown, selector: Selector): unknown {
  let value = row;
  for (const step of selector.steps) {
    if (step.kind !== 'key' || typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.key];
  }
  return value;
}

/** How many turns a row usually adds to the row before it, or null. */
function turnsAdded(drawn: readonly DrawnRow[], turnsOf: Base['turns']): number | null {
  const added = new Map<number, number>();
  let pairs = 0;
  let exploded = 0;
  let previous = null as { run: number; turns: string[] } | null;
  for (const row of drawn) {
    const turns = turnsOf(row.value);
    if (turns === null) {
      previous = null;
      continue;
    }
    if (previous?.run === row.run) {
      pairs++;
      const before = previous.turns;
      if (before.length > 0 && before.length < turns.length && before.every((t, i) => t === turns[i])) {
        exploded++;
        const n = turns.length - before.length;
        added.set(n, (added.get(n) ?? 0) + 1);
      }
    }
    previous = { run: row.run, turns };
  }
  if (exploded < MIN_PAIRS || exploded < pairs * SHARE) return null;
  return [...added].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0];
}
