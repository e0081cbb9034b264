// `npm run context`: measures human and LLM corpora at equal numbers of words and writes src/engine/context/measured.ts.
// Reads ../shared/data; only numbers and names of files go into the project.
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { bundles } from './lib/bundles.mjs';
import { dist, root } from './lib/paths.mjs';
import { main, run, ScriptError } from './lib/run.mjs';

const DATA = resolve(root, '..', 'shared', 'data');
const PLACE = join(root, 'src/engine/context/measured.ts');

/** Domains of train_en whose texts reply to somebody. */
const ANSWERS = new Set(['instruct', 'forum-qa', 'biomed-qa', 'dialogue']);
/** Sets whose responses are measured. Left out: sets of code, and copies of a set that is here. */
const DEMO = [
  ['instruct_human_seed_tasks.jsonl', 'human'],
  ['chat_human_topicalchat_messages.jsonl', 'human'],
  ['chat_chatgpt_messages.jsonl', 'llm'],
  ['chat_arena_hard_gpt-3.5-turbo-0125.jsonl', 'llm'],
  ['chat_arena_hard_gpt-4-0314.jsonl', 'llm'],
  ['instruct_gpteacher_roleplay.jsonl', 'llm'],
  ['instruct_toolformer_dedupe_only.jsonl', 'llm'],
];

const ENTRY = `
export { budgetDraws, isComparable, meanOfDraws, STANDARD_WORDS } from './src/engine/budget.ts';
export { copyNumbers } from './src/engine/draw.ts';
export { measureSamples } from './src/engine/measure.ts';
export { ABOUT_METRICS, DRAWN_METRICS } from './src/engine/registry.ts';
export { toKey } from './src/engine/text/hash.ts';
export { words } from './src/engine/text/words.ts';
export { planFile } from './src/formats/planFile.ts';
export { readBlock } from './src/formats/readBlock.ts';
export { hashText } from './src/formats/rowHash.ts';
export { openSource } from './src/runtime/sources/source.ts';
export { envOf } from './src/runtime/tasks/job.ts';
export { lazyTools } from './src/runtime/lazy/tools.ts';
`;

/** The product's code, built beside its other bundles so that it finds what it loads later. */
async function loadProduct() {
  await run(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root, quiet: true, check: 'esbuild' });
  const outfile = join(dist, 'context.mjs');
  const { entryPoints: _, outdir: __, outExtension: ___, ...options } = bundles(root, { production: false }).engine;
  const stdin = { contents: ENTRY, resolveDir: root, loader: 'ts' };
  await esbuild.build({ ...options, stdin, outfile, sourcemap: false });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}

/** Corpora of train_en: one per domain and label. */
function trainCorpora({ hashText }) {
  const cells = new Map();
  const lines = gunzipSync(readFileSync(join(DATA, 'train/train_en.jsonl.gz')))
    .toString('utf8')
    .split('\n');
  for (const line of lines) {
    if (line === '') continue;
    const { text, domain, label: by } = JSON.parse(line);
    const label = by === 'human' ? 'human' : 'llm';
    const name = `train_en ${domain}, ${label === 'llm' ? 'LLM' : label}`;
    const cell = cells.get(name) ?? { name, label, kind: ANSWERS.has(domain) ? 'answers' : 'documents', samples: [] };
    cells.set(name, cell);
    cell.samples.push({ segments: [text], hash: hashText(text) });
  }
  return [...cells.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One view of a file, read as the product reads it. */
function fileCorpus({ openSource, planFile, readBlock }, path, view, rest) {
  const source = openSource({ kind: 'file', path: join(DATA, path), shown: path });
  try {
    const plan = planFile(source, { blockBytes: 1 << 20 });
    const samples = [];
    for (const { block } of plan.blocks) {
      readBlock(source, plan, block, (sample) => {
        const found = sample.views.find((v) => v.view === view);
        if (found) samples.push({ segments: found.segments.map((s) => s.text), hash: sample.hash });
      });
    }
    return { name: path.replace(/^.*\//, ''), samples, ...rest };
  } finally {
    source.close();
  }
}

/** Value of each metric at a number of words, by id; null where the corpus holds too few. */
function valuesAt(product, samples, budget) {
  const { budgetDraws, copyNumbers, DRAWN_METRICS, measureSamples, meanOfDraws, toKey, words } = product;
  const sizes = Uint32Array.from(samples, (s) => s.segments.reduce((n, text) => n + words(text).length, 0));
  if (sizes.reduce((a, b) => a + b, 0) < budget) return null;
  const content = Float64Array.from(samples, (s) => toKey(...s.hash));
  const draws = budgetDraws(content, copyNumbers(content), sizes, budget).map((draw) =>
    [...draw].sort((a, b) => a - b).map((index) => ({ index, segments: samples[index].segments })),
  );
  if (draws.length === 0) return null;
  const env = product.envOf({ maxSlots: 1 << 22, level: 0, curveLevel: 0, drawnBlocks: null, blocks: [0] });
  const tools = product.lazyTools();
  const measured = draws.map((draw, i) =>
    measureSamples(draw, env, tools, { folded: true, drawn: i === 0 ? DRAWN_METRICS : [] }),
  );
  const ids = Object.keys(measured[0]);
  return Object.fromEntries(ids.map((id) => [id, meanOfDraws(measured.map((m) => m[id]?.value))?.value ?? null]));
}

function tableText(product, corpora) {
  const { ABOUT_METRICS, isComparable, STANDARD_WORDS } = product;
  const ids = Object.keys(ABOUT_METRICS).filter((id) => isComparable(id, ABOUT_METRICS[id]));
  const rounded = (x) => (x == null ? 'null' : String(Number(x.toPrecision(4))));
  const lines = (words) =>
    ids.map((id) => `      '${id}': [${corpora.map((c) => rounded(c.values[words]?.[id])).join(', ')}],`);
  const quoted = (c) =>
    `    { name: '${c.name}', label: '${c.label}', kind: '${c.kind}', samples: ${c.samples.length} },`;
  return [
    '// biome-ignore-all format: written by a script',
    `// Written by \`npm run context\` (scripts/context.mjs) on ${new Date().toISOString().slice(0, 10)}; do not edit.`,
    `// Every metric at ${STANDARD_WORDS.join(' and ')} words (the mean of up to five draws; costly metrics on one) of the`,
    '// corpora named below: train/train_en.jsonl.gz by domain and label, golden/arxiv_*.jsonl, demo/*.jsonl (responses).',
    "import type { MeasuredTable } from './context.ts';",
    '',
    'export const MEASURED: MeasuredTable = {',
    '  corpora: [',
    ...corpora.map(quoted),
    '  ],',
    '  values: {',
    ...STANDARD_WORDS.flatMap((words) => [`    ${words}: {`, ...lines(words), '    },']),
    '  },',
    '};',
    '',
  ].join('\n');
}

await main(async () => {
  if (!existsSync(join(DATA, 'README.md'))) throw new ScriptError(`The corpora are not there: ${DATA}.`);
  const product = await loadProduct();
  const golden = (name, label) => fileCorpus(product, `golden/${name}`, 'text', { label, kind: 'documents' });
  const read = [
    ...trainCorpora(product),
    golden('arxiv_human_100.jsonl', 'human'),
    golden('arxiv_llm_100.jsonl', 'llm'),
    ...DEMO.map(([name, label]) => fileCorpus(product, `demo/${name}`, 'response', { label, kind: 'answers' })),
  ];
  const corpora = [];
  for (const corpus of read) {
    const values = {};
    for (const words of product.STANDARD_WORDS) {
      const found = valuesAt(product, corpus.samples, words);
      if (found) values[words] = found;
    }
    const sizes = Object.keys(values);
    console.log(`${corpus.name}: ${corpus.samples.length} samples, measured at ${sizes.join(' and ') || 'no'} words`);
    if (sizes.length > 0) corpora.push({ ...corpus, values });
  }
  await writeFile(PLACE, tableText(product, corpora));
  console.log(`Wrote ${PLACE}: ${corpora.length} corpora.`);
});
