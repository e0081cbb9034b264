// Which languages a view holds, by guesses on drawn samples; and which metrics mean little there.
import type { About, Tools } from '../metric.ts';
import type { Language } from '../report.ts';

/** Languages of drawn texts, commonest first; empty where none could be told. Share is of the texts that could be told. */
export function languagesOf(texts: readonly string[], tools: Tools): Language[] {
  const found = new Map<string, { name: string; n: number; confidence: number }>();
  let told = 0;
  for (const text of texts) {
    const guess = tools.guessLanguage(text);
    if (!guess) continue;
    told++;
    const seen = found.get(guess.code) ?? { name: guess.name, n: 0, confidence: 0 };
    seen.n++;
    seen.confidence += guess.confidence;
    found.set(guess.code, seen);
  }
  return [...found]
    .map(([code, { name, n, confidence }]) => ({ code, name, share: n / told, confidence: confidence / n }))
    .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
}

/** Why a metric means little for these languages, in a sentence. */
export function cautionFor(_about: About, _languages: readonly Language[]): string | undefined {
  return undefined;
}
