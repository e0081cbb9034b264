// What the reader says of texts: why it abstains, and that a reading depends on the text alone.
import { describe, expect, it } from 'vitest';
import { ABSTENTIONS, MIN_WORDS, type Reading } from '../../../../src/engine/traits/reading.ts';
import { model, newReader, PROSE, STOCK } from '../../../helpers/traitReader.ts';

const reader = newReader();
const one = (text: string) => [{ text }];
const why = (text: string) => reader.read(one(text)).abstained;
const plain = ({ parts, ...rest }: Reading) => ({ ...rest, parts: parts && Array.from(parts) });

const CODE = `export function add(a: number, b: number): number {
  const sum = (a + b) * 2;
  if (sum > 10) { return sum - 1; } else { log("small", sum); }
  for (let i = 0; i < 10; i++) { total[i] = add(i, sum) || null; }
  return { sum, total: total.map((x) => x * 2).filter((x) => x > 3) };
}\n`;

const TABLE = `| name | place | what |\n|---|---|---|\n${'| the one at the end | near the house | it was what we had |\n'.repeat(8)}`;
const FIGURES = `Sales by year: ${Array.from({ length: 40 }, (_, i) => `in ${1980 + i} it was ${i * 7}`).join(', ')}.`;
const LIST = `Things to buy\n${['milk and bread', 'the good cheese', 'a box of eggs', 'tea for the week', 'soap'].map((x) => `- ${x}\n`).join('')}`;

const GERMAN = `Am Freitag fuhren wir hinauf zum See, und der Regen hatte gerade aufgehört, als wir ankamen. Mein Bruder \
hatte die Zeltstangen vergessen, also schliefen wir hinten im Wagen, mit dem Hund zwischen uns. Es war nicht so schlimm, \
wie es klingt. Am Morgen lag das Wasser still und grau. Ich kochte Kaffee, während er seine Brille suchte, die er die \
ganze Zeit auf dem Kopf trug.`;
const SPANISH = `El viernes subimos al lago, y la lluvia acababa de parar cuando llegamos. Mi hermano olvidó las varillas \
de la tienda, así que dormimos en la parte de atrás del coche con el perro entre nosotros. No fue tan malo como suena. Por \
la mañana el agua estaba quieta y gris. Hice café mientras él buscaba sus gafas, que llevaba en la cabeza todo el tiempo.`;
const INDONESIAN = `Pada hari Jumat kami pergi ke danau, dan hujan baru saja berhenti ketika kami tiba. Adik saya lupa \
membawa tiang tenda, jadi kami tidur di bagian belakang mobil dengan anjing di antara kami. Tidak seburuk kedengarannya. \
Pagi harinya air danau tenang dan kelabu. Saya membuat kopi sementara dia mencari kacamatanya, yang ternyata ada di \
kepalanya sepanjang waktu.`;
const CHINESE = `星期五我们开车去了湖边，到的时候雨刚刚停。我弟弟忘了带帐篷的支架，所以我们只好睡在车的后座，狗就躺在我们中间。\
其实没有听起来那么糟糕。第二天早上湖水很平静，灰蒙蒙的。我用小炉子煮咖啡，他一直在找眼镜，可是眼镜就戴在他的头上。我们钓到了\
两条鱼，又把它们放回水里。一整天都没有别人来过。`;
const RUSSIAN = `В пятницу мы поехали на озеро, и дождь как раз закончился, когда мы добрались. Мой брат забыл стойки от \
палатки, поэтому мы спали в машине, а собака лежала между нами. Всё было не так плохо, как кажется. Утром вода была \
спокойной и серой. Я варил кофе на маленькой плитке, пока он искал очки, которые всё это время были у него на голове. За \
весь день никто не пришёл.`;

describe('a text is not measured', () => {
  it.each<[string, string, string | null]>([
    ['no text', '', 'short'],
    [
      '49 words',
      'the cat sat on it and '
        .repeat(9)
        .split(' ')
        .slice(0, MIN_WORDS - 1)
        .join(' '),
      'short',
    ],
    ['50 words are enough', 'the cat sat on it and '.repeat(9).split(' ').slice(0, MIN_WORDS).join(' '), null],
    ['punctuation', '?! … — '.repeat(100), 'short'],
    ['code', CODE.repeat(2), 'code'],
    ['code in a fence', `Here it is, as you asked me to:\n\n\`\`\`\n${PROSE}\n\`\`\``, 'code'],
    ['a Markdown table', TABLE, 'table'],
    ['an indented table', TABLE.replaceAll(/^/gm, '  \t'), 'table'],
    ['mostly figures', FIGURES, 'table'],
    ['a list of short items', LIST.repeat(4), 'list'],
    ['a list of items without marks', 'milk and bread\nthe good cheese\na box of eggs\n'.repeat(8), 'list'],
    ['German', GERMAN, 'language'],
    ['Spanish', SPANISH, 'language'],
    ['Indonesian', INDONESIAN, 'language'],
    ['Chinese', CHINESE, 'language'],
    ['Russian', RUSSIAN, 'language'],
    [
      'a numbered list of things',
      Array.from({ length: 20 }, (_, i) => `${i + 1}. Garden tools, ${i % 2 ? 'gloves' : 'spades, pots'}`).join('\n'),
      'list',
    ],
    ['English with 9 function words in 50', `${'zebra '.repeat(41)}${'the '.repeat(9)}`, 'language'],
    ['English with 10 function words in 50', `${'zebra '.repeat(40)}${'the '.repeat(10)}`, null],
    ['prose', PROSE, null],
    ['prose in capitals', PROSE.toUpperCase(), null],
    ['a list of sentences', PROSE.replaceAll('. ', '.\n- '), null],
    ['prose with a short table', `${PROSE}\n| a | b |\n|---|---|\n| 1 | 2 |\n`, null],
  ])('%s', (_, text, wanted) => {
    expect(why(text)).toBe(wanted);
  });

  it('and then has no score, no kind and no traits', () => {
    for (const text of [LIST.repeat(4), GERMAN, 'short']) {
      const reading = reader.read(one(text));
      expect(reading).toMatchObject({ score: Number.NaN, kind: -1 });
      expect(ABSTENTIONS).toContain(reading.abstained);
      expect(reading.parts).toBeUndefined();
      expect(reader.explain(one(text), 10)).toEqual([]);
    }
  });
});

describe('a reading', () => {
  it('counts words and the share of marked lines', () => {
    expect(reader.read(one('# One two\nthree\n- four\n\nfive\n'))).toMatchObject({ words: 5, markup: 0.5 });
    expect(reader.read([])).toMatchObject({ words: 0, markup: 0, abstained: 'short' });
  });

  it('is higher for stock phrases than for plain prose', () => {
    expect(reader.read(one(STOCK)).score).toBeGreaterThan(reader.read(one(PROSE)).score);
  });

  it('has a part for each part of the reader, and a measured kind', () => {
    const { parts, kind, score } = reader.read(one(PROSE));
    expect(Array.from(parts!)).toHaveLength(reader.parts!.length);
    expect(Array.from(parts!).every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(score)).toBe(true);
    expect(reader.kinds[kind]).toBeTypeOf('string');
  });

  it('does not depend on what was read before', () => {
    const texts = [PROSE, STOCK, PROSE.repeat(12), '', GERMAN, TABLE, `${'x'.repeat(30_000)} ${STOCK}`, CODE, STOCK];
    const alone = texts.map((text) => plain(newReader().read(one(text))));
    expect(texts.map((text) => plain(reader.read(one(text))))).toEqual(alone);
    reader.explain(one(STOCK), 10);
    const other = newReader();
    const turns = texts.toReversed().map((text) => [plain(reader.read(one(text))), plain(other.read(one(text)))]);
    expect(turns.map(([a]) => a)).toEqual(alone.toReversed());
    expect(turns.map(([, b]) => b)).toEqual(alone.toReversed());
  });

  it('is the same for curly and straight marks', () => {
    const quoted = `"Well," he said, "it's the dogs' turn." ${PROSE}`;
    const curly = `“Well,” he said, “it’s the dogs’ turn.” ${PROSE}`;
    expect(plain(reader.read(one(curly)))).toEqual(plain(reader.read(one(quoted))));
  });

  it('is the same in one segment and split at its paragraphs', () => {
    for (const text of [PROSE, STOCK, `${PROSE}\n\n${STOCK}`, Array(9).fill(PROSE).join('\n\n')]) {
      const split = text.split('\n\n').map((part) => ({ text: part }));
      expect(plain(reader.read(split))).toEqual(plain(reader.read(one(text))));
    }
  });

  it('hardly moves where empty segments are added or line ends are written with returns', () => {
    const { score } = reader.read(one(PROSE));
    const empty = [{ text: '' }, ...one(PROSE), { text: '' }, { text: '' }];
    expect(Math.abs(reader.read(empty).score - score)).toBeLessThan(0.1);
    expect(Math.abs(reader.read(one(PROSE.replaceAll('\n', '\r\n'))).score - score)).toBeLessThan(0.1);
  });
});

describe('what nobody would write', () => {
  it.each<[string, { text: string }[]]>([
    ['no segments', []],
    ['empty segments', [{ text: '' }, { text: '' }]],
    ['one word of two million letters', one('a'.repeat(2_000_000))],
    ['a huge word in prose', one(`${PROSE} ${'word'.repeat(200_000)} ${PROSE}`)],
    ['200,000 words', one('the cat sat on a mat and looked at it. '.repeat(20_000))],
    ['200,000 words without an end', one('the '.repeat(200_000))],
    ['NUL characters', one(PROSE.replaceAll(' ', ' \0'))],
    ['lone surrogates', one(PROSE.replaceAll('e', '\ud83d').replaceAll('t', '\udc00'))],
    ['lone surrogates between words', one(PROSE.replaceAll(' ', ' \ud83d '))],
    ['emoji', one(PROSE.replaceAll(' ', ' 😀'))],
    ['a thousand segments', Array.from({ length: 1000 }, () => ({ text: 'It is what it was.' }))],
    ['100,000 blank lines', one(`${PROSE}${'\n'.repeat(100_000)}${PROSE}`)],
    ['100,000 returns', one(`${PROSE}${'\r'.repeat(100_000)}${PROSE}`)],
    ['100,000 blanks', one(`${PROSE}${' '.repeat(100_000)}${PROSE}`)],
    ['100,000 backticks', one(`${PROSE}${'`'.repeat(100_000)}${PROSE}`)],
    ['100,000 backticks at the end', one(`${PROSE}${'`'.repeat(100_000)}`)],
    ['100,000 dashes', one(`${PROSE}${'-'.repeat(100_000)}${PROSE}`)],
    ['100,000 bars', one(`${PROSE}\n${'|'.repeat(100_000)}${PROSE}`)],
  ])('%s: read in good time', (_, segments) => {
    const begun = performance.now();
    const { score, abstained } = reader.read(segments);
    reader.explain(segments, 10);
    expect(Number.isFinite(score)).toBe(abstained === null);
    // Each takes below half a second; by the square of its length it would take tens.
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('a percentile', () => {
  const kinds = reader.kinds.map((name, kind) => ({ name, kind }));

  it.each(kinds)('of $name rises with the score from 0 to 100', ({ kind }) => {
    for (const words of [50, 99, 150, 300, 1000, 1e6]) {
      const all = Array.from({ length: 401 }, (_, i) => reader.percentile(kind, words, -10 + i / 20));
      expect([all[0], all.at(-1)]).toEqual([0, 100]);
      for (let i = 1; i < all.length; i++) expect(all[i]!).toBeGreaterThanOrEqual(all[i - 1]!);
    }
  });

  it.each(kinds)('of $name is about half for the middle of its human texts', ({ kind }) => {
    const bands = model.quantiles.kinds[kind]!;
    bands.forEach((quantiles, b) => {
      if (!quantiles) return;
      expect(quantiles).toHaveLength(21);
      expect(reader.percentile(kind, model.quantiles.bands[b]!, quantiles[10]!)).toBeCloseTo(50, 6);
    });
  });

  it('is unknown without a kind or a score', () => {
    expect(reader.percentile(-1, 100, 0)).toBeNaN();
    expect(reader.percentile(reader.kinds.length, 100, 0)).toBeNaN();
    expect(reader.percentile(0, 100, Number.NaN)).toBeNaN();
  });
});
