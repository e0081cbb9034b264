// Entry of `npm run train:traits`: cross-fits, measures and fits the trait model, and writes its file. The same training texts
// give the same bytes on the same version of Node.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rankCells, rankDomains } from '../eval/ranking.mjs';
import { crossFit, leaveFamiliesOut } from './crossfit.mjs';
import { fitCurves, fitKinds, fitQuantiles, standardise } from './curves.mjs';
import { readRows, trainingFile } from './data.mjs';
import { fitModel, round } from './fit.mjs';
import { commonWords, trainingWindows } from './vectors.mjs';

/** Named in the file. Change it with the training texts, never by the clock: the file is reproducible. */
const NAME = 'english-1';
const TRAINED = '2026-11-22';
const SEED = 7;

const [, , root, what] = process.argv;
const path = trainingFile(root);
const begun = performance.now();
const note = (text) =>
  process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);

const rows = readRows(path);
const words = commonWords(rows);
const windows = trainingWindows(rows, words, SEED);
note(`${rows.length} texts, ${windows.row.length} training windows`);
const fits = crossFit(
  rows,
  windows,
  words,
  (row) => row.domain,
  () => true,
  note,
);
const curves = fitCurves(rows, fits);
const scored = writeScores(join(root, 'out/eval/scores.jsonl'));
const cells = leaveFamiliesOut(rows, windows, words, note);
const figures = {
  method:
    'Texts of 100 words and more that were not abstained from, by models trained without the domain they belong to.',
  leaveOneDomainOut: rankDomains(scored),
  shortTexts: rankDomains(scored, { from: 50, to: 100, least: 40 }),
  domainAndFamilyOut: rankCells(cells),
};
writeFileSync(join(root, 'out/eval/ranking.json'), JSON.stringify(figures, null, 1));
if (what !== 'scores') writeModel(join(root, 'src/engine/traits/model/english.json'));

/** Cross-fitted scores for the evaluations: one line a text, without the text. */
function writeScores(file) {
  const lines = rows.map((row, i) => {
    const { words: size, abstained, markup, raw, cuts } = fits[i];
    const of = (at, parts) => {
      const z = standardise(curves, at, parts);
      return [z.score, ...z.parts].map((x) => round(x, 4));
    };
    const [score, ...parts] = of(size, raw);
    const { id, domain, source, generator, family, label, pair } = row;
    return {
      ...{ id, domain, source, generator, family, label, pair, words: size, abstained, markup: round(markup, 4) },
      ...{ score: abstained ? null : score, parts, cuts: cuts.map((cut) => [cut.words, ...of(cut.words, cut.raw)]) },
    };
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  note(`wrote ${file}`);
  return lines;
}

/** One of five folds, rows of a pair together. */
function foldOf({ pair, id }) {
  return `fold ${
    createHash('sha256')
      .update(pair ?? id)
      .digest()[0] % 5
  }`;
}

function writeModel(file) {
  // New text of a kind meets a model that knows the kind from one source: between knowing it and not.
  const inKind = crossFit(rows, windows, words, foldOf, (row) => row.label === 0, note);
  const { kinds, quantiles } = fitQuantiles(rows, fits, inKind, curves);
  const model = {
    ...fitModel(rows, windows, words, () => true),
    name: NAME,
    trained: TRAINED,
    card: card(),
    kinds: fitKinds(rows, windows, words.length, kinds),
    ...curves,
    quantiles,
  };
  writeFileSync(file, `${JSON.stringify(model, null, 1)}\n`);
  note(`wrote ${file}`);
}

/** What people should know of the model: kept in its file. */
function card() {
  const sources = new Map();
  for (const { source, domain, label } of rows) {
    const entry = sources.get(source) ?? { human: 0, llm: 0, domains: new Set() };
    entry[label === 1 ? 'llm' : 'human']++;
    entry.domains.add(domain);
    sources.set(source, entry);
  }
  return {
    language: 'English',
    data: {
      file: 'train_en.jsonl.gz',
      sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
      texts: rows.length,
      human: rows.filter((row) => row.label === 0).length,
      llm: rows.filter((row) => row.label === 1).length,
      generators: [...new Set(rows.map((row) => row.generator).filter(Boolean))].sort(),
      sources: [...sources].map(([source, { human, llm, domains }]) => ({
        source,
        human,
        llm,
        domains: [...domains].sort(),
      })),
    },
    licences:
      'Fitted weights, counts and common words only; no text. Sources: MIT (GPTeacher, fast-detect-gpt, glimpse, ZipPy samples, slop-score, HaluEval, DNA-GPT, rexshijaku), CC BY-SA 4.0 (BiScope), Apache-2.0 (self-instruct), CC0 or public domain (18F blog, Python PEPs), CDLA-Sharing 1.0 (Topical-Chat).',
    windows: { count: windows.row.length, words: '60 to 260, two a text, one of a text below 100 words', seed: SEED },
    figures,
    limits:
      'English. Instruction-tuned models up to 2025; text of base models is not seen. A score is no proof of origin and has no threshold: verdicts need a calibration by human rows of the same kind.',
  };
}
