// Words that stand among numbers, and what they mean for an equation.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that belong to a clause of their own: what stands between them and an operator is no unit. */
export const CLAUSE: ReadonlySet<string> = set(
  `is are was were be been has have had do does did will would can could should may might must
   then so if when because since as but or than that which who where while
   we he she they it you i its his her their our your my
   get gets got give gives gave make makes made means find finds let equals equal plus minus times divided multiplied
   spent spends bought buys sold sells ate eats left`,
);

/** Words that take a number as an operand: "half of 50 + 10", "twice 5 + 3", "the product of 2 and 3 + 1". */
export const OPERATING: ReadonlySet<string> = set(
  `half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh eighth ninth tenth tenths hundredth
   twice thrice double doubled doubling triple tripled quadruple times multiplied divided multiply divide subtract subtracting
   plus minus less`,
);

/** Words that do so right before it, or with "of": "the average of 5 + 3"; but not "on average that is 5 + 3". */
export const OPERATING_OF: ReadonlySet<string> = set(
  `ratio square squared squares cube cubed root log factorial percent percentage fraction power average mean median multiple inverse
   reciprocal negative`,
);

/** One word for a number of things; the numbers before them are scaled. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['dozens', 12],
  ['hundred', 100],
  ['hundreds', 100],
  ['thousand', 1000],
  ['thousands', 1000],
  ['million', 1e6],
  ['millions', 1e6],
  ['billion', 1e9],
  ['billions', 1e9],
  ['trillion', 1e12],
  ['k', 1000],
  ['K', 1000],
  ['lakh', 1e5],
  ['crore', 1e7],
  ['pair', 2],
  ['pairs', 2],
]);

/** Single letters that are units; all other single letters are variables. */
export const LETTER_UNITS: ReadonlySet<string> = set('m g s h l L w W v V J N k K');

/** What measures the same thing, and what one unit of it holds of another, as far as that is commonly left unsaid. */
const FAMILIES: readonly { readonly units: ReadonlySet<string>; readonly factors: readonly number[] }[] = [
  {
    units: set(
      `mm cm m km meter meters metre metres kilometer kilometers kilometre kilometres centimeter centimeters inch inches foot feet ft yard
       yards yd mile miles mi`,
    ),
    factors: [3, 10, 12, 36, 100, 1000, 1760, 5280, 10_000, 100_000, 1_000_000, 2.54, 1.609],
  },
  {
    units: set(
      'mg g kg gram grams kilogram kilograms kilo kilos ton tons tonne tonnes pound pounds lb lbs ounce ounces oz stone',
    ),
    factors: [14, 16, 1000, 2000, 1_000_000, 2.2, 0.4536],
  },
  {
    units: set(
      `second seconds sec secs s minute minutes min mins hour hours hr hrs h day days week weeks month months year years decade decades
       century centuries`,
    ),
    factors: [4, 7, 10, 12, 24, 28, 30, 31, 52, 60, 100, 168, 365, 366, 1440, 3600, 86_400],
  },
  {
    units: set(
      `ml l L liter liters litre litres milliliter milliliters cup cups pint pints quart quarts gallon gallons teaspoon teaspoons tsp
       tablespoon tablespoons tbsp`,
    ),
    factors: [2, 3, 4, 8, 16, 48, 64, 128, 1000],
  },
  {
    units: set(
      `cent cents dollar dollars penny pennies nickel nickels dime dimes quarter quarters coin coins euro euros pence pound pounds rupee
       rupees paise buck bucks gold silver $ € £ ¢ ₹ ¥`,
    ),
    factors: [4, 5, 10, 20, 25, 50, 100],
  },
  { units: set('percent %'), factors: [100] },
];

/** The family that a unit belongs to; -1 for others. */
export function familyOf(unit: string): number {
  const lower = unit.toLowerCase();
  return FAMILIES.findIndex(({ units }) => units.has(unit) || units.has(lower));
}

/** Whether one number is the other in another unit of the family, two hundredths either way. */
export function isConverted(family: number, ratio: number): boolean {
  return (FAMILIES[family]?.factors ?? []).some(
    (f) => Math.abs(ratio / f - 1) < 0.02 || Math.abs(ratio * f - 1) < 0.02,
  );
}

/** Words that end the unit of a result. */
export const AFTER_UNIT: ReadonlySet<string> = set(
  'a an every of in on at for from with without by to per each and or in if so that which because since after before total altogether left more less',
);

/** Before a number that is not exact. */
export const ABOUT: ReadonlySet<string> = set('about approximately approx around roughly nearly almost circa');

/** Noise before and after amounts. */
export const CURRENCY_CODES: ReadonlySet<string> = set('USD EUR GBP CAD AUD INR RM Rs HK US NT PHP');

/** After a number: it is a time of day or what is left over, so that it says something else than a result. */
export const NOT_A_RESULT: ReadonlySet<string> = set(
  "am pm a.m p.m AM PM o’clock o'clock oclock mod modulo r R rem remainder",
);

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** The value of a number that is spelled out, as far as one word does. */
export function spelled(word: string): number | null {
  const at = NUMBER_WORDS.indexOf(word.toLowerCase());
  if (at >= 0) return at;
  return { once: 1, twice: 2, thrice: 3, half: 0.5, none: 0, no: 0, both: 2 }[word.toLowerCase()] ?? null;
}

/** A text in which `=` may mean something else: other bases, remainders, logic. */
export const OTHER_ARITHMETIC =
  /\bbinary\b|\bhex(?:adecimal)?\b|\boctal\b|\bbase[- ]?\d|\bmodul(?:o|ar)\b|\bmod\b|\bboolean\b|\blogic gate|\bXOR\b|o['’]clock/i;
