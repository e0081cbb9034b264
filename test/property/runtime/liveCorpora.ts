// Random documents and edits for the updates of open documents: few texts, so that everything repeats somewhere.
import fc from 'fast-check';

// Words that pass for English, so that traits are measured; few small ones, so that texts share little by chance.
const WORDS =
  'the the the of of and and to in a is was that it for on with as by at from this they we his her had not but about after ' +
  'river market window garden letter morning village teacher kitchen winter summer bridge doctor sailor table father mother ' +
  'people water house night field church street forest island captain soldier evening story music paper found walked carried ' +
  'opened brought waited turned called followed looked never always often again under between small quiet yellow heavy early';
const VOCABULARY = WORDS.split(' ');

/** `n` words that follow from a seed. */
export function prose(seed: number, n: number): string[] {
  let state = (seed * 7919 + 17) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
  return Array.from({ length: n }, () => VOCABULARY[next() % VOCABULARY.length] as string);
}

const BOILERPLATE = 'As always please answer in one short and friendly paragraph without any list at all.';
const CJK = '今日は天気がとても良いので公園まで散歩に行きました。帰りにパンを買いました。';

/** A text: one of a few, whole, cut, with words replaced, or two stitched together. */
const text = fc
  .record({
    seed: fc.nat(9),
    length: fc.constantFrom(3, 12, 30, 60, 60, 60),
    swaps: fc.array(fc.nat(59), { maxLength: 2 }),
    other: fc.option(fc.nat(9), { freq: 1 }),
    boilerplate: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    kind: fc.constantFrom(
      'plain',
      'plain',
      'plain',
      'plain',
      'upper',
      'cjk',
      'repeat',
      'residue',
      'code',
      'sum',
      'wrong',
    ),
  })
  .map(({ seed, length, swaps, other, boilerplate, kind }) => {
    const words = prose(seed, length).map((w, i) => (swaps.includes(i) ? `swap${seed}x${i}` : w));
    if (other !== null) words.push(...prose(other, 20));
    if (boilerplate) words.push(BOILERPLATE);
    const plain = words.join(' ');
    if (kind === 'sum' || kind === 'wrong') {
      const sum = seed + length + (kind === 'wrong' ? 1 : 0);
      return `${words.slice(0, 30).join(' ')}. So ${seed} + ${length} = ${sum}. ${words.slice(30).join(' ')}`;
    }
    if (kind === 'upper') return plain.toUpperCase();
    if (kind === 'cjk') return `${CJK}${CJK.slice(0, seed)} ${plain}`;
    if (kind === 'repeat') return Array.from({ length: 14 }, () => prose(seed, 5).join(' ')).join(' ');
    if (kind === 'residue') return `As an AI language model, I cannot help. ${plain} Ã©tÃ©`;
    if (kind === 'code') {
      const lines = words.slice(0, 24).map((w, i) => `const ${w} = f(${i}, a[${w}.length]);`);
      return `\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
    }
    return plain;
  });

/** Lines of an instruction set: mostly prompt and response, some without, some broken, some blank. */
const jsonLine = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(text, text).map(([prompt, response]) => JSON.stringify({ prompt, response })) },
  {
    weight: 3,
    arbitrary: text.map((response) => JSON.stringify({ prompt: 'What now, my dear old friend?', response })),
  },
  { weight: 1, arbitrary: text.map((prompt) => JSON.stringify({ prompt })) },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '{"prompt": "a", "response', '{"note": 7}', '[1, 2]', 'nonsense') },
);

const textLine = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom('', ' ', '\t') });

export interface Shape {
  readonly name: string;
  readonly line: fc.Arbitrary<string>;
  /** Between lines as they are first written. */
  readonly join: string;
  /** A line that holds a text. */
  readonly wrap: (text: string) => string;
}

const plain = (t: string) => t;
const asText = (t: string) => JSON.stringify({ text: t });

export const SHAPES: readonly Shape[] = [
  { name: 'rows.jsonl', line: jsonLine, join: '\n', wrap: (t) => JSON.stringify({ prompt: 'Go on.', response: t }) },
  { name: 'rows.jsonl', line: text.map(asText), join: '\r\n', wrap: asText },
  { name: 'lines.txt', line: textLine, join: '\n', wrap: plain },
  { name: 'paragraphs.txt', line: textLine, join: '\n\n', wrap: plain },
];

/**
 * A document: lines of which many come from a small set, so that there are copies, and in some documents about as many
 * with the same wording as make it boilerplate.
 */
export function documentOf({ line, wrap }: Shape): fc.Arbitrary<readonly string[]> {
  const many = fc.tuple(fc.array(line, { minLength: 2, maxLength: 8 }), fc.array(fc.nat(40), { maxLength: 40 }));
  const alike = fc.oneof(fc.constant(0), fc.integer({ min: 18, max: 22 }));
  return fc.tuple(many, fc.array(line, { minLength: 1, maxLength: 20 }), alike).map(([[few, picks], others, n]) => {
    const copies = picks.map((i) => few[i % few.length] as string);
    const wordy = Array.from({ length: n }, (_, i) => wrap(`${prose(100 + i, 25).join(' ')} ${BOILERPLATE}`));
    const all = [...others, ...copies, ...wordy];
    // A fixed shuffle: the order matters, but not which.
    return all
      .map((x, i) => [x, (i * 7919) % 104_729] as const)
      .sort((a, b) => a[1] - b[1])
      .map(([x]) => x);
  });
}

export type Edit =
  | { readonly kind: 'insert' | 'replace'; readonly at: number; readonly lines: readonly string[] }
  | { readonly kind: 'delete' | 'again'; readonly at: number; readonly count: number }
  | { readonly kind: 'vary'; readonly at: number; readonly word: number }
  | { readonly kind: 'type'; readonly at: number; readonly text: string }
  | { readonly kind: 'join' | 'split' | 'ends' | 'undo'; readonly at: number };

const place = fc.oneof({ weight: 4, arbitrary: fc.nat(10_000) }, { weight: 1, arbitrary: fc.constantFrom(0, 10_000) });

export function editOf({ line }: Shape): fc.Arbitrary<Edit> {
  const lines = fc.array(line, { minLength: 1, maxLength: 4 });
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('insert' as const, 'replace' as const), at: place, lines }),
    fc.record({
      kind: fc.constantFrom('delete' as const, 'again' as const),
      at: place,
      count: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('type' as const),
      at: place,
      text: fc.constantFrom('x', ' ', ' wide', '"', '世', '😀'),
    }),
    fc.record({
      kind: fc.constantFrom('join' as const, 'split' as const, 'ends' as const, 'undo' as const),
      at: place,
    }),
  );
}

/** The text after an edit; `at` is a place on a scale of 10,000. `first` is what undoing everything leads back to. */
export function edited(now: string, edit: Edit, first: string, join: string): string {
  const lines = now.split(join);
  const line = Math.round((edit.at / 10_000) * (lines.length - 1));
  const offset = Math.round((edit.at / 10_000) * now.length);
  const insert = (text: string) => now.slice(0, offset) + text + now.slice(offset);
  switch (edit.kind) {
    case 'insert':
      return lines.toSpliced(edit.at === 10_000 ? lines.length : line, 0, ...edit.lines).join(join);
    case 'replace':
      return lines.toSpliced(line, edit.lines.length, ...edit.lines).join(join);
    case 'delete':
      return lines.toSpliced(line, edit.count).join(join);
    case 'again':
      return lines.toSpliced(line, 0, ...lines.slice(line, line + edit.count)).join(join);
    case 'vary': {
      // A line again with another word, near the end.
      const words = (lines[line] ?? '').split(' ');
      words[edit.word % words.length] = `varied${edit.word}`;
      return lines.toSpliced(Math.max(0, lines.length - edit.word), 0, words.join(' ')).join(join);
    }
    case 'type':
      return insert(edit.text);
    case 'split':
      return insert(join);
    case 'join':
      return lines.toSpliced(line, 2, lines.slice(line, line + 2).join('')).join(join);
    case 'ends':
      // Both ends at once, as several cursors do.
      return `${lines[0]}x${join}${now}${join}${lines[line]}`;
    case 'undo':
      return first;
  }
}
