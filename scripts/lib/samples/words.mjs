// English forms for the sentence frames: articles, plurals, and the regular verb forms that the word banks use.

const VOWEL = /^[aeiou]/i;

/** "oak board" → "an oak board". */
export function withArticle(noun) {
  return `${VOWEL.test(noun) && !/^(one|uni|use|eu)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Regular plural of the last word. */
export function plural(noun) {
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}

const doubles = (verb) => /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb);

/** "score" → "scoring", "trim" → "trimming". */
export function gerund(verb) {
  if (/[^eoy]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

/** "score" → "scored", "trim" → "trimmed", "dry" → "dried"; regular verbs only. */
export function past(verb) {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
