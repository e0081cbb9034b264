// What the lexer of worked answers tells apart.
import type { Rational } from './rational.ts';

export type Operator = '+' | '-' | '*' | '/' | '^' | 'of';

interface At {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}
export interface NumberToken extends At {
  readonly kind: 'number';
  readonly value: Rational;
  readonly decimals: number;
  readonly percent: boolean;
  /** "$", "€", … before or after it. */
  readonly currency: string;
}
export interface OperatorToken extends At {
  readonly kind: 'operator';
  readonly operator: Operator;
  /** Without spaces on either side. */
  readonly tight: boolean;
  /** A dash that is longer than a hyphen: often a range or a pause. */
  readonly dash: boolean;
}
export interface BracketToken extends At {
  readonly kind: 'open' | 'close';
  readonly brace: boolean;
}
export interface EqualsToken extends At {
  readonly kind: 'equals';
  readonly approximate: boolean;
}
export interface WordToken extends At {
  readonly kind: 'word';
  readonly text: string;
}
/** `fraction` and `root` stand before LaTeX groups; `unknown` is a variable or a sign that is not arithmetic; `break` ends a clause. */
export interface PlainToken extends At {
  readonly kind: 'fraction' | 'root' | 'unknown' | 'break' | 'line';
}
export type Token = NumberToken | OperatorToken | BracketToken | EqualsToken | WordToken | PlainToken;
