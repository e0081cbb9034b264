// Human sets of different kinds, and ways to cut them in two, for measuring how often a comparison is wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from '../../../src/engine/statistics/random.ts';

const lines = (text) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

export function readRows(path) {
  const bytes = readFileSync(path);
  return lines((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

export function shuffled(list, random) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Pieces of about `words` words of each text. */
const pieces = (texts, words) =>
  texts.map((text) => {
    const all = text.split(/\s+/);
    return Array.from({ length: Math.ceil(all.length / words) }, (_, i) =>
      all.slice(i * words, (i + 1) * words).join(' '),
    );
  });

/** `units`: what stays together when the set is split, a list of texts each. `named`: whether samples know their unit. @returns {{ name: string, units: string[][], named?: boolean }[]} */
export function humanSets(data) {
  const human = readRows(join(data, 'train/train_en.jsonl.gz')).filter(({ label }) => label === 'human');
  const of = (domain, most, source) =>
    human
      .filter((r) => r.domain === domain && (!source || r.source === source))
      .slice(0, most)
      .map(({ text }) => text);
  const alone = (texts) => texts.map((text) => [text]);
  const posts = of('blog', 60);
  const news = of('news', 300);
  const random = seededRandom(7);
  const copies = shuffled(news, random).slice(0, 60);
  const edited = shuffled(news, random)
    .slice(0, 30)
    .map((text) => `${text} (Updated on Monday.)`);
  return [
    { name: 'abstracts', units: alone(of('abstract', 281)) },
    { name: 'news', units: alone(of('news', 400)) },
    { name: 'essays', units: alone(of('essay', 126)) },
    { name: 'fiction', units: alone(of('fiction', 250, 'biscope')) },
    { name: 'reviews', units: alone(of('review', 700)) },
    { name: 'answers (forum)', units: alone(of('forum-qa', 200)) },
    { name: 'biomedical answers', units: alone(of('biomed-qa', 156)) },
    { name: 'dialogues', units: alone(of('dialogue', 350)) },
    { name: 'news with 20 % copies and 10 % edited copies', units: alone([...news, ...copies, ...edited]) },
    { name: 'posts in pieces of 120 words, split by piece', units: alone(pieces(posts, 120).flat()) },
    { name: 'posts in pieces of 120 words, split by post', units: pieces(posts, 120) },
    { name: 'the same, split by post, which a field names', units: pieces(posts, 120), named: true },
    { name: '20 posts in pieces of 60 words, split by post', units: pieces(posts.slice(0, 20), 60) },
  ];
}

/** Two halves of a set, by seed, and the unit of each text. */
export function halves(units, seed) {
  const order = shuffled(units, seededRandom(seed * 7919 + 13));
  const steps = [order.slice(0, order.length >> 1).flat(), order.slice(order.length >> 1).flat()];
  return { steps, documents: order.flatMap((unit, i) => unit.map(() => i + 1)) };
}
