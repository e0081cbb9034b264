// Rows of a corpus with a field `generation`: a vocabulary that grows thinner, and a word that only the first one has.

/** A number from 0 to 1 that depends on its arguments alone. */
function chance(...parts: readonly number[]): number {
  let h = 2_166_136_261;
  for (const part of parts) {
    h = Math.imul(h ^ part, 16_777_619);
    h = Math.imul(h ^ (h >>> 15), 2_246_822_507);
  }
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
}

const SYLLABLES = ['ba', 'de', 'fi', 'go', 'lu', 'ma', 'ne', 'pi', 'ro', 'su', 'ta', 've', 'wi', 'xo', 'zu'];

function word(n: number): string {
  const [a, b, c] = [n % 15, Math.floor(n / 15) % 15, Math.floor(n / 225) % 15];
  return `${SYLLABLES[a]}${SYLLABLES[b]}${SYLLABLES[c]}`;
}

export const LOST_WORD = 'harpsichord';

export interface GenerationRows {
  readonly rows: readonly string[];
  /** 1-based lines that hold the word. */
  readonly lostAt: readonly number[];
}

/** Words of a generation are drawn from fewer and fewer, by a factor of `shrink`; every third sample of the first one holds the lost word. */
export function generationRows(generations: number, samples: number, shrink = 3): GenerationRows {
  const rows: string[] = [];
  const lostAt: number[] = [];
  for (let g = 0; g < generations; g++) {
    const vocabulary = Math.round(2400 / shrink ** g);
    for (let i = 0; i < samples; i++) {
      const words = Array.from({ length: 40 }, (_, k) => word(Math.floor(vocabulary * chance(g, i, k) ** 2)));
      if (g === 0 && i % 3 === 2) {
        words[7] = LOST_WORD;
        lostAt.push(rows.length + 1);
      }
      rows.push(JSON.stringify({ generation: g, model: i % 2 === 0 ? 'one' : 'two', text: `${words.join(' ')}.` }));
    }
  }
  return { rows, lostAt };
}
