// In which language a prompt wants the answer, and whether it is: told by the language guesser where the text is long enough.
import type { VerifyTools } from '../verifier.ts';

/** Languages that the guesser tells apart from their neighbours, by their English names. */
const CODES: Readonly<Record<string, string>> = {
  Arabic: 'ar',
  Chinese: 'zh',
  Czech: 'cs',
  Dutch: 'nl',
  English: 'en',
  Finnish: 'fi',
  French: 'fr',
  German: 'de',
  Greek: 'el',
  Hebrew: 'he',
  Hindi: 'hi',
  Hungarian: 'hu',
  Italian: 'it',
  Japanese: 'ja',
  Korean: 'ko',
  Polish: 'pl',
  Portuguese: 'pt',
  Romanian: 'ro',
  Russian: 'ru',
  Spanish: 'es',
  Swedish: 'sv',
  Thai: 'th',
  Turkish: 'tr',
  Vietnamese: 'vi',
};
const NAMES = Object.keys(CODES).join('|');
const ASKED = [
  new RegExp(String.raw`\b(?:[Rr]espond|[Aa]nswer|[Rr]eply) (?:only |entirely )?in (${NAMES})\b`, 'g'),
  new RegExp(
    String.raw`\b(?:your |the )(?:entire )?(?:response|answer|reply|output) (?:should|must) be (?:written )?in (${NAMES})\b`,
    'gi',
  ),
  new RegExp(String.raw`\b[Tt]ranslate\b[^.\n]{0,60}? (?:in)?to (${NAMES})\b`, 'g'),
];
const SHORTEST = 120;
const SURE = 0.6;

/** The one language that a prompt asks for; null without one, or with several. */
export function tongueIn(prompt: string): string | null {
  const named = new Set(ASKED.flatMap((pattern) => [...prompt.matchAll(pattern)].map((m) => m[1]!)));
  return named.size === 1 ? [...named][0]! : null;
}

/** The language that an answer is in instead of the one that was asked for; null where it is right, undefined where that cannot be told. */
export function otherTongue(asked: string, answer: string, tools: VerifyTools): string | null | undefined {
  if (answer.length < SHORTEST) return undefined;
  const guess = tools.guessLanguage(answer);
  if (!guess || guess.confidence < SURE) return undefined;
  return guess.code === CODES[asked] ? null : guess.name;
}
