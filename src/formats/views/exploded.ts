// Recognises dialogues exploded into prefixes: row k + 1 repeats row k and adds a turn.
import type { ViewName } from '../../engine/sample.ts';
import type { DrawnRow } from '../draw.ts';
import type { Rule } from './fields.ts';
import { parseTurns } from './markup.ts';
import { sideOf } from './roles.ts';
import { parseSelector, type Selector } from './selector.ts';
import { compileSelector, isObject } from './walk.ts';

/** Share of consecutive rows that must go on with each other. */
const SHARE = 0.5;
const MIN_PAIRS = 2;
/** Share of rows whose answer must stand in another field for that to be the layout. */
const ANSWERED = 0.9;

/** The rules cut to the turns that each row adds, or null when the rows are not exploded dialogues. */
export function lastTurnsOnly(rules: readonly Rule[], drawn: readonly DrawnRow[]): Rule[] | null {
  const cuts = new Map<string, Cut>();
  for (const { path } of rules) {
    const base = baseOf(path);
    if (base === null || cuts.has(base.path)) continue;
    const answered = answeredElsewhere(base, rules, drawn);
    const turns = turnsAdded(drawn, base.turns, answered ? afterLastAnswer : newTurns);
    if (turns !== null) cuts.set(base.path, { turns, answered });
  }
  if (cuts.size === 0) return null;
  return rules.flatMap((rule) => {
    const base = baseOf(rule.path);
    const cut = base === null ? undefined : cuts.get(base.path);
    if (base === null || cut === undefined || rule.view === 'system') return rule;
    // Every answer in these turns was the other field's in an earlier row, and was measured there.
    if (cut.answered && (rule.view === 'response' || rule.view === 'thinking')) return [];
    return { ...rule, path: `${base.path}[-${cut.turns}:]${rule.path.slice(base.path.length)}` };
  });
}

/** How a base is cut. */
interface Cut {
  /** The last turns that are measured. */
  readonly turns: number;
  /** The answer stands in another field (`prompt` ends with the user's turn, `completion` goes on). */
  readonly answered: boolean;
}

interface TurnKey {
  /** The turn as a string that can be compared. */
  readonly text: string;
  readonly side: ViewName | null;
}

interface Base {
  /** The part of the rule's path after which the turns are sliced. */
  readonly path: string;
  /** The turns of a row; null without any. */
  readonly turns: (row: unknown) => TurnKey[] | null;
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
        const turns = parseTurns(markup, text);
        return turns?.map((t) => ({ text: `${t.view}:${text.slice(t.start, t.end)}`, side: t.view })) ?? null;
      },
    };
  }
  const list = /^([^|]*?)\[(role|from|speaker|author|sender)=/.exec(path);
  if (list === null || /\]$/.test(list[1]!)) return null;
  const selector = parseSelector(list[1]!);
  return { path: list[1]!, turns: (row) => listOfTurns(valueAt(row, selector), list[2]!) };
}

function listOfTurns(value: unknown, role: string): TurnKey[] | null {
  if (!Array.isArray(value)) return null;
  return value.map((turn) => ({
    text: JSON.stringify(turn),
    side: isObject(turn) && typeof turn[role] === 'string' ? sideOf(turn[role]) : null,
  }));
}

function valueAt(row: unknown, selector: Selector): unknown {
  let value = row;
  for (const step of selector.steps) {
    if (step.kind !== 'key' || typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.key];
  }
  return value;
}

/** Whether nearly all rows end without an answer in the base and have one in another field. */
function answeredElsewhere(base: Base, rules: readonly Rule[], drawn: readonly DrawnRow[]): boolean {
  const others = rules
    .filter((r) => r.view === 'response' && baseOf(r.path)?.path !== base.path)
    .map((r) => compileSelector(parseSelector(r.path)));
  if (others.length === 0) return false;
  let rows = 0;
  let answered = 0;
  for (const { value } of drawn) {
    const turns = base.turns(value);
    if (turns === null) continue;
    rows++;
    if (turns.at(-1)?.side !== 'response' && others.some((walk) => walk(value, () => {}))) answered++;
  }
  return answered >= rows * ANSWERED;
}

function newTurns(turns: readonly TurnKey[], before: readonly TurnKey[]): number {
  return turns.length - before.length;
}

function afterLastAnswer(turns: readonly TurnKey[]): number {
  return Math.max(1, turns.length - 1 - turns.findLastIndex((t) => t.side === 'response'));
}

/** How many turns `count` finds in most rows that go on with the row before them; null when too few do. */
function turnsAdded(drawn: readonly DrawnRow[], turnsOf: Base['turns'], count: typeof newTurns): number | null {
  const added = new Map<number, number>();
  let pairs = 0;
  let exploded = 0;
  let previous = null as { run: number; turns: TurnKey[] } | null;
  for (const row of drawn) {
    const turns = turnsOf(row.value);
    if (turns === null) {
      previous = null;
      continue;
    }
    if (previous?.run === row.run) {
      pairs++;
      const before = previous.turns;
      if (before.length > 0 && before.length < turns.length && before.every((t, i) => t.text === turns[i]!.text)) {
        exploded++;
        const n = count(turns, before);
        added.set(n, (added.get(n) ?? 0) + 1);
      }
    }
    previous = { run: row.run, turns };
  }
  if (exploded < MIN_PAIRS || exploded < pairs * SHARE) return null;
  return [...added].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0];
}
