// What a prompt says about the wording of the answer: words to use or to avoid, how to begin and end, commas, case.

export interface Wording {
  /** Whether the answer keeps it. */
  readonly kept: (answer: string) => boolean;
  /** What is asked for, as part of a sentence: 'the word "rain"'. */
  readonly asked: string;
  /** Said where it is broken. */
  readonly broken: string;
}

const QUOTE = String.raw`["“'‘]([^"”“\n]{1,80}?)["”'’](?![A-Za-z])`;
/** The same without a group. */
const QUOTED = QUOTE.replace('(', '(?:');
const QUOTES = `(?:${QUOTED}(?:,? (?:and|or|&) |, ?)?)+`;
const WORD = '(?:words?|phrases?|keywords?|terms?|expressions?)';
const ANSWER = '(?:your |the )?(?:entire |whole )?(?:response|answer|reply|output)';
const REQUIRED = new RegExp(
  String.raw`\b(?:include|contain|incorporate|mention|use)s? (?:all )?(?:of )?the (?:following )?${WORD}:? (${QUOTES})`,
  'gi',
);
const FORBIDDEN = new RegExp(
  String.raw`\b(?:(?:do not|don['’]t|never|must not|should not|cannot|can['’]t|without|avoid) (?:use|using|include|including|mention|mentioning|contain|containing|say|saying)?(?: any of)? ?the (?:following )?${WORD}:? (${QUOTES})|without (?:using|mentioning|saying) (${QUOTES}))`,
  'gi',
);
const BEGIN = new RegExp(
  String.raw`\b(?:begin|start) ${ANSWER} with (?:the (?:exact )?(?:${WORD}|sentence|following \w+):? )?${QUOTE}`,
  'gi',
);
const END = new RegExp(
  String.raw`\b(?:end|finish|conclude) ${ANSWER} with (?:the (?:exact )?(?:${WORD}|sentence|following \w+):? )?${QUOTE}`,
  'gi',
);
const NO_COMMAS =
  /\b(?:without (?:using )?(?:any )?commas|(?:do not|don['’]t|never) use (?:any )?commas|no commas|refrain from (?:the use of|using) (?:any )?commas|avoid (?:using )?commas)\b/i;
const CASE = `(?:${ANSWER} (?:should|must) be|(?:respond|answer|reply) (?:only )?|write ${ANSWER}) ?(?:in|using)? (?:only |all |entirely (?:in )?)*`;
const LOWER = new RegExp(
  String.raw`\b${CASE}(?:lower ?-?case|small letters)\b|\bno capital letters (?:are allowed|at all)`,
  'i',
);
const UPPER = new RegExp(String.raw`\b${CASE}(?:upper ?-?case|capital letters|capitals|caps)\b`, 'i');

/** The rules about wording that a prompt sets, as far as they are written in a form that leaves no choice. */
export function wordingIn(prompt: string): Wording[] {
  const rules: Wording[] = [];
  const forbidden = quotedBy(FORBIDDEN, prompt);
  for (const word of quotedBy(REQUIRED, prompt)) {
    // "do not use the word" holds "use the word" too.
    if (forbidden.includes(word)) continue;
    rules.push({ kept: (answer) => holds(answer, word), asked: `"${word}" in it`, broken: `it lacks "${word}"` });
  }
  for (const word of forbidden) {
    rules.push({ kept: (answer) => !holdsWord(answer, word), asked: `no "${word}"`, broken: `it holds "${word}"` });
  }
  for (const phrase of quotedBy(BEGIN, prompt)) {
    rules.push({
      kept: (answer) => bare(answer).startsWith(bare(phrase)),
      asked: `"${phrase}" at its start`,
      broken: 'it starts otherwise',
    });
  }
  for (const phrase of quotedBy(END, prompt)) {
    rules.push({
      kept: (answer) => bare(answer).endsWith(bare(phrase)),
      asked: `"${phrase}" at its end`,
      broken: 'it ends otherwise',
    });
  }
  if (NO_COMMAS.test(prompt))
    rules.push({ kept: (answer) => !/,(?!\d)/.test(answer), asked: 'no commas', broken: 'it holds a comma' });
  if (LOWER.test(prompt))
    rules.push({ kept: (answer) => !/\p{Lu}/u.test(answer), asked: 'lower case', broken: 'it holds capital letters' });
  else if (UPPER.test(prompt))
    rules.push({
      kept: (answer) => !/\p{Ll}/u.test(answer),
      asked: 'capital letters',
      broken: 'it holds small letters',
    });
  return rules;
}

/** What stands in quotes behind a form. */
function quotedBy(pattern: RegExp, prompt: string): string[] {
  const found: string[] = [];
  for (const m of prompt.matchAll(pattern)) {
    const part = m.slice(1).find((group) => group !== undefined) ?? '';
    const inner = [...part.matchAll(new RegExp(QUOTE, 'g'))].map((q) => q[1]!.trim());
    found.push(...(inner.length > 0 ? inner : [part.trim()]).filter((word) => /[\p{L}\p{N}]/u.test(word)));
  }
  return [...new Set(found.map((word) => word.replace(/[.,;:!?]+$/, '')))].filter((word) => word !== '');
}

function holds(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase());
}

function holdsWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, 'iu').test(text);
}

/** Letters and digits, lower case, single spaces: what is compared at the ends of an answer. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
