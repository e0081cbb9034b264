// Exact numbers: what a worked answer computes is compared digit by digit, which binary fractions cannot promise (0.1 + 0.2).

/** `n` / `d` in lowest terms, `d` > 0. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Numbers of more binary digits than this stand in no worked answer; a result is then unknown instead of slow. */
const MAX_BITS = 512;
const TOO_LARGE = 1n << BigInt(MAX_BITS);

/** Null where the denominator is zero or a part is too large to go on with. */
export function ratio(n: bigint, d: bigint): Rational | null {
  if (d === 0n || size(n) >= TOO_LARGE || size(d) >= TOO_LARGE) return null;
  const sign = d < 0n ? -1n : 1n;
  const common = gcd(size(n), size(d)) * sign;
  return { n: n / common, d: d / common };
}

export function whole(n: number): Rational {
  return { n: BigInt(n), d: 1n };
}

/** A number written with decimals, "12.50"; digits and one point alone. Null where it is too long. */
export function decimal(digits: string): Rational | null {
  if (digits.length > 60) return null;
  const point = digits.indexOf('.');
  if (point < 0) return ratio(BigInt(digits), 1n);
  return ratio(BigInt(`${digits.slice(0, point)}${digits.slice(point + 1)}`), 10n ** BigInt(digits.length - point - 1));
}

export function add(a: Rational, b: Rational): Rational | null {
  return ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational | null {
  return ratio(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational | null {
  return ratio(a.n * b.n, a.d * b.d);
}

/** Null for a division by zero. */
export function divide(a: Rational, b: Rational): Rational | null {
  return ratio(a.n * b.d, a.d * b.n);
}

/** Whole exponents up to 200 in size; null for others, and where the result is too large. */
export function power(a: Rational, b: Rational): Rational | null {
  if (b.d !== 1n || size(b.n) > 200n) return null;
  const times = Number(size(b.n));
  if (bits(a) * times > MAX_BITS) return null;
  const up = { n: a.n ** BigInt(times), d: a.d ** BigInt(times) };
  return b.n < 0n ? ratio(up.d, up.n) : up;
}

/** Exact for squares of fractions, else to twelve digits. */
export function squareRoot(a: Rational): Rational | null {
  if (a.n < 0n) return null;
  const n = wholeRoot(a.n);
  const d = wholeRoot(a.d);
  if (n !== null && d !== null) return ratio(n, d);
  const root = Math.sqrt(asNumber(a));
  return Number.isFinite(root) && root < 1e12 ? decimal(root.toFixed(12)) : null;
}

export function same(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

export function less(a: Rational, b: Rational): boolean {
  return a.n * b.d < b.n * a.d;
}

export function absolute(a: Rational): Rational {
  return a.n < 0n ? { n: -a.n, d: a.d } : a;
}

/** Decimals that write the number out in full; Infinity where no number of them does. */
export function decimalsOf({ d }: Rational): number {
  let rest = d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : Number.POSITIVE_INFINITY;
}

/** To the precision of a double. */
export function asNumber({ n, d }: Rational): number {
  const shift = BigInt(Math.max(0, Math.max(n.toString(2).length, d.toString(2).length) - 1000));
  return Number(n >> shift) / Number(d >> shift);
}

/** For messages: in full where six decimals do, else to six digits. */
export function show(a: Rational): string {
  const value = asNumber(a);
  if (decimalsOf(a) > 6) return String(Number(value.toPrecision(6)));
  return a.d === 1n ? a.n.toString() : String(Number(value.toFixed(6)));
}

function size(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function bits({ n, d }: Rational): number {
  return Math.max(size(n).toString(2).length, d.toString(2).length);
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

function wholeRoot(n: bigint): bigint | null {
  if (n > 1n << 100n) return null;
  const near = BigInt(Math.round(Math.sqrt(Number(n))));
  for (const root of [near - 1n, near, near + 1n]) if (root >= 0n && root * root === n) return root;
  return null;
}
