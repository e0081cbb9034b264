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
   plus minus less ratio square squared squares cube cubed root log factorial percent percentage fraction power
   average mean median multiple inverse reciprocal negative`,
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

/** What measures the same thing; between two units of a family a number may change without a computation being shown. */
const FAMILIES: readonly ReadonlySet<string>[] = [
  set(
    'mm cm m km meter meters metre metres kilometer kilometers kilometre kilometres centimeter centimeters inch inches foot feet ft yard yards yd mile miles mi',
  ),
  set(
    'mg g kg gram grams kilogram kilograms kilo kilos ton tons tonne tonnes pound pounds lb lbs ounce ounces oz stone',
  ),
  set(
    'second seconds sec secs s minute minutes min mins hour hours hr hrs h day days week weeks month months year years decade decades century centuries',
  ),
  set(
    'ml l L liter liters litre litres milliliter milliliters cup cups pint pints quart quarts gallon gallons teaspoon teaspoons tsp tablespoon tablespoons tbsp',
  ),
  set(
    'cent cents dollar dollars penny pennies nickel nickels dime dimes quarter quarters coin coins euro euros pence pound pounds rupee rupees paise buck bucks gold silver $ € £ ¢ ₹ ¥',
  ),
  set('percent % point points'),
];

/** The family that a unit belongs to; -1 for others. */
export function familyOf(unit: string): number {
  const lower = unit.toLowerCase();
  return FAMILIES.findIndex((family) => family.has(unit) || family.has(lower));
}

/** What one unit of a family holds of another, as far as it is commonly left unsaid. */
export const FACTORS: readonly number[] = [
  ...[
    2, 3, 4, 5, 7, 8, 9, 10, 12, 14, 16, 20, 24, 25, 28, 30, 31, 36, 48, 50, 52, 60, 64, 100, 128, 144, 168, 365, 366,
  ],
  ...[1000, 1440, 1760, 2000, 3600, 5280, 10_000, 86_400, 100_000, 1_000_000],
];

/** Words that end the unit of a result. */
export const AFTER_UNIT: ReadonlySet<string> = set(
  'of in on at for from with without by to per each and or in if so that which because since after before total altogether left more less',
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
