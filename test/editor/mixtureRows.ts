// Made-up rows for a mixture: people write about some topics, generated rows about more.
import { createRandom } from '../../scripts/lib/samples/random.mjs';

const COMMON = ['the', 'of', 'and', 'in', 'to', 'is', 'that', 'with', 'for', 'on'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const TOPICS = ['tides', 'bread', 'law', 'glaciers', 'music', 'bees'];

/** 80 rows of people, 200 generated ones; the same for the same seed. */
export function mixtureRows(seed: number): { readonly real: readonly string[]; readonly synthetic: readonly string[] } {
  const random = createRandom(seed);
  const word = () => Array.from({ length: random.int(5, 9) }, () => random.pick([...LETTERS])).join('');
  const vocabulary = TOPICS.map(() => Array.from({ length: 90 }, word));
  const row = (topic: number) => {
    const words = Array.from({ length: 45 }, () =>
      random.chance(0.45) ? random.pick(COMMON) : vocabulary[topic]?.[Math.floor(random.next() ** 2 * 90)],
    );
    return JSON.stringify({ text: `${words.join(' ')}.`, topic: TOPICS[topic] });
  };
  return {
    real: Array.from({ length: 80 }, (_, i) => row(i % 3)),
    synthetic: Array.from({ length: 200 }, (_, i) => row(i % 6)),
  };
}
