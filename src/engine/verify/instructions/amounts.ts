// How many words, sentences, paragraphs or points a prompt asks for: the unambiguous forms only.

export type Unit = 'words' | 'sentences' | 'paragraphs' | 'bullet points' | 'numbered points';

export interface Amount {
  readonly unit: Unit;
  readonly least: number;
  /** Infinity where there is no upper limit. */
  readonly most: number;
  /** The prompt's own words. */
  readonly said: string;
}

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const N = String.raw`(\d{1,3}(?:,\d{3})+|\d+|${NUMBERS.join('|')})`;
const UNITS: readonly (readonly [Unit, string])[] = [
  ['words', 'words?'],
  ['sentences', 'sentences?'],
  ['paragraphs', 'paragraphs?'],
  ['bullet points', 'bullet(?:ed)?(?: |-)?points?|bullets'],
  ['numbered points', 'numbered (?:points|items|steps)'],
];
const NOUNS = UNITS.map(([, noun]) => `(${noun})`).join('|');

type Bounds = (n: number, m: number) => readonly [least: number, most: number];
const FORMS: readonly (readonly [before: string, bounds: Bounds])[] = [
  [`between ${N} (?:and|to) ${N}`, (n, m) => [n, m]],
  [
    String.raw`(?:at most|no more than|not more than|a maximum of|maximum of|max\.?|up to|within|(?:must|should|do|does) not exceed|not exceeding)() ${N}`,
    (_, m) => [0, m],
  ],
  [`(?:fewer than|less than|under|below)() ${N}`, (_, m) => [0, m - 1]],
  [`(?:at least|no fewer than|no less than|not less than|a minimum of|minimum of)() ${N}`, (_, m) => [m, Infinity]],
  [`(?:more than|over)() ${N}`, (_, m) => [m + 1, Infinity]],
  [`(?:exactly|precisely)() ${N}`, (_, m) => [m, m]],
];
/** "in three sentences" says as much as "exactly" does; "in 50 words" is a wish. */
const IN: readonly [string, Bounds] = [`(?:in|into|using|with|of)() (?:just |only |exactly )?${N}`, (_, m) => [m, m]];
const ABOUT = /\b(?:about|around|approximately|roughly|some|nearly|almost|or so|circa|~)\s*$/i;
/** Words in the same sentence by which the amount is that of a part. */
const PART =
  /\b(?:each|every|per|apiece|both|titles?|headlines?|headings?|subject lines?|slogans?|taglines?|captions?|names?|lines?|options?|keywords?|tweets?|first|last|second|third|opening|closing|conclusion|introduction|following (?:text|passage|paragraph|article|sentences?)|essay below|above)\b/i;
/** What makes of "words" things that are asked for, not a length. */
const THINGS =
  /^ ?(?:that|which|who|starting|beginning|ending|containing|rhyming|related|used|meaning|from|for|to describe|describing|where|whose|about how|and \d|of (?:text|the|each)|or phrases|apart|away|later|with)\b/i;
/** Fewer words than these are words that are listed. */
const LENGTHS: Readonly<Partial<Record<Unit, number>>> = { words: 15 };

const PATTERNS = [...FORMS, IN].map(
  ([before, bounds]) => [new RegExp(String.raw`\b${before} (?:${NOUNS})\b`, 'gi'), bounds] as const,
);

/** The amounts that a prompt asks for; what it says of parts of the answer or about what it quotes is left out. */
export function amountsIn(prompt: string): Amount[] {
  const found: Amount[] = [];
  for (const [pattern, bounds] of PATTERNS) {
    for (const m of prompt.matchAll(pattern)) {
      const unit = UNITS[m.slice(3, 3 + UNITS.length).findIndex((group) => group !== undefined)]?.[0];
      if (unit === undefined || (bounds === IN[1] && unit === 'words')) continue;
      const [least, most] = bounds(number(m[1]), number(m[2]));
      const few = Math.min(most, least === 0 ? most : least);
      if (!(most >= least) || few < (LENGTHS[unit] ?? 1)) continue;
      const sentence = around(prompt, m.index);
      if (
        ABOUT.test(prompt.slice(0, m.index)) ||
        PART.test(sentence) ||
        THINGS.test(prompt.slice(m.index + m[0].length))
      )
        continue;
      found.push({ unit, least, most, said: m[0] });
    }
  }
  return consistent(found);
}

/** One amount per unit: a prompt that names two of them means parts. */
function consistent(amounts: readonly Amount[]): Amount[] {
  return amounts
    .filter(({ unit, least, most }) =>
      amounts.every((other) => other.unit !== unit || (other.least === least && other.most === most)),
    )
    .filter(({ unit }, i, all) => all.findIndex((other) => other.unit === unit) === i);
}

function number(text: string | undefined): number {
  const digits = (text ?? '').replace(/,/g, '').toLowerCase();
  const word = NUMBERS.indexOf(digits);
  return word >= 0 ? word + 1 : Number(digits);
}

/** The sentence in which a place stands. */
function around(text: string, at: number): string {
  const before = Math.max(...['. ', '! ', '? ', '\n', ': '].map((mark) => text.lastIndexOf(mark, at)));
  const after = ['. ', '! ', '? ', '\n'].map((mark) => text.indexOf(mark, at)).filter((i) => i >= 0);
  return text.slice(before + 1, Math.min(text.length, ...after));
}
