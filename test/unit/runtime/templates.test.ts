// Templates: who is flagged, what the finding says, and what is no template.
import { describe, expect, it } from 'vitest';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import { corpusFile, inspectFiles } from '../../helpers/inspect.ts';

const THINGS = 'glacier|lighthouse|violin|harbour|orchard|compass|tunnel|sparrow|lantern|canyon|walnut|meteor'.split(
  '|',
);
const POETS = 'Szymborska|Neruda|Keats|Rumi|Basho|Plath|Heaney|Tagore|Celan|Oliver|Frost|Bishop'.split('|');
const other = (i: number) => Array.from({ length: 12 }, (_, k) => `w${i}x${(i * 7 + k * 13) % 97}`).join(' ');
const poem = (i: number) => `Write a poem about the ${THINGS[i]} in the style of ${POETS[i]}.`;

async function inspect(texts: readonly string[], options: InspectOptions = {}, jobs = 2): Promise<Inspection> {
  const rows = texts.map((text) => JSON.stringify({ text }));
  return inspectFiles([corpusFile('corpus.jsonl', rows.join('\n'))], options, jobs);
}
const templates = (i: Inspection) => i.findings.filter((f) => f.kind === 'template');
const mixed = (framed: readonly string[], unrelated = 30) => [
  ...framed,
  ...Array.from({ length: unrelated }, (_, i) => other(i)),
];

describe('samples that share a frame', () => {
  it('are all flagged, with the frame and some of the others', async () => {
    const found = templates(await inspect(mixed(THINGS.map((_, i) => poem(i)))));
    expect(found.map((f) => f.line)).toEqual(THINGS.map((_, i) => i + 1));
    expect(new Set(found.map((f) => f.message))).toEqual(
      new Set(['Same frame as 11 other samples: “Write a poem about ___ in the style of ___”.']),
    );
    expect(found[3]?.related.map((r) => r.line)).toEqual([1, 2, 3, 5, 6]);
    // Write, a, poem, about, in, the, style, of: 8 of 11 words.
    expect(found[3]?.related[0]?.share).toBeCloseTo(8 / 11, 6);
  });

  it('stand behind the first of them where findings are ranked', async () => {
    const found = templates(await inspect(mixed(THINGS.map((_, i) => poem(i)))));
    expect(found[0]?.score).toBeCloseTo(12 / 42, 10);
    expect(Math.max(...found.slice(1).map((f) => f.score))).toBeLessThan(0.001);
  });

  it('are told once where they make up most of the set', async () => {
    const { findings } = await inspect(
      mixed(
        THINGS.map((_, i) => poem(i)),
        8,
      ),
    );
    expect(findings.map((f) => [f.kind, f.line])).toEqual([['template', 1]]);
  });

  it('need four others', async () => {
    expect(templates(await inspect(mixed([0, 1, 2, 3].map(poem))))).toEqual([]);
    expect(templates(await inspect(mixed([0, 1, 2, 3, 4].map(poem))))).toHaveLength(5);
  });

  it('differ in their slots: copies count once', async () => {
    const copies = [0, 0, 0, 1, 1, 2, 3].map(poem);
    expect(templates(await inspect(mixed(copies)))).toEqual([]);
  });

  it('may hold numbers in their slots, also common ones', async () => {
    const texts = THINGS.map((_, i) => `Invoice ${i < 8 ? 100 : i} was paid in full on day ${i % 3}.`);
    const found = templates(await inspect(mixed(texts)));
    expect(found).toHaveLength(0);
    const longer = THINGS.map((t, i) => `The invoice for one ${t} was paid in full on day ${i % 3} of the month.`);
    expect(templates(await inspect(mixed(longer))).map((f) => f.message)[0]).toBe(
      'Same frame as 11 other samples: “The invoice for one ___ was paid in full on day ___ of the month”.',
    );
  });

  it('may share only how they open or end, if there are ten', async () => {
    const opening = THINGS.map(
      (t, i) => `Here is a short list of facts about the ${t}.\n\n${other(i)} ${other(i + 50)}`,
    );
    const found = templates(await inspect(mixed(opening)));
    expect(found).toHaveLength(12);
    expect(found[0]?.message).toBe(
      'Opens in the same frame as 11 other samples: “Here is a short list of facts about ___”.',
    );
    const closing = THINGS.map(
      (t, i) => `${other(i)} ${other(i + 50)}. I hope this answers your question about the ${t}.`,
    );
    expect(templates(await inspect(mixed(closing)))[0]?.message).toBe(
      'Ends in the same frame as 11 other samples: “I hope this answers your question about ___”.',
    );
    expect(templates(await inspect(mixed(opening.slice(0, 9))))).toEqual([]);
  });

  it('are not made by a phrase within longer texts', async () => {
    const texts = THINGS.map((t, i) => `${other(i)} on the other side of the ${t} ${other(i + 50)}`);
    expect(templates(await inspect(mixed(texts)))).toEqual([]);
  });

  it('are found where they are written without spaces', async () => {
    const words = '火山|冰川|灯塔|望远镜|核桃|流星|峡谷|麻雀|罗盘|隧道'.split('|');
    const texts = words.map((w) => `请用简单的语言向小学生解释一下什么是${w}。`);
    expect(templates(await inspect(mixed(texts)))).toHaveLength(10);
  });
});

it('the same samples are flagged in any order, by any number of workers', async () => {
  const texts = mixed([
    ...THINGS.map((_, i) => poem(i)),
    ...THINGS.map((t, i) => `${other(i + 200)}. I hope this answers your question about the ${t}.`),
  ]);
  const flagged = (i: Inspection, order: readonly string[]) =>
    templates(i)
      .map((f) => `${order[f.line - 1]} ${f.message}`)
      .sort();
  const first = flagged(await inspect(texts, {}, 1), texts);
  expect(first).toHaveLength(24);
  // Any step without a common divisor visits every row.
  for (const [step, jobs] of [
    [5, 1],
    [25, 2],
    [texts.length - 1, 3],
  ] as const) {
    const order = texts.map((_, i) => texts[(i * step) % texts.length] as string);
    expect(new Set(order).size).toBe(texts.length);
    const found = flagged(await inspect(order, { blockBytes: 65_536 }, jobs), order);
    // The message quotes the first member; slots are masked, so it reads the same.
    expect(found).toEqual(first);
  }
});

describe('texts that end cut', () => {
  const cut = (i: number) => `${other(i)} ${other(i + 50)} ${other(i + 90)} and the`;
  const whole = (i: number) => `${other(i + 300)} ${other(i + 350)} ${other(i + 390)}.`;
  const residue = (i: Inspection) => i.findings.filter((f) => f.kind === 'residue');

  it('are told one by one where they are few', async () => {
    const texts = [...Array.from({ length: 9 }, (_, i) => cut(i)), whole(1), whole(2)];
    expect(residue(await inspect(texts))).toHaveLength(9);
  });

  it('are told once where the set was cut', async () => {
    const texts = [whole(0), ...Array.from({ length: 12 }, (_, i) => cut(i)), whole(1)];
    expect(residue(await inspect(texts)).map((f) => [f.line, f.message])).toEqual([
      [2, 'Residue: 12 of 14 samples end in the middle of a sentence: the set was cut.'],
    ]);
  });
});
