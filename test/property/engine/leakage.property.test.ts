// Leakage by hashes, tables and bits says what the definition says of strings.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramIndex, leftOutFrom } from '../../../src/engine/leakage/gramIndex.ts';
import { each13Gram, ORDER } from '../../../src/engine/leakage/grams.ts';
import { ItemCollector, WHOLE_VIEWS } from '../../../src/engine/leakage/items.ts';
import { ItemScan, leakOf, MIN_PROMPT_GRAMS } from '../../../src/engine/leakage/scan.ts';
import { type SampleHit, verdicts } from '../../../src/engine/leakage/verdict.ts';
import { MIN_PROMPT_WORDS, MIN_WORDS, wholeMatches } from '../../../src/engine/leakage/whole.ts';
import { VIEW_NAMES, type ViewName, type ViewText } from '../../../src/engine/sample.ts';
import { eachGramOf } from '../../../src/engine/text/grams.ts';
import { toKey } from '../../../src/engine/text/hash.ts';
import { hashFolded } from '../../../src/engine/text/normalise.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { TokenBuffer, tokenise, words } from '../../../src/engine/text/words.ts';

type Texts = Partial<Record<ViewName, readonly string[]>>;

const viewsOf = (texts: Texts): ViewText[] =>
  VIEW_NAMES.flatMap((view) => {
    const segments = texts[view]?.map((text) => ({ text, path: [view] }));
    return segments && segments.length > 0 ? [{ view, segments }] : [];
  });

// ── The definition, with strings ─────────────────────────────────────────────────────────────────────────────────

function gramsOf(texts: readonly string[] = []): Set<string> {
  const grams = new Set<string>();
  for (const text of texts) {
    const all = words(text);
    for (let i = 0; i + ORDER <= all.length; i++) grams.add(all.slice(i, i + ORDER).join(' '));
  }
  return grams;
}

const ITEM_VIEWS: readonly ViewName[] = ['prompt', 'text', 'response', 'thinking'];
const allOf = (texts: Texts, views: readonly ViewName[]) => new Set(views.flatMap((v) => [...gramsOf(texts[v])]));
const folded = (texts: readonly string[] | undefined) =>
  texts?.map((t) => t.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()).join('\u001f');
const countWords = (texts: readonly string[] = []) => texts.reduce((n, t) => n + words(t).length, 0);

function defined(items: readonly Texts[], samples: readonly Texts[]) {
  const sets = items.map((item) => allOf(item, ITEM_VIEWS));
  const shared = new Map<string, number>();
  for (const set of sets) for (const gram of set) shared.set(gram, (shared.get(gram) ?? 0) + 1);
  const counts = (gram: string) => (shared.get(gram) as number) < Math.max(3, items.length / 100);
  const corpus = samples.map((sample) => allOf(sample, VIEW_NAMES));
  return items.map((item, i) => {
    const grams = [...(sets[i] as Set<string>)].filter(counts);
    const prompt = [...gramsOf(item.prompt)].filter(counts);
    const held = grams.filter((gram) => corpus.some((set) => set.has(gram))).length;
    const alone = corpus.map((set) => grams.filter((gram) => set.has(gram)).length);
    const ofPrompt = corpus.map((set) => prompt.filter((gram) => set.has(gram)).length);
    const inWords = ITEM_VIEWS.reduce((n, v) => n + countWords(item[v]), 0);
    const given = WHOLE_VIEWS.filter((v) => item[v]);
    const equals = samples.map(
      (sample) =>
        grams.length === 0 &&
        inWords >= MIN_WORDS &&
        given.length > 0 &&
        given.every((v) => folded(sample[v]) === folded(item[v])),
    );
    const promptWords = countWords(item.prompt);
    const asks = samples.map(
      (sample) =>
        item.prompt !== undefined &&
        promptWords >= MIN_PROMPT_WORDS &&
        promptWords < inWords &&
        prompt.length < MIN_PROMPT_GRAMS &&
        folded(sample.prompt) === folded(item.prompt),
    );
    const leaks = (grams.length > 0 && held * 2 >= grams.length) || equals.includes(true);
    const promptLeaks =
      asks.includes(true) || (prompt.length >= MIN_PROMPT_GRAMS && ofPrompt.some((n) => n * 2 >= prompt.length));
    const named = alone.map((n, s) => (grams.length > 0 && n * 2 >= grams.length) || equals[s] === true);
    return { held, leaks, promptOnly: !leaks && promptLeaks, named };
  });
}

// ── The engine ───────────────────────────────────────────────────────────────────────────────────────────────────

function measured(items: readonly Texts[], samples: readonly Texts[]) {
  const collector = new ItemCollector(0);
  for (const item of items) collector.add(viewsOf(item));
  const columns = collector.take();
  const index = gramIndex(columns, new Uint16Array(items.length), 1, 0);
  const seen = new Uint8Array(index.postings.length);
  const scan = new ItemScan(index, seen);
  const preparer = new Preparer();
  const hits: SampleHit[] = [];
  const rows = { view: [] as number[], sample: [] as number[], text: [] as number[] };
  const firstRow: number[] = [];
  for (const sample of samples) {
    const first = rows.view.length;
    firstRow.push(first);
    scan.begin(() => true);
    for (const { view, segments } of viewsOf(sample)) {
      scan.view(preparer.prepare({ file: 0, block: 0 }, view, segments, 'words'), segments);
      rows.view.push(VIEW_NAMES.indexOf(view));
      rows.sample.push(first);
      rows.text.push(toKey(...hashFolded(segments)));
    }
    for (const { item, grams, prompt, view, run } of scan.held()) {
      const text = viewsOf(sample)[view]?.segments[run.segment]?.text ?? '';
      // The quoted run is at least one 13-gram long, and stands in the item.
      const quoted = words(text.slice(run.start, run.end)).join(' ');
      const itemText = viewsOf(items[item] as Texts).flatMap((v) =>
        v.segments.map((s) => ` ${words(s.text).join(' ')} `),
      );
      expect(quoted.split(' ').length).toBeGreaterThanOrEqual(ORDER);
      expect(itemText.some((t) => t.includes(` ${quoted.split(' ').slice(0, ORDER).join(' ')} `))).toBe(true);
      hits.push({ row: first + view, item, grams, prompt });
    }
  }
  const columnsOf = {
    length: rows.view.length,
    view: Uint8Array.from(rows.view),
    sample: Uint32Array.from(rows.sample),
    text: Float64Array.from(rows.text),
  };
  const whole = wholeMatches(columnsOf, columns, index, () => true);
  const sampleOf = (row: number) => rows.sample[row] as number;
  return { index, firstRow, ...verdicts({ items: columns, index, seen, hits, whole, sampleOf }) };
}

/** Texts that share stretches: some words of one long text, from here to there, and of another. */
const stretch = fc
  .record({ from: fc.nat(12), length: fc.integer({ min: 4, max: 50 }) })
  .map(({ from, length }) => Array.from({ length }, (_, k) => `w${from * 12 + k}`).join(' '));
const text = fc.oneof(
  { weight: 6, arbitrary: stretch },
  { weight: 2, arbitrary: fc.tuple(stretch, stretch).map((p) => p.join(' ')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Yes', 'What is 2+2?', 'Who wrote  the tale of Genji?', 'who wrote the Tale of Genji?'),
  },
);
const texts = fc.array(text, { minLength: 1, maxLength: 2 });
const row: fc.Arbitrary<Texts> = fc.oneof(
  fc.record({ prompt: texts, response: texts }),
  fc.record({ text: texts }),
  fc.record({ prompt: texts }),
  fc.record({ system: texts, prompt: texts, thinking: texts, response: texts }),
);

describe('13-grams', () => {
  it('are the lanes that building each anew gives', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }), fc.nat(5), (tokens, skip) => {
        const buffer = new TokenBuffer();
        tokenise(tokens.join(' '), buffer);
        const rolled: number[][] = [];
        const built: number[][] = [];
        const from = Math.min(skip, buffer.length);
        each13Gram(buffer, from, buffer.length, (...gram) => rolled.push(gram));
        eachGramOf(buffer, from, buffer.length, ORDER, (...gram) => built.push(gram));
        expect(rolled).toEqual(built);
      }),
    );
  });

  it('are left out from three items on, and from one in a hundred of a large set', () => {
    expect([1, 100, 300, 301, 10_000].map(leftOutFrom)).toEqual([3, 3, 3, 4, 100]);
  });
});

describe('leakage', () => {
  it('is what the definition says, item by item', () => {
    let leaks = 0;
    let spread = 0;
    let prompts = 0;
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        (items, samples) => {
          const expected = defined(items, samples);
          const found = measured(items, samples);
          expect([...found.held]).toEqual(expected.map((e) => e.held));
          const leaked = new Map(found.leaked.map((l) => [l.item, l]));
          expect([...leaked.keys()]).toEqual(expected.flatMap((e, i) => (e.leaks ? [i] : [])));
          expect(found.prompts.map((p) => p.item)).toEqual(expected.flatMap((e, i) => (e.promptOnly ? [i] : [])));
          expected.forEach(({ named }, item) => {
            const by = found.firstRow.map((first) =>
              (found.samples.get(first) ?? []).some((l) => l.item === item && (l.how === 'grams' || l.how === 'whole')),
            );
            expect(by).toEqual(named);
            if (leaked.get(item)?.how === 'spread') {
              spread++;
              expect(named).not.toContain(true);
              expect(leaked.get(item)?.samples.length).toBeGreaterThan(1);
            }
          });
          leaks += leaked.size;
          prompts += found.prompts.length;
        },
      ),
      { numRuns: 150 },
    );
    // Texts that never share anything would pass, too.
    expect(leaks).toBeGreaterThan(60);
    expect(spread).toBeGreaterThan(5);
    expect(prompts).toBeGreaterThan(5);
  });

  it('never finds more where fewer 13-grams are drawn than stand in the item', () => {
    const collector = new ItemCollector(2);
    collector.add([
      { view: 'text', segments: [{ text: Array.from({ length: 400 }, (_, i) => `w${i}`).join(' '), path: [] }] },
    ]);
    const columns = collector.take();
    expect(columns.lo.length).toBeGreaterThan(50);
    expect(columns.lo.length).toBeLessThan(160);
    const index = gramIndex(columns, new Uint16Array(1), 1, 2);
    expect(leakOf(index, 0, columns.lo.length, 0)).toBe('item');
    expect(leakOf(index, 0, Math.floor(columns.lo.length / 2) - 1, 0)).toBe(null);
  });
});
