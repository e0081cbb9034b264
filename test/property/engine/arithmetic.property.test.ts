// What must hold of every worked answer: right ones verify in every style, a changed digit shows, and no text is too much.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agrees } from '../../../src/engine/verify/arithmetic/printed.ts';
import { decimal, ratio } from '../../../src/engine/verify/arithmetic/rational.ts';
import { arithmetic } from '../../../src/engine/verify/arithmetic.ts';
import { sample, verdicts } from '../../helpers/verifiable.ts';

const OPERATORS = { '+': ['+', '＋'], '-': ['-', '−'], '*': ['*', '×', '·', ' x ', '\\times '] } as const;

/** An expression of whole numbers and its value, by its own rules of precedence. */
const expression = fc
  .tuple(
    fc.integer({ min: 10, max: 9999 }),
    fc.array(fc.tuple(fc.constantFrom('+', '-', '*' as const), fc.integer({ min: 2, max: 99 }), fc.nat()), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.constantFrom('', ' '),
    fc.boolean(),
  )
  .map(([first, rest, space, grouped]) => {
    const print = (n: number): string => (grouped ? n.toLocaleString('en') : String(n));
    const terms: number[] = [first];
    let text = print(first);
    for (const [operator, n, style] of rest) {
      const signs = OPERATORS[operator];
      const sign = signs[style % signs.length]!;
      text += sign.startsWith(' ') ? `${sign}${print(n)}` : `${space}${sign}${space}${print(n)}`;
      if (operator === '*') terms.push(terms.pop()! * n);
      else terms.push(operator === '+' ? n : -n);
    }
    return { text, value: terms.reduce((a, b) => a + b, 0), print };
  });
const frame = fc.constantFrom(
  ['', ''],
  ['So that is ', ' eggs.'],
  ['- ', ''],
  ['Result: **', '**'],
  ['$', '$'],
  ['(', ')'],
);

it('a right equation verifies, whatever its style', () => {
  fc.assert(
    fc.property(expression, frame, ({ text, value, print }, [before, after]) => {
      expect(verdicts(arithmetic, sample(`${before}${text} = ${print(value)}${after}`))).toEqual(['verified']);
    }),
  );
});

it('a result with another digit fails', () => {
  fc.assert(
    fc.property(expression, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ text, value }, place, by) => {
      const digits = String(Math.abs(value));
      const at = place % digits.length;
      const digit = (Number(digits[at]) + by) % 10;
      fc.pre(!(at === 0 && digit === 0 && digits.length > 1));
      const wrong = `${value < 0 ? '-' : ''}${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`;
      expect(verdicts(arithmetic, sample(`Check: ${text} = ${wrong}\n#### ${wrong}`))).toContain('failed');
    }),
  );
});

it('a number that rounds to what is printed agrees with it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 2, max: 5 }),
      (n, d, k) => {
        const value = ratio(BigInt(n), BigInt(d))!;
        const printed = decimal((n / d).toFixed(k))!;
        expect(agrees(value, printed, k)).not.toBe('differs');
      },
    ),
  );
});

it('no text makes it throw', () => {
  const piece = fc.constantFrom(
    ...'0 7 12 1,5 3.5 .5 1/2 ½ 20% $ € + - − – * ** × x / ÷ ^ ² ( ) [ ] { } = ≈ == <<  >> #### \\frac{ \\boxed{ \\sqrt \\text{ \\ & _ . , ; : ! ? ... … | of equals divided\u0020by apples x2 2x \n \u0020 \ud800'
      .split(' ')
      .map((p) => p.replace('\u0020', ' ')),
    ' ',
    '<<5+3=8>>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      for (const check of arithmetic.check(sample(pieces.join('')), {}, {} as never)) {
        expect(check.at!.start).toBeLessThanOrEqual(check.at!.end);
      }
    }),
    { numRuns: 300 },
  );
});

/** Some thousand pieces: what were quadratic in them would take minutes at the length of a real text. */
it.each([
  ['brackets', '('.repeat(10_000)],
  ['nested sums', `${'('.repeat(5000)}1${')'.repeat(5000)} = 1`],
  ['equals signs', '1='.repeat(3000)],
  ['a long sum', `${'1+'.repeat(5000)}1 = 5001`],
  ['signs', `1 = ${'-'.repeat(10_000)}1`],
  ['marks', '<<1+1=2>>2 '.repeat(1000)],
  ['open marks', '<<1+'.repeat(5000)],
  ['words', `1 ${'word '.repeat(10_000)}+ 2 = 3`],
  ['digits', `${'9'.repeat(20_000)} + 1 = 2`],
  ['powers', '9^9^9^9^9 = 1 '.repeat(500)],
  ['products', `${'99999999*'.repeat(3000)}1 = 5`],
  ['groups', '1,234,'.repeat(5000)],
  ['boxes', '\\boxed{'.repeat(5000)],
  ['finals', '#### 1\n'.repeat(5000)],
  ['answers', 'the answer is 1 + 1 = 2 '.repeat(500)],
  ['notes', `1 ${'(each) '.repeat(5000)}+ 1 = 2`],
  ['roots', `1 = ${'√'.repeat(5000)}1`],
  ['rows of fractions', `1 = ${'\\frac '.repeat(5000)}1`],
  ['fractions', `${'\\frac{1}{'.repeat(3000)} = 1`],
])('%s cost no more than their length', (_, text) => {
  const start = performance.now();
  arithmetic.check(sample(text), {}, {} as never);
  expect(performance.now() - start).toBeLessThan(3000);
});
