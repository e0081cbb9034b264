// Evaluates the tokens of an expression exactly. An own parser, because what is read here is no program: percent, mixed numbers,
// units and LaTeX stand in it, a text may be read in more than one way, and nothing of it may ever be executed.
import {
  absolute,
  add,
  divide,
  less,
  multiply,
  power,
  type Rational,
  ratio,
  squareRoot,
  subtract,
  whole,
} from './rational.ts';
import type { NumberToken, Operator, Token } from './token.ts';

/** One way to read an expression. */
export interface Reading {
  /** 20 % is 0.2; or 20; or, after + and −, a share of what stands before: 50 + 20 % = 60. */
  readonly percent: 'share' | 'plain' | 'added';
  /** "1/2" without spaces is one number: 3 ÷ 1/4 = 12. */
  readonly bound: boolean;
  /** Operators are applied in their order, without precedence. */
  readonly leftToRight: boolean;
  /** 6.67 stands for 20/3. */
  readonly repeating: boolean;
}

export const PLAIN: Reading = { percent: 'share', bound: false, leftToRight: false, repeating: false };

const MAX_DEPTH = 30;
const HUNDRED = whole(100);

/** The value of an expression; null where it is none, or its value is not known. Words are passed over. */
export function evaluate(tokens: readonly Token[], reading: Reading = PLAIN): Rational | null {
  const parser = new Parser(
    tokens.filter((t) => t.kind !== 'word' && t.kind !== 'line'),
    reading,
  );
  return parser.whole();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly reading: Reading,
  ) {}

  whole(): Rational | null {
    const value = this.sum();
    return this.at === this.tokens.length ? value : null;
  }

  private sum(): Rational | null {
    if (++this.depth > MAX_DEPTH) return null;
    let value = this.product();
    for (let operator = this.operator(); operator && value; operator = this.operator()) {
      if (operator !== '+' && operator !== '-' && !this.reading.leftToRight) break;
      this.at++;
      const percent = this.lonePercent();
      let right = this.reading.leftToRight ? this.factor() : this.product();
      if (right && percent && this.reading.percent === 'added') right = multiply(value, right);
      value = right && apply(operator, value, right);
    }
    this.depth--;
    return value;
  }

  private product(): Rational | null {
    let value = this.factor();
    while (value && !this.reading.leftToRight) {
      const operator = this.operator();
      if (operator === '*' || operator === '/' || operator === 'of') {
        this.at++;
        const right = this.factor();
        value = right && apply(operator, value, right);
      } else if (this.tokens[this.at]?.kind === 'open' || this.tokens[this.at]?.kind === 'root') {
        const right = this.factor();
        value = right && multiply(value, right);
      } else break;
    }
    return value;
  }

  private factor(): Rational | null {
    const operator = this.operator();
    if (operator === '-' || operator === '+') {
      if (++this.depth > MAX_DEPTH) return null;
      this.at++;
      const value = this.factor();
      this.depth--;
      return value && (operator === '-' ? { n: -value.n, d: value.d } : value);
    }
    const base = this.primary();
    if (!base || this.operator() !== '^') return base;
    if (++this.depth > MAX_DEPTH) return null;
    this.at++;
    const exponent = this.factor();
    this.depth--;
    return exponent && power(base, exponent);
  }

  private primary(): Rational | null {
    const token = this.tokens[this.at];
    if (token?.kind === 'number') {
      this.at++;
      const value = this.valueOf(token);
      const [slash, next] = [this.tokens[this.at], this.tokens[this.at + 1]];
      const binds = this.reading.bound && slash?.kind === 'operator' && slash.operator === '/' && slash.tight;
      if (!binds || next?.kind !== 'number') return value;
      this.at += 2;
      return divide(value, this.valueOf(next));
    }
    if (token?.kind === 'open') return this.group();
    if (token?.kind === 'root') {
      this.at++;
      const inner = this.primary();
      return inner && squareRoot(inner);
    }
    if (token?.kind !== 'fraction') return null;
    this.at++;
    const n = this.group();
    const d = n && this.group();
    return d && divide(n, d);
  }

  private group(): Rational | null {
    if (this.tokens[this.at]?.kind !== 'open') return null;
    this.at++;
    const value = this.sum();
    if (this.tokens[this.at]?.kind !== 'close') return null;
    this.at++;
    return value;
  }

  private operator(): Operator | null {
    const token = this.tokens[this.at];
    return token?.kind === 'operator' ? token.operator : null;
  }

  /** Whether a percentage stands here alone, up to the next + or −. */
  private lonePercent(): boolean {
    const [token, next] = [this.tokens[this.at], this.tokens[this.at + 1]];
    if (token?.kind !== 'number' || !token.percent) return false;
    return (
      !next || next.kind === 'close' || (next.kind === 'operator' && (next.operator === '+' || next.operator === '-'))
    );
  }

  private valueOf(token: NumberToken): Rational {
    const value = (this.reading.repeating && repeatingOf(token)) || token.value;
    return token.percent && this.reading.percent !== 'plain' ? (divide(value, HUNDRED) ?? value) : value;
  }
}

function apply(operator: Operator, a: Rational, b: Rational): Rational | null {
  if (operator === '+') return add(a, b);
  if (operator === '-') return subtract(a, b);
  if (operator === '/') return divide(a, b);
  return operator === '^' ? power(a, b) : multiply(a, b);
}

/** Denominators whose fractions people round to decimals. */
const DENOMINATORS = [3, 6, 7, 9, 11, 12, 13, 15, 24, 30, 52, 60, 365].map(BigInt);

/** The fraction that a number of two and more decimals was rounded from, 20/3 for 6.67 and 6.66; null for 4.95. */
export function repeatingOf({ value, decimals }: NumberToken): Rational | null {
  if (decimals < 2) return null;
  const step = ratio(1n, 10n ** BigInt(decimals));
  if (!step) return null;
  for (const d of DENOMINATORS) {
    const n = (value.n * d * 2n + value.d) / (value.d * 2n);
    const near = ratio(n, d);
    const off = near && subtract(near, value);
    if (near && off && less(absolute(off), step) && near.d % 2n !== 0n && near.d % 5n !== 0n) return near;
    if (near && off && less(absolute(off), step) && (near.d === 6n || near.d === 12n || near.d === 15n)) return near;
  }
  return null;
}
