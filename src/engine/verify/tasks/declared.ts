// Labels that a prompt declares: the only answers that it leaves open.

export interface Declared {
  /** As they stand in the prompt. */
  readonly labels: readonly string[];
  /** Single letters before options whose texts are `labels`; empty without them. */
  readonly letters: readonly string[];
}

const ITEM = String.raw`["'“‘]?[\w&/+-]+(?: [\w&/+-]+){0,3}["'”’]?`;
const LIST = `(${ITEM}(?:, ${ITEM})*,? (?:or|and) ${ITEM}|${ITEM}(?:, ${ITEM}){2,}|${ITEM}/${ITEM})`;
const FORMS = [
  new RegExp(
    String.raw`\b(?:answer|respond|reply) (?:only )?(?:with|using) (?:only |just |exactly |either |one of |one word: )*:? ?${LIST}\s*(?:[.:;\n]|$)`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:one of|from|choose (?:from|between)|(?:options|labels|categories|classes) are)(?: the)?(?: following)?(?: (?:labels|categories|classes|options|answers|sentiments))?: ?${LIST}\s*(?:[.;\n]|$)`,
    'i',
  ),
  new RegExp(
    String.raw`\bclassify\b[^.\n]{0,80}? (?:as|into)(?: either)?(?: one of)? ?:? ?${LIST}\s*(?:[.;\n]|$)`,
    'i',
  ),
];
const OPTION = /^[ \t]*\(?([A-H])[.):][ \t]+(\S[^\n]{0,200})$/gm;
const INLINE_OPTION = /\(([A-H])\)[ \t]*([^()\n]{1,80}?)(?=\s*(?:\([A-H]\)|[,;.\n]|$))/g;
const LONGEST_LABEL = 40;

/** The closed set of answers that a prompt declares; null where it declares none. */
export function declaredIn(prompt: string): Declared | null {
  const options = optionsOf(prompt, OPTION) ?? optionsOf(prompt, INLINE_OPTION);
  if (options) return options;
  for (const form of FORMS) {
    const list = form.exec(prompt)?.[1];
    if (list === undefined) continue;
    const labels = list
      .split(/,\s*(?:or |and )?|\s+(?:or|and)\s+|\//)
      .map((label) => label.replace(/^["'“‘]|["'”’]$/g, '').trim())
      .filter((label) => label !== '');
    const lengths = labels.every(
      (label) => label.length <= LONGEST_LABEL && !/^(?:[Tt]he|a|an|[Yy]our|[Ii]f|[Ii]ts?)\b/.test(label),
    );
    if (labels.length >= 2 && new Set(labels).size === labels.length && lengths) return { labels, letters: [] };
  }
  return null;
}

/** Options that are lettered in a row from A on. */
function optionsOf(prompt: string, pattern: RegExp): Declared | null {
  const found = [...prompt.matchAll(pattern)];
  const letters = found.map((m) => m[1]!);
  const inRow = letters.every((letter, i) => letter === String.fromCharCode(65 + i));
  return found.length >= 2 && inRow ? { labels: found.map((m) => m[2]!.trim()), letters } : null;
}

/** The label that an answer gives; null where a short answer gives none; undefined where it cannot be told. */
export function labelIn(answer: string, { labels, letters }: Declared): string | null | undefined {
  const text = answer.trim();
  const folded = fold(text);
  const named = labels.filter((label) => holds(folded, fold(label)));
  const letter = /^(?:(?:the )?(?:correct )?answer(?: is)?:? )?[("']?([A-Z])(?![\w'’])[)"'.:]?/i
    .exec(text)?.[1]
    ?.toUpperCase();
  if (letters.length > 0 && letter !== undefined && letters.includes(letter)) return letter;
  if (named.length > 0) return named[0]!;
  if (letters.length > 0) return letter !== undefined && text.length <= 3 ? null : undefined;
  return text.length <= LONGEST_LABEL && text.split(/\s+/).length <= 3 ? null : undefined;
}

function fold(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function holds(text: string, label: string): boolean {
  return label.trim() !== '' && text.includes(label);
}
