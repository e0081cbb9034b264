// A labelled corpus for the template finding: texts from known frames among texts that share none, whole from a seed.
import { Composer } from './samples/composer.mjs';
import { createRandom } from './samples/random.mjs';

/** {} is a slot. The first group frames a whole text, the others its first or its last sentence. */
const FRAMES = {
  whole: [
    'Write a poem about {} in the style of {}.',
    'Explain to a beginner what {} means and why it matters for {}.',
    'What are the main differences between {} and {}, and which one is cheaper?',
    'You are a museum guide. A visitor asks you about {}. Answer in {} sentences.',
    'Translate the word {} into Basque and use it in a short sentence.',
    'Schreibe eine kurze Geschichte über {}, die in {} beginnt.',
    'Order {} was shipped on {} and will be delivered by {} within three working days.',
    '请用简单的语言向小学生解释一下什么是{}。',
  ],
  opening: [
    'Dear {}, thank you for your message about {}.',
    'Here is a list of five things that you should know about {}:',
    'Once upon a time, in a small village called {}, there lived an old {}.',
  ],
  closing: [
    'I hope this overview of {} was helpful to you.',
    'If you want to learn more about {}, visit our website at {}.',
  ],
};
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu bra cle dro fri gle'.split(' ');
const FILLS = [
  (word) => word(),
  (word) => word(),
  (word) => `the ${word()}`,
  (word) => `${word()} and ${word()}`,
  (word) => `the ${word()} of ${word()}`,
  (word) => `a small ${word()} ${word()}`,
];

/**
 * @param {number} seed any integer
 * @param {number} unrelated texts outside all frames
 * @param {number} perFrame texts of each frame
 * @returns {{ rows: string[], framed: number[] }} JSONL lines with a `text` each, and the 1-based lines from a frame, ascending
 */
export function generateFramed(seed, unrelated, perFrame) {
  const random = createRandom(seed ^ 0xf4a3);
  const composer = new Composer(random);
  const common = Array.from({ length: 20 }, () => coin(random));
  /** Now and then a slot holds a common word, a name or a number. */
  const word = () => {
    if (random.chance(0.3)) return random.pick(common);
    if (random.chance(0.15)) return String(random.int(2, 90_000));
    const made = coin(random);
    return random.chance(0.2) ? made[0].toUpperCase() + made.slice(1) : made;
  };
  const fill = (frame) => frame.replace(/\{\}/g, () => random.pick(FILLS)(word));
  const body = (words) => {
    const domain = composer.domain();
    return composer.sentences(domain, composer.register(), words).join(' ');
  };
  const texts = [];
  const add = (text, framed) => texts.push({ text, framed });
  for (let i = 0; i < unrelated; i++)
    add(i % 4 === 0 ? composer.prompt(composer.domain()) : body(random.int(20, 60)), false);
  for (let i = 0; i < perFrame; i++) {
    for (const frame of FRAMES.whole) add(fill(frame), true);
    for (const frame of FRAMES.opening) add(`${fill(frame)}\n\n${body(30)}`, true);
    for (const frame of FRAMES.closing) add(`${body(30)} ${fill(frame)}`, true);
  }
  const order = random.shuffle(texts);
  return {
    rows: order.map(({ text }) => JSON.stringify({ text })),
    framed: order.flatMap(({ framed }, i) => (framed ? [i + 1] : [])),
  };
}

function coin(random) {
  return Array.from({ length: random.int(2, 4) }, () => random.pick(SYLLABLES)).join('');
}
