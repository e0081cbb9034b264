// The two sides of an equals sign: the longest expression that ends there, and the one that starts there.
import type { NumberToken, Operator, Token } from './token.ts';
import {
  ABOUT,
  AFTER_UNIT,
  CLAUSE,
  CURRENCY_CODES,
  familyOf,
  NOT_A_RESULT,
  OPERATING,
  OPERATING_OF,
  SCALES,
} from './words.ts';

export interface Side {
  /** Numbers, operators and brackets, and the words between them. */
  readonly tokens: readonly Token[];
  readonly numbers: readonly NumberToken[];
  readonly operators: readonly Operator[];
  /** Words after numbers, and currency signs. */
  readonly units: readonly string[];
  /** Why a mismatch would not be certain; null where nothing speaks against it. */
  readonly doubt: string | null;
  /** Set on a left side: nothing but the start of a line or a clause stands before it. */
  readonly bare: boolean;
  /** Set on a right side: a number that is only about right. */
  readonly approximate: boolean;
}

/** No unit has more words. */
const MAX_WORDS = 12;
const SURE_WORDS = 8;
const MAX_TOKENS = 120;

/** Partners of brackets by index, -1 for those that have none in their line. */
export function partnersOf(tokens: readonly Token[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1);
  let open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'line') open = [];
    else if (token.kind === 'open') open.push(i);
    else if (token.kind === 'close') {
      const partner = open.pop();
      if (partner === undefined) return;
      partners[i] = partner;
      partners[partner] = i;
    }
  });
  return partners;
}

/** The expression that ends before `to`; null where none does, or where it is only the end of something else. */
export function sideBefore(tokens: readonly Token[], partners: Int32Array, from: number, to: number): Side | null {
  let i = to - 1;
  if (tokens[i]?.kind === 'line') i--;
  const end = i + 1;
  let doubt: string | null = null;
  for (;;) {
    if (end - i > MAX_TOKENS) return null;
    const words = wordsBefore(tokens, from, i);
    if (words.count > MAX_WORDS) return null;
    if (words.count > SURE_WORDS || words.clause) doubt ??= 'many words stand between the numbers';
    i -= words.count;
    const first = operandBefore(tokens, partners, from, i);
    if (first === null) return null;
    i = first - 1;
    const token = i >= from ? tokens[i]! : undefined;
    if (token?.kind === 'operator') {
      const before = i > from ? tokens[i - 1] : undefined;
      const signs = token.operator === '-' || token.operator === '+';
      if (signs && (!before || before.kind === 'operator' || before.kind === 'open' || isEnd(before))) {
        // A sign, not an operator.
        i--;
        if (before?.kind === 'operator') {
          i--;
          continue;
        }
        return side(tokens, i + 1, end, doubt);
      }
      if (before?.kind === 'word' && !reachesOperand(tokens, partners, from, i - 1)) {
        if (token.operator === '-' && !token.tight && isSign(tokens, i))
          return side(tokens, i, end, 'a minus may be a dash');
        return token.dash ? side(tokens, i + 1, end, 'a dash stands before it') : null;
      }
      i--;
      continue;
    }
    if (!token || isEnd(token) || (token.kind === 'open' && partners[i]! < 0) || token.kind === 'open') {
      return side(tokens, i + 1, end, doubt ?? labelled(tokens, i + 1, end, undefined, undefined));
    }
    if (token.kind === 'number' || (token.kind === 'close' && partners[i]! >= from)) {
      const next = tokens[i + 1]!;
      if (next.kind === 'root' || (next.kind === 'open' && token.end === next.start)) continue;
      if (next.kind === 'fraction') return null;
      return side(tokens, i + 1, end, 'another number stands right before it');
    }
    if (token.kind === 'close') return side(tokens, i + 1, end, doubt);
    if (token.kind !== 'word') return null;
    return side(
      tokens,
      i + 1,
      end,
      doubt ?? wordDoubt(tokens, from, i) ?? labelled(tokens, i + 1, end, token, tokens[i - 1]),
    );
  }
}

/** The expression that starts at `from`; null where none does, or where it goes on with a variable. */
export function sideAfter(tokens: readonly Token[], partners: Int32Array, from: number, to: number): Side | null {
  let i = from;
  if (tokens[i]?.kind === 'line') i++;
  let approximate = false;
  while (i < to && tokens[i]!.kind === 'word' && isAside((tokens[i] as { text: string }).text)) {
    approximate ||= ABOUT.has((tokens[i] as { text: string }).text.toLowerCase());
    i++;
  }
  const start = i;
  let doubt: string | null = null;
  for (;;) {
    if (i - start > MAX_TOKENS) return null;
    while (isSignAt(tokens, i, to)) i++;
    const next = operandAfter(tokens, partners, i, to);
    if (next === null) return null;
    i = next;
    const words = wordsAfter(tokens, i, to);
    const after = i + words.count < to ? tokens[i + words.count] : undefined;
    const goesOn = after?.kind === 'operator' && words.count <= SURE_WORDS && !words.clause;
    if (goesOn && startsOperand(tokens, partners, i + words.count + 1, to)) {
      i += words.count + 1;
      continue;
    }
    if (goesOn && (after.operator !== '-' || tokens[i + words.count + 1]?.kind === 'unknown')) return null;
    if (words.count === 0 && after) {
      const touches = after.kind === 'open' && after.start === tokens[i - 1]!.end;
      if (after.kind === 'root' || (touches && partners[i]! >= 0 && partners[i]! < to)) continue;
      if (after.kind === 'unknown' || after.kind === 'fraction') return null;
    }
    const said = tokens.slice(i, i + words.count).map((w) => (w as { text: string }).text);
    if (said.slice(0, 4).some((w) => NOT_A_RESULT.has(w))) return null;
    if (words.count === 0 && isListed(tokens, i, to)) doubt ??= 'more numbers follow it';
    if (words.count <= 3 && after?.kind === 'number' && (familyOf(said[0] ?? '') >= 0 || words.count === 0)) {
      doubt ??= 'it goes on with another number';
    }
    const last = said.slice(0, 3).findIndex((w) => AFTER_UNIT.has(w.toLowerCase()));
    const kept = last < 0 ? Math.min(words.count, 3) : last;
    return side(tokens, start, Math.min(to, i + kept), doubt, approximate);
  }
}

function side(
  tokens: readonly Token[],
  from: number,
  to: number,
  doubt: string | null,
  approximate = false,
): Side | null {
  if (to - from > 2 * MAX_TOKENS) return null;
  const kept = withoutNotes(tokens.slice(from, to));
  if (kept.some((t) => t.kind === 'unknown' || t.kind === 'break' || t.kind === 'equals')) return null;
  const numbers = kept.filter((t) => t.kind === 'number');
  if (numbers.length === 0 || !isPure(kept)) return null;
  const words = kept.filter((t) => t.kind === 'word').map((t) => t.text);
  const units = [...words, ...numbers.map((n) => (n.percent ? '%' : n.currency)).filter((u) => u !== '')];
  const scaled = words.find((w) => SCALES.has(w));
  const before = tokens[from - 1];
  return {
    tokens: kept,
    numbers,
    operators: kept.filter((t) => t.kind === 'operator').map((t) => t.operator),
    units,
    doubt: doubt ?? (scaled ? `"${scaled}" scales a number` : null),
    bare: before === undefined || isEnd(before),
    approximate,
  };
}

/** Whether all words are units: a word before a number, or without one, is a name: (new - old 1) / 2. */
function isPure(tokens: readonly Token[]): boolean {
  return tokens.every((token, i) => {
    const before = tokens[i - 1];
    if (token.kind === 'word') return before !== undefined && before.kind !== 'operator' && before.kind !== 'open';
    const starts = token.kind === 'number' || token.kind === 'root' || token.kind === 'fraction';
    return !starts || (before?.kind !== 'word' && (token.kind !== 'number' || before?.kind !== 'number'));
  });
}

/** Without brackets that hold words alone: "20 (each) * 3". */
function withoutNotes(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (const token of tokens) {
    kept.push(token);
    if (token.kind !== 'close') continue;
    const open = kept.findLastIndex((t) => t.kind === 'open');
    if (open > 0 && open < kept.length - 2 && kept.slice(open + 1, -1).every((t) => t.kind === 'word'))
      kept.length = open;
  }
  return kept;
}

/** Ends what an expression can be part of. */
function isEnd(token: Token): boolean {
  return token.kind === 'break' || token.kind === 'line' || token.kind === 'equals';
}

function isAside(word: string): boolean {
  return ABOUT.has(word.toLowerCase()) || CURRENCY_CODES.has(word);
}

function wordsBefore(tokens: readonly Token[], from: number, at: number): { count: number; clause: boolean } {
  let count = 0;
  let clause = false;
  for (let i = at; i >= from && count <= MAX_WORDS; i--, count++) {
    const token = tokens[i]!;
    if (token.kind !== 'word') break;
    clause ||= CLAUSE.has(token.text.toLowerCase());
  }
  return { count, clause };
}

function wordsAfter(tokens: readonly Token[], at: number, to: number): { count: number; clause: boolean } {
  let count = 0;
  let clause = false;
  for (let i = at; i < to && count <= MAX_WORDS; i++, count++) {
    const token = tokens[i]!;
    if (token.kind !== 'word') break;
    clause ||= CLAUSE.has(token.text.toLowerCase());
  }
  return { count, clause };
}

/** Index of the first token of the operand that ends at `at`; null where none does. */
function operandBefore(
  tokens: readonly Token[],
  partners: Int32Array,
  from: number,
  at: number,
  mayBeNote = true,
): number | null {
  let i = at;
  const token = i >= from ? tokens[i] : undefined;
  if (token?.kind === 'number') return isRoot(tokens, from, i - 1) ? i - 1 : i;
  if (token?.kind !== 'close') return null;
  const open = partners[i]!;
  if (open < from) return null;
  const inner = tokens.slice(open + 1, i);
  if (!inner.some((t) => t.kind === 'number')) {
    // "20 (each) * 3": a note in brackets; never a variable or a call.
    const isNote = mayBeNote && inner.length > 0 && inner.every((t) => t.kind === 'word');
    return isNote && tokens[open]!.start > (tokens[open - 1]?.end ?? -1)
      ? noteBefore(tokens, partners, from, open - 1)
      : null;
  }
  i = open - 1;
  if (token.brace && i >= from) {
    if (tokens[i]!.kind === 'close' && partners[i]! > from && tokens[partners[i]! - 1]?.kind === 'fraction')
      return partners[i]! - 1;
    if (tokens[i]!.kind === 'fraction') return null;
  }
  if (isRoot(tokens, from, i)) return i;
  // "f(2)", "sqrt(16)": a call.
  const before = i >= from ? tokens[i]! : undefined;
  if ((before?.kind === 'word' || before?.kind === 'unknown') && before.end === tokens[open]!.start) return null;
  return open;
}

function noteBefore(tokens: readonly Token[], partners: Int32Array, from: number, at: number): number | null {
  const words = wordsBefore(tokens, from, at);
  return words.count > SURE_WORDS ? null : operandBefore(tokens, partners, from, at - words.count, false);
}

function isRoot(tokens: readonly Token[], from: number, at: number): boolean {
  return at >= from && tokens[at]!.kind === 'root';
}

/** Whether, words skipped, an operand ends at `at`. */
function reachesOperand(tokens: readonly Token[], partners: Int32Array, from: number, at: number): boolean {
  const words = wordsBefore(tokens, from, at);
  return words.count <= MAX_WORDS && operandBefore(tokens, partners, from, at - words.count) !== null;
}

/** "is -3 + 5": a minus that touches the number after it but not the word before. */
function isSign(tokens: readonly Token[], at: number): boolean {
  const [before, minus, after] = [tokens[at - 1]!, tokens[at]!, tokens[at + 1]!];
  return before.end < minus.start && minus.end === after.start;
}

function isSignAt(tokens: readonly Token[], at: number, to: number): boolean {
  const token = at < to ? tokens[at] : undefined;
  return token?.kind === 'operator' && (token.operator === '-' || token.operator === '+');
}

/** "= -1.5, -0.5, 0.5": another number alone follows at `at`. */
function isListed(tokens: readonly Token[], at: number, to: number): boolean {
  if (tokens[at]?.kind !== 'break') return false;
  const number = isSignAt(tokens, at + 1, to) ? at + 2 : at + 1;
  const end = tokens[number + 1];
  return tokens[number]?.kind === 'number' && number < to && (!end || end.kind === 'break' || end.kind === 'line');
}

/** Index behind the operand that starts at `at`; null where none does. */
function operandAfter(tokens: readonly Token[], partners: Int32Array, at: number, to: number): number | null {
  const token = at < to ? tokens[at] : undefined;
  if (token?.kind === 'root') return groupAfter(tokens, partners, at + 1, to);
  if (token?.kind !== 'fraction') return groupAfter(tokens, partners, at, to);
  const middle = groupAfter(tokens, partners, at + 1, to);
  return middle === null ? null : groupAfter(tokens, partners, middle, to);
}

/** A number, or a bracket that holds one. */
function groupAfter(tokens: readonly Token[], partners: Int32Array, at: number, to: number): number | null {
  const token = at < to ? tokens[at] : undefined;
  if (token?.kind === 'number') return at + 1;
  const close = token?.kind === 'open' ? partners[at]! : -1;
  if (close < 0 || close >= to) return null;
  return tokens.slice(at, close).some((t) => t.kind === 'number') ? close + 1 : null;
}

function startsOperand(tokens: readonly Token[], partners: Int32Array, at: number, to: number): boolean {
  return operandAfter(tokens, partners, isSignAt(tokens, at, to) ? at + 1 : at, to) !== null;
}

/** "half of 50 + 10", "5 and 3 + 2", "1 hour 30 minutes + …": the words before take part in the sum. */
function wordDoubt(tokens: readonly Token[], from: number, at: number): string | null {
  for (let i = at, n = 0; i >= from && n < 4; i--, n++) {
    const token = tokens[i]!;
    if (token.kind !== 'word') {
      if (token.kind !== 'number') return null;
      const word = (tokens[i + 1] as { text: string }).text;
      return familyOf(word) >= 0 || /^(?:and|of)$/i.test(word) ? 'the words before it belong to the sum' : null;
    }
    const word = token.text.toLowerCase();
    const next = tokens[i + 1];
    const takes = OPERATING_OF.has(word) && (n === 0 || (next?.kind === 'word' && next.text === 'of'));
    if (takes || OPERATING.has(word) || SCALES.has(token.text)) return 'the words before it belong to the sum';
    if (/^(?:and|or|than|by)$/i.test(token.text) && numberNear(tokens, from, i - 1))
      return 'the words before it belong to the sum';
  }
  return null;
}

function numberNear(tokens: readonly Token[], from: number, at: number): boolean {
  for (let i = at; i >= from && i > at - 3; i--) if (tokens[i]!.kind === 'number') return true;
  return false;
}

/** "Step 1 - 5 + 3 = 8", "Day 2 = 5 + 3": the first number may be a name. */
function labelled(
  tokens: readonly Token[],
  from: number,
  to: number,
  before: Token | undefined,
  earlier: Token | undefined,
): string | null {
  const [first, second] = [tokens[from]!, tokens[from + 1]];
  if (first.kind !== 'number') return null;
  const isName = before?.kind === 'word' && /^\p{Lu}/u.test(before.text);
  const startsSentence = !earlier || isEnd(earlier);
  if (
    isName &&
    (to - from === 1 || (second?.kind === 'operator' && second.operator === '-' && !second.tight && startsSentence))
  ) {
    return `"${before.text}" may number what follows`;
  }
  return null;
}
