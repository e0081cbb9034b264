// From a text to what may be part of an equation: numbers, operators, brackets, words, and all that stands between.
import { latexAt } from './latex.ts';
import { isDigit, type NumberStyle, numberAt } from './numbers.ts';
import type { Operator, PlainToken, Token } from './token.ts';
import { LETTER_UNITS } from './words.ts';

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...{ '+': '+', '＋': '+', '-': '-', '−': '-', '–': '-', '—': '-', '－': '-' },
    ...{ '×': '*', '·': '*', '∙': '*', '⋅': '*', '∗': '*', '✕': '*', '✖': '*', '*': '*' },
    ...{ '÷': '/', '/': '/', '∕': '/', '⁄': '/', '^': '^' },
  }) as [string, Operator][],
);
const WORD_OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['plus', '+'],
  ['minus', '-'],
  ['times', '*'],
]);
const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
};
const CURRENCY = '$€£¥₹';
const WORD = /[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*(?:['’][\p{L}]+)*/uy;
/** Scripts that are written without spaces: their letters end where a digit starts. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]+/uy;
const PERCENT = /[ \u00a0]?(?:\\?%|percent(?:age)?\b|per cent\b|pct\b)/y;
const NOISE = /[ \t\u00a0\u2009\u202f\u200b\ufeff"“”`°~\u00ad]/;
/** A list marker or the bullet at the start of a line. */
const BULLET = /[ \t]*(?:[-*+•–—·]|\(?(?:\d{1,2}|[a-zA-Z])[.)](?![\d]))[ \t]+/y;
const TIME = /\d{1,2}:\d{2}(?::\d{2})?/y;
const HEXADECIMAL = /0[xX][0-9a-fA-F]+/y;
const COMPOUND = /[-‐][\p{L}]/uy;

/** The tokens of a text, or of a part of it that starts with a line, in their order. Never throws; linear in the length. */
export function tokensOf(text: string, style: NumberStyle = 'point', from = 0, to = text.length): Token[] {
  return new Lexer(text, style, from, to).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  /** Braces of LaTeX commands that only dress a text, e.g. `\text{…}`: true where the closing one is to be dropped. */
  private readonly braces: boolean[] = [];

  constructor(
    private readonly text: string,
    private readonly style: NumberStyle,
    private at: number,
    private readonly to: number,
  ) {}

  run(): Token[] {
    this.lineStart();
    while (this.at < this.to) this.step();
    return this.tokens;
  }

  private step(): void {
    const { text, at } = this;
    const unit = text[at]!;
    if (unit === '\n') {
      this.push('line', 1);
      this.lineStart();
    } else if (unit === '\r' || NOISE.test(unit)) this.at++;
    else if (
      isDigit(unit) ||
      (unit === '.' && isDigit(text[at + 1]) && !isDigit(text[at - 1])) ||
      '½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒'.includes(unit)
    )
      this.number();
    else if (unit === '\\') this.latex();
    else if (CURRENCY.includes(unit)) this.at++;
    else if (unit === '¢') this.add({ kind: 'word', text: 'cents', start: at, end: at + 1 });
    else if (unit in SUPERSCRIPTS) this.superscript();
    else if (unit === '=' || unit === '＝' || unit === '≈' || unit === '≅' || unit === '≃') this.equals(unit);
    else if (unit === '*' && text[at + 1] === '*') this.stars();
    else if (OPERATORS.has(unit)) this.operator(unit);
    else if (unit === '(' || unit === '[') this.bracket('open', false);
    else if (unit === ')' || unit === ']') this.bracket('close', false);
    else if (unit === '{' || unit === '}') this.brace(unit);
    else if (unit === '√') this.push('root', 1);
    else if (this.ends(unit)) this.push('break', 1);
    else if (unit === '.') this.dot();
    else if (unit === '&') this.push(/[=\s]/.test(text[at + 1] ?? ' ') ? null : 'unknown', 1);
    // The possessive of a name in s.
    else if ((unit === "'" || unit === '’') && this.tokens.at(-1)?.kind === 'word') this.at++;
    else if (!this.word()) this.push('unknown', 1);
  }

  /** Drops bullets and list numbers; what a bullet of one hyphen hides is kept as a break. */
  private lineStart(): void {
    BULLET.lastIndex = this.at;
    const match = BULLET.exec(this.text);
    if (match) this.push('break', match[0].length);
  }

  private ends(unit: string): boolean {
    if (unit === '!') {
      const after = /\s*([-+*/^=×÷)])/y;
      after.lastIndex = this.at + 1;
      // 5! = 120
      if (this.touchesNumber() && after.test(this.text)) {
        this.push('unknown', 0);
        return true;
      }
      return true;
    }
    if (unit === '?') {
      const last = this.tokens.at(-1)?.kind;
      if (last === 'operator' || last === 'equals') this.push('unknown', 0);
      return true;
    }
    return ',;:|<>•→⇒…#@'.includes(unit) && (unit !== '…' || this.push('unknown', 0));
  }

  private dot(): void {
    const { text, at } = this;
    if (text.startsWith('...', at)) {
      this.push('unknown', 3);
      return;
    }
    // "900 sq. yd. / 2": a sentence does not go on in lower case or with an operator.
    const next = /\.(?:[ \t]+[a-z]{1,12}\b|[ \t]*[-+*/×÷=(])/y;
    next.lastIndex = at;
    const abbreviation = this.tokens.at(-1)?.kind === 'word' && next.test(text);
    this.push(abbreviation ? null : 'break', 1);
  }

  private number(): void {
    const { text, at } = this;
    if (matches(TIME, text, at) || (text[at] === '0' && matches(HEXADECIMAL, text, at))) {
      this.push('unknown', (matched(TIME, text, at) ?? matched(HEXADECIMAL, text, at))!.length);
      return;
    }
    const found = numberAt(text, at, this.style);
    if (!found) {
      this.push('unknown', matched(/[\d.,:]+/y, text, at)?.length ?? 1);
      return;
    }
    let end = at + found.length;
    const before = text[at - 1] ?? '';
    const currency =
      CURRENCY.includes(before) && before !== '' ? before : CURRENCY.includes(text[end] ?? ' ') ? text[end]! : '';
    const percent = matched(PERCENT, text, end);
    end += percent?.length ?? 0;
    const suffix = percent ? null : matched(/\p{L}[\p{L}\p{N}]*/uy, text, end);
    if (suffix && !this.isTimes(end) && text[end + suffix.length] !== '(') {
      if (/^(?:st|nd|rd|th)$/i.test(suffix)) {
        this.add({ kind: 'word', text: suffix, start: at, end: end + suffix.length });
        return;
      }
      // "2H2O", "3ab", "2x": formulas and variables.
      const letter = suffix.length === 1 && /[a-zA-Z\u0370-\u03ff]/.test(suffix);
      if (/\d/.test(suffix) || (letter && !LETTER_UNITS.has(suffix))) {
        this.push('unknown', end + suffix.length - at);
        return;
      }
    }
    this.add({
      kind: 'number',
      value: found.value,
      decimals: found.decimals,
      percent: percent !== null,
      currency,
      start: at,
      end,
    });
    // "5-year", "10-pound"
    const compound = COMPOUND;
    compound.lastIndex = end;
    if (compound.test(text)) this.at++;
    if (text[end] === "'" || text[end] === '’') this.push('unknown', 1);
  }

  private superscript(): void {
    const { at, text } = this;
    let end = at;
    let digits = '';
    for (; (text[end] ?? '') in SUPERSCRIPTS; end++) digits += SUPERSCRIPTS[text[end]!];
    const last = this.tokens.at(-1);
    // m², but 3²
    if (last?.end === at && (last.kind === 'number' || last.kind === 'close')) {
      this.add({ kind: 'operator', operator: '^', tight: true, dash: false, start: at, end: at });
      const value = numberAt(digits, 0, 'point');
      if (value)
        this.add({ kind: 'number', value: value.value, decimals: 0, percent: false, currency: '', start: at, end });
    }
    this.at = end;
  }

  private equals(unit: string): void {
    const { text, at } = this;
    const before = text[at - 1] ?? '';
    const after = text[at + 1] ?? '';
    if (unit === '=' && (after === '=' || after === '>' || '=<>!:+~'.includes(before || ' ') || before === '≠')) {
      // ==, =>, <=, !=, :=, += compare or assign; "=~" is about.
      this.push('break', after === '=' || after === '>' ? 2 : 1);
      return;
    }
    const about = /\s*[~∼]/y;
    about.lastIndex = at + 1;
    const approximate = (unit !== '=' && unit !== '＝') || about.test(text);
    this.add({ kind: 'equals', approximate, start: at, end: at + 1 });
  }

  /** `**`: a power between numbers that touch it, else bold type. */
  private stars(): void {
    const { text, at } = this;
    const power = this.touchesNumber() && (isDigit(text[at + 2]) || text[at + 2] === '(');
    if (power && !/\*\*/.test(text.slice(at + 2, at + 40).split('\n')[0]!)) {
      this.add({ kind: 'operator', operator: '^', tight: true, dash: false, start: at, end: at + 2 });
    } else this.at += 2;
  }

  private operator(unit: string): void {
    const { text, at } = this;
    const operator = OPERATORS.get(unit)!;
    const next = text[at + 1] ?? '';
    if (operator === '^') {
      const degree = matched(/\^\{?\\circ\}?/y, text, at);
      if (degree) {
        this.at += degree.length;
        return;
      }
    }
    if (operator === '^' && this.tokens.at(-1)?.kind === 'word') {
      this.push('unknown', 1);
      return;
    }
    // *italic*: a star that touches only one side, or has no operand before it.
    if (unit === '*' && !this.isOperand()) {
      this.at++;
      return;
    }
    if (unit === '*' && this.touchesNumber() && !matches(/\s*[-\d.($€£¥₹\\[½¼¾]/y, text, at + 1)) {
      if (!/\s/.test(text[at - 1] ?? '') && !matches(/\s+\p{L}/uy, text, at + 1)) {
        this.at++;
        return;
      }
    }
    // "per": minutes/hour, $5/hour.
    const per = /\s*\p{L}/uy;
    per.lastIndex = at + 1;
    if (operator === '/' && per.test(text) && this.isOperand()) {
      this.add({ kind: 'word', text: '/', start: at, end: at + 1 });
      return;
    }
    const tight = !/\s/.test(text[at - 1] ?? ' ') && !/\s/.test(next || ' ');
    this.add({ kind: 'operator', operator, tight, dash: unit === '–' || unit === '—', start: at, end: at + 1 });
  }

  private bracket(kind: 'open' | 'close', brace: boolean): void {
    this.add({ kind, brace, start: this.at, end: this.at + 1 });
  }

  private brace(unit: string): void {
    if (unit === '{') {
      this.braces.push(false);
      this.bracket('open', true);
    } else if (this.braces.pop()) this.at++;
    else this.bracket('close', true);
  }

  private latex(): void {
    const { text, at } = this;
    const found = latexAt(text, at);
    if (found.means === 'operator') {
      this.add({
        kind: 'operator',
        operator: found.operator,
        tight: false,
        dash: false,
        start: at,
        end: at + found.length,
      });
    } else if (found.means === 'equals') {
      this.add({ kind: 'equals', approximate: true, start: at, end: at + found.length });
    } else if (found.means === 'dress') {
      this.at += found.length;
      this.braces.push(true);
    } else this.push(found.means === 'noise' ? null : found.means, found.length);
  }

  private word(): boolean {
    const { text, at } = this;
    if (this.isTimes(at)) {
      this.add({ kind: 'operator', operator: '*', tight: false, dash: false, start: at, end: at + 1 });
      return true;
    }
    const found = matched(UNSPACED, text, at) ?? matched(WORD, text, at);
    if (!found) return false;
    const end = at + found.length;
    const lower = found.toLowerCase();
    const divided = matched(/(?:divided|multiplied)\s+by\b/iy, text, at);
    if (divided && this.isOperand()) {
      const operator = /^d/i.test(divided) ? '/' : '*';
      this.add({ kind: 'operator', operator, tight: false, dash: false, start: at, end: at + divided.length });
    } else if (WORD_OPERATORS.has(lower) && this.isOperand() && matches(/\s+[-$€£(]?\.?\d/y, text, end)) {
      this.add({ kind: 'operator', operator: WORD_OPERATORS.get(lower)!, tight: false, dash: false, start: at, end });
    } else if (lower === 'equals' && this.isOperand()) {
      this.add({ kind: 'equals', approximate: false, start: at, end });
    } else if (
      lower === 'of' &&
      this.ofShare() &&
      matches(/\s+(?:the\s+|these\s+|those\s+|all\s+|his\s+|her\s+|their\s+)?[$€£(]?\.?\d/y, text, end)
    ) {
      const skipped = matched(/\s+(?:the|these|those|all|his|her|their)\s+(?=[$€£(]?\.?\d)/y, text, end);
      this.add({
        kind: 'operator',
        operator: 'of',
        tight: false,
        dash: false,
        start: at,
        end: end + (skipped?.length ?? 0),
      });
    } else if (
      found.length === 1 &&
      /[b-zB-HJ-Z\u0370-\u03ff_]/.test(found) &&
      !(LETTER_UNITS.has(found) && this.isOperand())
    ) {
      this.push('unknown', 1);
    } else if (/^_+$/.test(found)) this.push('unknown', found.length);
    else if (text[end] === '(') this.push(lower === 'sqrt' ? 'root' : 'unknown', found.length);
    else this.add({ kind: 'word', text: found, start: at, end });
    return true;
  }

  /** Whether the `x` at `at` means times: after an operand and before a number. */
  private isTimes(at: number): boolean {
    const { text } = this;
    const unit = text[at];
    if (unit !== 'x' && unit !== 'X') return false;
    const last = this.tokens.at(-1);
    const after = isDigit(text[at - 1]) || (last !== undefined && ['number', 'close', 'word'].includes(last.kind));
    if (!after || /[\p{L}_]/u.test(text[at - 1] ?? ' ')) return false;
    // "4x - 6" is algebra, "4 x -6" is not.
    if (matches(/ -[$€£]?\.?\d/y, text, at + 1)) return text[at - 1] === ' ';
    return matches(/[ \t]*(?:\\?[$€£¥₹]|\\)?[ \t]*[\d(.]/y, text, at + 1);
  }

  /** "20 % of", "1/2 of". */
  private ofShare(): boolean {
    const last = this.tokens.at(-1);
    if (last?.kind !== 'number') return false;
    const before = this.tokens.at(-2);
    return last.percent || (before?.kind === 'operator' && before.operator === '/' && before.tight);
  }

  private isOperand(): boolean {
    const last = this.tokens.at(-1)?.kind;
    return last === 'number' || last === 'close' || last === 'word';
  }

  private touchesNumber(): boolean {
    const last = this.tokens.at(-1);
    return last !== undefined && (last.kind === 'number' || last.kind === 'close') && last.end === this.at;
  }

  private push(kind: PlainToken['kind'] | null, length: number): true {
    if (kind !== null) this.tokens.push({ kind, start: this.at, end: this.at + length });
    this.at += length;
    return true;
  }

  private add(token: Token): void {
    this.tokens.push(token);
    this.at = token.end;
  }
}

function matched(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  return matched(pattern, text, at) !== null;
}
