// The rules of a dialogue. Some hold in every set; whether the others hold is read from the drawn rows, since sets differ: in
// some a user speaks twice, in some a row is the beginning of a dialogue.
import { endsCut } from '../../findings/residue.ts';
import { fences } from '../fences.ts';
import type { Dialogue, Turn } from './dialogue.ts';
import { thinkingFault } from './markup.ts';

/** Rules that hold where 95 % of the drawn dialogues keep them. */
export const CUSTOMS = ['system first', 'user first', 'alternation', 'answered', 'thinking', 'whole endings'] as const;
export type Custom = (typeof CUSTOMS)[number];

/** A turn that breaks a rule, or the dialogue as a whole. */
export interface Broken {
  readonly turn: number | null;
  readonly what: string;
}

/** What breaks a custom; null where it is kept. */
export const BREAKS: Readonly<Record<Custom, (dialogue: Dialogue) => Broken | null>> = {
  'system first': ({ turns }) => {
    const late = turns.find(({ role, index }) => role === 'system' && index > 0);
    return late ? { turn: late.index, what: `${nth(late)} is a system message, which should come first` } : null;
  },
  'user first': ({ turns }) => {
    const first = turns.find(({ role }) => role !== 'system');
    if (!first || first.role === 'user') return null;
    return { turn: first.index, what: `the dialogue starts with ${whose(first)} turn instead of the user's` };
  },
  alternation: ({ turns }) => {
    const spoken = turns.filter(({ role }) => role !== 'system');
    for (const [i, turn] of spoken.entries()) {
      const before = spoken[i - 1];
      if (before && !mayFollow(before, turn)) {
        return { turn: turn.index, what: `${nth(turn)} is ${whose(turn)} after ${whose(before)}` };
      }
    }
    return null;
  },
  answered: ({ turns }) => {
    const last = turns.at(-1);
    if (!last || last.role === 'assistant') return null;
    return { turn: last.index, what: `the dialogue ends with ${whose(last)} turn instead of an answer` };
  },
  thinking: ({ turns }) => first(turns, (text) => thinkingFault(text)),
  'whole endings': ({ turns }) => {
    const last = turns.at(-1);
    if (last?.role !== 'assistant') return null;
    if (fences(last.text).at(-1)?.closed === false)
      return { turn: last.index, what: 'the last answer ends inside a code block' };
    return endsCut(last.text) ? { turn: last.index, what: 'the last answer ends in the middle of a sentence' } : null;
  },
};

/** What is wrong whatever the set. `known`: role names that this set uses as a rule. */
export function alwaysWrong({ turns }: Dialogue, known: ReadonlySet<string>): Broken[] {
  const broken: Broken[] = [];
  const called = new Set<string>();
  let calls = 0;
  for (const turn of turns) {
    const { role, name, text, more, index } = turn;
    if (role === null && !known.has(name)) {
      broken.push({
        turn: index,
        what: `${nth(turn)} has the role "${name.slice(0, 40)}", which is none of this set's`,
      });
    }
    if (role === 'assistant' && text.trim() === '' && !more)
      broken.push({ turn: index, what: `${nth(turn)}, the assistant's, is empty` });
    if (role === 'tool') {
      const lost = turn.answered.find((id) => !called.has(id));
      if (calls === 0)
        broken.push({ turn: index, what: `${nth(turn)} is a tool's result, but no tool was called before` });
      else if (lost !== undefined && called.size > 0) {
        broken.push({ turn: index, what: `${nth(turn)} answers the call "${lost.slice(0, 40)}", which was not made` });
      }
    }
    for (const id of turn.callIds) called.add(id);
    calls +=
      turn.calls + (role === 'assistant' && /<tool_call>|<functioncall>|"tool_calls"|Action:/.test(text) ? 1 : 0);
  }
  return broken;
}

function mayFollow(before: Turn, { role }: Turn): boolean {
  if (before.role === null || role === null) return true;
  if (role === 'tool') return before.role === 'assistant' || before.role === 'tool';
  if (before.role === 'tool') return role === 'assistant' || role === 'user';
  return before.role !== role;
}

function first(turns: readonly Turn[], fault: (text: string) => string | null): Broken | null {
  for (const turn of turns) {
    const what = turn.role === 'assistant' ? fault(turn.text) : null;
    if (what !== null) return { turn: turn.index, what: `in ${nth(turn)} ${what}` };
  }
  return null;
}

function nth({ index }: Turn): string {
  return `turn ${index + 1}`;
}

function whose({ role, name }: Turn): string {
  return role === null ? `"${name}"'s` : role === 'assistant' ? "the assistant's" : `the ${role}'s`;
}
