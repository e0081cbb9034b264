// Verifier of chat form: who speaks when, whether every turn says something, whether calls and tags have their partners.
import { isObject } from '../jsonPieces.ts';
import { answers, type Check, type Facts, type Verifiable, type Verifier } from '../verifier.ts';
import { type Dialogue, dialogueOf, placeOfTurn } from './dialogue.ts';
import { chatmlOf, hasThinking, thinkingFault } from './markup.ts';
import { alwaysWrong, BREAKS, type Broken, CUSTOMS, type Custom } from './rules.ts';

/** Share of the drawn dialogues that keep a rule which is taken for one of the set. */
const CUSTOM_SHARE = 0.95;
const ENOUGH = 20;
/** A role name is the set's own where this share of the drawn dialogues uses it. */
const KNOWN_SHARE = 0.02;
const CHAT_SHARE = 0.5;

interface ChatFacts extends Facts {
  readonly customs: readonly Custom[];
  readonly roles: readonly string[];
  /** Rows without turns: whether the tags of reasoning in their answers stand in pairs as a rule. */
  readonly thinking: boolean;
  /** Texts with ChatML: whether the last turn is closed as a rule; null where there are none. */
  readonly chatmlClosed: boolean | null;
}

export const chat: Verifier = {
  id: 'chat',
  about: {
    label: 'Chat form',
    explains:
      'Roles are known and alternate, every answer says something, tool results answer a call, tags of reasoning and chat tokens stand in pairs, and the last answer is not cut.',
    limits:
      'Whether the system comes first, user and assistant alternate, the user begins, an answer ends the dialogue and its text is whole is only asked where 95 % of at least 20 drawn dialogues have it so. Whether a called tool is defined is asked by the verifier of schemas.',
  },

  detect(drawn): ChatFacts | null {
    const dialogues = drawn.flatMap((x) => dialogueOf(x.row) ?? []);
    const strings = drawn.flatMap((x) => textsOf(x.row));
    const chatml = strings.flatMap((text) => chatmlOf(text) ?? []).filter(({ turns }) => turns > 1);
    const thought = drawn.flatMap((x) => (dialogueOf(x.row) ? [] : rawAnswers(x))).filter(hasThinking);
    const isChat = dialogues.length > 0 && dialogues.length >= drawn.length * CHAT_SHARE;
    if (!isChat && chatml.length === 0 && thought.length === 0) return null;
    const customs = isChat && dialogues.length >= ENOUGH ? CUSTOMS.filter((custom) => kept(custom, dialogues)) : [];
    return {
      customs,
      roles: isChat ? ownRoles(dialogues) : [],
      thinking: share(thought, (text) => thinkingFault(text) === null) >= CUSTOM_SHARE,
      chatmlClosed: chatml.length === 0 ? null : share(chatml, ({ open }) => !open) >= CUSTOM_SHARE,
    };
  },

  check(x, facts) {
    const { customs, roles, thinking, chatmlClosed } = facts as ChatFacts;
    const dialogue = dialogueOf(x.row);
    const broken = [
      ...(dialogue ? brokenRules(dialogue, customs, roles) : []),
      ...(dialogue ? [] : unpaired(x, thinking)),
      ...(chatmlClosed === null ? [] : brokenTokens(x, chatmlClosed)),
    ];
    if (broken.length > 0) return broken.map((b) => failed(x, dialogue, b));
    if (dialogue) return [{ verdict: 'verified', reason: `${count(dialogue.turns.length, 'turn')} in good form` }];
    if (rawAnswers(x).some(hasThinking) && thinking)
      return [{ verdict: 'verified', reason: 'the tags of reasoning stand in pairs' }];
    const tokens = chatmlClosed !== null && textsOf(x.row).some((text) => chatmlOf(text) !== null);
    return tokens ? [{ verdict: 'verified', reason: 'the chat tokens stand in pairs' }] : [];
  },
};

function kept(custom: Custom, dialogues: readonly Dialogue[]): boolean {
  return share(dialogues, (dialogue) => BREAKS[custom](dialogue) === null) >= CUSTOM_SHARE;
}

function share<T>(of: readonly T[], is: (x: T) => boolean): number {
  return of.length === 0 ? 0 : of.filter(is).length / of.length;
}

/** Role names that nobody agreed on, but that this set uses. */
function ownRoles(dialogues: readonly Dialogue[]): string[] {
  const counts = new Map<string, number>();
  for (const { turns } of dialogues) {
    for (const name of new Set(turns.filter((t) => t.role === null).map((t) => t.name))) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const least = Math.max(2, dialogues.length * KNOWN_SHARE);
  return [...counts].flatMap(([name, n]) => (n >= least ? [name] : [])).sort();
}

function brokenRules(dialogue: Dialogue, customs: readonly Custom[], roles: readonly string[]): Broken[] {
  const broken = alwaysWrong(dialogue, new Set(roles));
  for (const custom of customs) {
    const found = BREAKS[custom](dialogue);
    // A turn that is wrong by itself is not wrong once more by its place.
    if (found && !broken.some((b) => b.turn !== null && b.turn === found.turn)) broken.push(found);
  }
  return broken;
}

function unpaired(x: Verifiable, thinking: boolean): Broken[] {
  if (!thinking) return [];
  const what = rawAnswers(x)
    .map(thinkingFault)
    .find((fault) => fault !== null);
  return what === undefined || what === null ? [] : [{ turn: null, what }];
}

function brokenTokens(x: Verifiable, closed: boolean): Broken[] {
  for (const text of textsOf(x.row)) {
    const found = chatmlOf(text);
    if (!found || found.turns < 2) continue;
    const what = found.fault ?? (closed && found.open ? 'the last turn has no `<|im_end|>`' : null);
    if (what !== null) return [{ turn: null, what }];
  }
  return [];
}

function failed(x: Verifiable, dialogue: Dialogue | null, { turn, what }: Broken): Check {
  const at = dialogue && turn !== null ? placeOfTurn(x, dialogue, turn) : undefined;
  return { verdict: 'failed', reason: what, ...(at && { at }) };
}

/** Texts of the row's members, not of what they hold. */
function textsOf(row: unknown): string[] {
  if (typeof row === 'string') return [row];
  return isObject(row) ? Object.values(row).filter((value) => typeof value === 'string') : [];
}

/** The members that answers stand in, whole: views may have split reasoning off. */
function rawAnswers(x: Verifiable): string[] {
  const fields = new Set(
    x.views.flatMap(({ view, segments }) =>
      view === 'response' || view === 'text' || view === 'thinking' ? segments.map((s) => s.path[0]) : [],
    ),
  );
  const { row } = x;
  if (!isObject(row)) return answers(x).map((a) => a.text);
  return [...fields]
    .map((field) => (field === undefined ? null : row[field]))
    .filter((value) => typeof value === 'string');
}

function count(n: number, what: string): string {
  return n === 1 ? `1 ${what}` : `${n} ${what}s`;
}
