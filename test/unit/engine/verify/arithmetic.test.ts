// Arithmetic in worked answers: what is computed, what is found to be wrong, and what is left alone.
import { describe, expect, it } from 'vitest';
import { arithmetic } from '../../../../src/engine/verify/arithmetic.ts';
import { checks, sample, verdicts } from '../../../helpers/verifiable.ts';

const verdict = (text: string): string[] => verdicts(arithmetic, sample(text));

describe('equations that are right', () => {
  it.each([
    ['units', '3 apples + 4 apples = 7 apples'],
    ['currency', '$5 × 3 = $15'],
    ['spaced grouping', 'She has 28 - 5 - 6 = 17 goose eggs.'],
    ['rates', '2 hours x 60 minutes/hour = 120 minutes'],
    ['units with stops', '900 sq. yd. / 150 sq. yd. per roll = 6 rolls'],
    ['notes in brackets', '14 (each) * 6 (boxes) = 84'],
    ['many words between', '8 shelves * 7 jars of plum jam per shelf = 56 jars'],
    ['rounding to decimals', '100/3=33.33'],
    ['rounding to a whole number', '100/3 = 33'],
    ['cut off decimals', '2/3 = 0.66'],
    ['about', '1000/3 ≈ 333'],
    ['a percentage of a number', '20 % of 50 = 10'],
    ['a percentage as a factor', '10*10%=1'],
    ['a percentage as the result', '3 / 6 = 50%'],
    ['percentages that are added', '100-30=70%'],
    ['a percentage on top', '50 + 20% = 60'],
    ['a share as a fraction', '60%=60/100'],
    ['a fraction of a number', '3/4 of the 20 = 15'],
    ['mixed numbers', '1 1/2 + 1/2 = 2'],
    ['a vulgar fraction', '2½ × 4 = 10'],
    ['a fraction that binds', '8 ÷ 1/4 = 32'],
    ['no leading zero', '.5*4=2'],
    ['cents', '$.5*2=$1'],
    ['thousands', '1,234.5 + 1 = 1,235.5'],
    ['thousands by spaces', 'Total: 12 345 + 5 = 12 350'],
    ['decimal commas', '3,5 + 2,5 = 6'],
    ['signs', '5 + -3 = 2'],
    ['the real minus', '5 − 3 = 2'],
    ['powers', '2^3 + 2³ + 2**3 = 24'],
    ['roots', '√16 + sqrt(9) = 7'],
    ['brackets', '2(3+1) - [1 + 1] = 6'],
    ['chains', '$15 x (12 x 3) = $15 x 36 = $540'],
    ['a sum that goes on', '5 + 3 = 8 + 2 = 10'],
    ['lines that go on', '48/2\n= 24'],
    ['LaTeX', '\\frac{1}{2} + \\dfrac{1}{4} = \\frac{3}{4}'],
    ['LaTeX in dollars', '$5 \\times 3 = 15$ and \\(10 \\div 4 = 2.5\\)'],
    ['LaTeX text', '5\\text{ cm} \\cdot 2 = 10\\text{ cm}'],
    ['LaTeX thousands', '1{,}000 + 1\\,000 = 2{,}000'],
    ['bold type', '**5** + 3 = **8**'],
    ['lists', '1. 5 + 3 = 8\n- 2 + 2 = 4\n* 1 + 1 = 2'],
    ['a letter for the result', 'x = 10/2 = 5'],
    ['words for operators', '5 times 3 equals 15'],
    ['an exclamation', '3 + 5 = 8!'],
    ['exactness', '0.1 + 0.2 = 0.3'],
  ])('%s', (_, text) => {
    expect(verdict(text)).toEqual(['verified']);
  });
});

describe('equations that are wrong', () => {
  it.each([
    ['3 apples + 4 apples = 8 apples', '3 apples + 4 apples is 7, not 8 apples'],
    ['17 × 3 = 54', '17 × 3 is 51, not 54'],
    ['100/3=33.43', '100/3 is 33.3333, not 33.43'],
    ['12345*2=24691', '12345*2 is 24690, not 24691'],
    ['3 / 6 = 60%', '3 / 6 is 50%, not 60%'],
    ['20 % of 50 = 11', '20 % of 50 is 10, not 11'],
    ['cost = 3 * $2.50 = $7.60', '3 * $2.50 is 7.5, not $7.60'],
    ['\\frac{1}{2} + \\frac{1}{4} = \\frac{2}{4}', '\\frac{1}{2} + \\frac{1}{4} is 0.75, not \\frac{2}{4}'],
    ['115/0 = 5', '115/0 is a division by zero, not 5'],
    ['40 red - 7 blue =34', '40 red - 7 blue is 33, not 34'],
  ])('%s', (text, reason) => {
    const found = checks(arithmetic, sample(text));
    expect(found).toMatchObject([{ verdict: 'failed', reason }]);
    expect(found[0]?.at).toMatchObject({ view: 'response', segment: 0 });
  });

  it('are placed in the text', () => {
    const text = 'So in all, 5 + 3 = 9 eggs.';
    const [check] = checks(arithmetic, sample(text));
    expect(text.slice(check!.at!.start, check!.at!.end)).toBe('5 + 3 = 9 eggs');
  });
});

describe('what is no computation of numbers is never failed', () => {
  it.each([
    ['units', '2 km = 2000 m'],
    ['sums in another unit', '60 minutes + 30 minutes = 1.5 hours'],
    ['cents and dollars', '60 cents + 50 cents = $1.10'],
    ['compound amounts', '1 hour 30 minutes + 45 minutes = 2 hours 15 minutes'],
    ['recipes', '1/2 cup = 4 oz'],
    ['dozens', '12 + 12 = 2 dozen'],
    ['algebra', 'x + 3 = 7, so 2x = 10 and 5x - 4 = 36'],
    ['roots of unknowns', '(2 + \\sqrt{3})^2 = 7 + 4\\sqrt{a}'],
    ['formulas', 'e = mc^2, 2H2 + O2 = 2H2O, 7^2 = 8^2 + 3^2 - 2(8)(3)cos(C)'],
    ['calls', 'f(2) + 3 = 9'],
    ['blanks', '5 + ? = 8, 5 + __ = 8'],
    ['factorials', '5! = 120'],
    ['series', '1 + 2 + ... + 10 = 55'],
    ['ranges', '1 - 2 = 3 ways; 5-10 = 3 points'],
    ['times of day', '9:00 + 3 = 12:00 and 10 AM + 4 hours = 2 PM'],
    ['remainders', '17 mod 5 = 2 and 17 % 5 = 2'],
    ['other bases', '1 + 1 = 10 in binary'],
    ['ratios', '16:9 = 1.78'],
    ['numbers of steps', 'Step 1 - 5 + 3 = 8 and Day 2 = 5 + 3 = 8 miles'],
    ['legends', '1 = 3 + 4 points'],
    ['words that calculate', 'half of 50 + 10 = 35, twice 5 + 3 = 13'],
    ['lists of values', '(1 - 2.5), (4 - 2.5) = -1.5, 1.5'],
    ['code', '```\nx = 5 + 3 = 9\n```\n and a == 2 + 3, b <= 5 - 4, arr[2+3] = 7'],
    ['left to right', '3 + 4 × 5 = 35'],
    ['rounded operands', '6.67*300 = 2000'],
    ['names in formulas', '(gap / size 2) x 10 = (12 / 48) x 10'],
    ['links', 'see https://example.org/?a=1-2&b=3+4=8'],
  ])('%s', (_, text) => {
    expect(verdict(text)).not.toContain('failed');
  });

  it('also not what the prompt already states', () => {
    const x = sample('If 2 + 3 = 10, then 7 + 2 = 9.', { prompt: 'If 2 + 3 = 10, what is 7 + 2?' });
    expect(verdicts(arithmetic, x)).toEqual(['not checkable', 'verified']);
  });
});

describe('calculator marks', () => {
  const answer = 'Ida packs 56/4 = <<56/4=14>>14 crates.\nIn all that is $<<56+14=70>>70.\n#### 70';

  it('that agree with the text are verified', () => {
    expect(verdict(answer)).toEqual(['verified']);
  });

  it.each([
    ['in the text', '56/4 =', '58/4 ='],
    ['in the mark', '<<56/4', '<<52/4'],
    ['as its result', '/4=14>>', '/4=15>>'],
    ['after the mark', '>>14', '>>34'],
    ['as the final answer', '#### 70', '#### 74'],
  ])('show a number that was changed %s', (_, from, to) => {
    expect(answer).toContain(from);
    expect(verdict(answer.replace(from, to))).toContain('failed');
  });

  it.each([
    'He pays 1/5*$4000 = $<<4000*1/5=800>>800.',
    '.75*$6 =$<<3/4*6=4.50>>4.50',
    '80 cents x 5 = $<<.8*5=4>>4',
    '700 litres * (40%) = <<700*(40*.01)=280>>280 litres',
    '3 hours * 60 minutes + 15 minutes = <<3*60+15=195>>195 minutes',
    '.04*215,000=$<<.04*215000=8600>>8,600',
    '1/2*100=<<1/2*100=50>>50%',
    '20/3=<<20/3=6.67>>6.67',
    'taking 360*.25= <<90=90>>90 people',
    '5 + 3 = <<5+3=8>>8*2 = <<8*2=16>>16',
  ])('are written in many ways: %s', (text) => {
    expect(verdict(text)).not.toContain('failed');
    expect(verdict(text)).toContain('verified');
  });
});

describe('final answers', () => {
  const says = (text: string, row: unknown, answer = 'answer'): string[] =>
    verdicts(arithmetic, sample(text, { row }), { answer });

  it.each([
    ['#### 1,200', '1200'],
    ['So it is $\\boxed{\\frac{3}{4}}$.', 0.75],
    ['So it is $\\boxed{\\text{18 eggs}}$.', '18'],
    ['The answer is $12.50.', '12.5'],
    ['#### 72', 'Some working.\n#### 72'],
    ['\\boxed{25\\%}', '25'],
    ['\\boxed{x^2 + 1}', '$x^2+1$'],
  ])('%s is %j', (text, right) => {
    expect(says(text, { answer: right })).toEqual(['verified']);
  });

  it('that differ from the row’s answer fail', () => {
    expect(says('#### 72', { answer: '71' })).toEqual(['failed']);
    expect(says('\\boxed{x + 1}', { answer: 'x + 2' })).toEqual(['not checkable']);
    expect(says('#### 72', { meta: { right: 71 } }, 'meta.right')).toEqual(['failed']);
  });

  it('that differ from each other fail', () => {
    expect(verdict('#### 110\nThe answer is: 111')).toEqual(['failed']);
  });

  it('are found beside the field that most rows agree with', () => {
    const row = (right: number, label: number) => sample('2 + 3 = 5\n#### 5', { row: { answer: right, label } });
    expect(arithmetic.detect([row(5, 1), row(5, 0), row(6, 1)], {})).toEqual({ answer: 'answer' });
    expect(arithmetic.detect([sample('2 + 3 = 5')], {})).toEqual({ answer: null });
    expect(arithmetic.detect([sample('no numbers')], {})).toBeNull();
  });

  it('are no headings', () => {
    expect(verdict('2 + 3 = 5\n#### 3 reasons\nmore text\n')).toEqual(['verified']);
  });
});
