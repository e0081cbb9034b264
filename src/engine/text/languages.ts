// Which languages a view holds, by a library's guess, and which metrics mean little for them.
import type { DrawnSample, Languages, Tools } from '../metric.ts';
import type { Language } from '../report.ts';

/** Samples that are looked at; enough for shares within ± 6 points. */
export const LANGUAGE_SAMPLES = 300;
/** Characters of a sample that a guess looks at. */
export const LANGUAGE_CHARACTERS = 1000;
/** A caution is given where at least so much of a view is in a language that the metric is not made for. */
const CAUTION_SHARE = 0.2;

/** Codes of languages that put no white space between words. */
const UNSPACED = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my']);
/** Codes of languages written in another alphabet than the Latin one (and with white space). */
const NOT_LATIN = new Set(
  'am ar be bg bn el fa gu he hi hy ka kn ko ml mn mr ne pa ps ru sd si sr ta te ti ug uk ur yi'.split(' '),
);

/**
 * Languages of the first 300 drawn samples (their first 1,000 characters), commonest first: share of the samples that could be told,
 * and the guess's mean confidence as the library gives it. Empty where none could be told.
 */
export function languagesOf(
  samples: readonly DrawnSample[],
  { guessLanguage }: Pick<Tools, 'guessLanguage'>,
): Language[] {
  const found = new Map<string, { name: string; count: number; confidence: number }>();
  let told = 0;
  for (const { segments } of samples.slice(0, LANGUAGE_SAMPLES)) {
    const guess = guessLanguage(beginning(segments));
    if (!guess) continue;
    told++;
    const entry = found.get(guess.code) ?? { name: guess.name, count: 0, confidence: 0 };
    entry.count++;
    entry.confidence += guess.confidence;
    found.set(guess.code, entry);
  }
  return [...found]
    .map(([code, { name, count, confidence }]) => ({
      code,
      name,
      share: count / told,
      confidence: confidence / count,
    }))
    .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
}

function beginning(segments: readonly string[]): string {
  let text = '';
  for (const segment of segments) {
    if (text.length >= LANGUAGE_CHARACTERS) break;
    text += `${text === '' ? '' : '\n'}${segment.slice(0, LANGUAGE_CHARACTERS)}`;
  }
  return text.slice(0, LANGUAGE_CHARACTERS);
}

const MADE_FOR: Readonly<Record<Exclude<Languages, 'any'>, { made: string; lack: string }>> = {
  spaced: { made: 'Measured on words between spaces', lack: 'written without spaces' },
  latin: { made: 'Measured on words of Latin letters', lack: 'written in another script' },
  english: { made: 'Measured with an English word list', lack: 'not in English' },
};

function suits(code: string, made: Languages): boolean {
  if (made === 'english') return code === 'en';
  if (made === 'latin') return !UNSPACED.has(code) && !NOT_LATIN.has(code);
  return made === 'any' || !UNSPACED.has(code);
}

/** Why a metric means little for a view, in a sentence; undefined where it means something, or where nothing is known. */
export function cautionFor(made: Languages, languages: readonly Language[]): string | undefined {
  if (made === 'any') return undefined;
  const others = languages.filter(({ code }) => !suits(code, made));
  const share = others.reduce((sum, language) => sum + language.share, 0);
  if (others.length === 0 || share < CAUTION_SHARE) return undefined;
  const { made: how, lack } = MADE_FOR[made];
  const [main] = others as [Language];
  const names = others.length === 1 ? main.name : `${main.name} and ${others.length - 1} more`;
  const what = made === 'english' && others.length === 1 ? `in ${main.name}` : `${lack} (${names})`;
  return `${how}; about ${Math.round(share * 100)} % of these texts are ${what}.`;
}
