// Writes src/engine/traits/lists/lists.json from the word lists of ../shared/data/lists: words and n-grams, no text.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Entries taken of each list, from its strong end. */
const TAKEN = { phrases: 1200 };

/** @param {string} folder the folder of the lists @returns {object} what lists.json holds */
export function readLists(folder) {
  const json = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const flat = (name) => json(name).map((entry) => String(entry[0] ?? entry).toLowerCase());
  const manifest = json('manifest.json');
  const source = (name) => {
    const { repo, commit, path } = manifest.find((entry) => entry.file === name);
    return `${repo}@${commit.slice(0, 12)}:${path}`;
  };
  const excess = readFileSync(join(folder, 'llm-excess-vocab__excess_words.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
    .filter(([, , type]) => type?.startsWith('style'))
    .map(([, word]) => word);
  const words = [...flat('slop-score__slop_list.json'), ...flat('slop-forensics__slop_list.json')];
  const grams = [
    'slop-score__slop_list_bigrams.json',
    'slop-score__slop_list_trigrams.json',
    'slop-forensics__slop_list_bigrams.json',
    'slop-forensics__slop_list_trigrams.json',
  ].flatMap(flat);
  const phrases = flat('antislop-sampler__slop_phrases_2025-04-07.json').slice(0, TAKEN.phrases);
  const unique = (list) => [...new Set(list.map((w) => w.replaceAll('’', "'").trim()))].filter(Boolean).sort();
  return {
    sources: {
      excessWords: [source('llm-excess-vocab__excess_words.csv'), 'MIT', 'Kobak et al. 2025, words of type style'],
      slopWords: [source('slop-score__slop_list.json'), source('slop-forensics__slop_list.json'), 'MIT', 'Paech'],
      slopGrams: [source('slop-score__slop_list_trigrams.json'), 'MIT', 'without stopwords'],
      slopPhrases: [source('antislop-sampler__slop_phrases_2025-04-07.json'), 'Apache-2.0', `first ${TAKEN.phrases}`],
    },
    excessWords: unique(excess),
    slopWords: unique(words),
    slopGrams: unique(grams),
    slopPhrases: unique(phrases).filter((p) => /^[^,]+ [^,]+$/.test(p) && p.split(' ').length <= 6),
  };
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const root = new URL('../../', import.meta.url).pathname;
  const lists = readLists(join(root, '../shared/data/lists'));
  writeFileSync(join(root, 'src/engine/traits/lists/lists.json'), `${JSON.stringify(lists, null, 1)}\n`);
}
