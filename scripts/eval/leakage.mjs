// `npm run eval:leakage [-- --data FOLDER] [--big FILE]`: plants items of one set into another and counts how many are found, by what was
// done to them; counts false alarms between sets that have nothing to do with each other; and takes the time.
// --big: a large JSONL file for the time, such as big/peps_revisions.jsonl unpacked; without it the time is left out.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildShipped } from '../bench/bundle.mjs';
import { root } from '../lib/paths.mjs';
import { main, run } from '../lib/run.mjs';
import { KINDS, words } from './leakage/plant.mjs';

const PLANTED = 100;
const say = (line) => process.stdout.write(`${line}\n`);
const percent = (n, of) => (of === 0 ? '–' : `${((100 * n) / of).toFixed(1)} %`);

const jsonl = (rows) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
const lines = (path) => readFileSync(path, 'utf8').trim().split('\n');
const stringOf = (content) => (typeof content === 'string' ? content : (content?.answer ?? ''));

/** Rows of any of the demo's shapes as { prompt, response } or { text }. */
function plain(row) {
  if (row.messages) {
    const of = (role) => row.messages.filter((m) => m.role === role).map((m) => stringOf(m.content));
    return { prompt: of('user')[0] ?? '', response: of('assistant')[0] ?? '' };
  }
  if (row.instances) {
    const [first] = row.instances;
    return { prompt: `${row.instruction} ${first.input}`.trim(), response: first.output };
  }
  if (row.instruction) {
    return { prompt: `${row.instruction} ${row.input ?? ''}`.trim(), response: row.output ?? row.response };
  }
  return { text: row.text };
}

/** Sets by name; texts of the training file by domain, human ones only, so that no two sets share a source. */
function readSets(data) {
  const sets = {};
  for (const file of readdirSync(join(data, 'demo'))) {
    if (!/^(chat_|instruct_(alpaca|gpteacher_codegen|human))/.test(file)) continue;
    // Two models' answers to the same questions are no unrelated sets.
    if (file.includes('gpt-3.5')) continue;
    const name = file.replace(/^(chat|instruct)_|(_messages|_fields)?\.jsonl$/g, '');
    sets[name] = lines(join(data, 'demo', file)).map((line) => plain(JSON.parse(line)));
  }
  const texts = gunzipSync(readFileSync(join(data, 'train/train_en.jsonl.gz'))).toString('utf8');
  for (const line of texts.trim().split('\n')) {
    const { text, label, domain } = JSON.parse(line);
    if (label !== 'human' && label !== 0) continue;
    // They are the seed tasks: 97 of 98 leak into each other, rightly.
    if (domain === 'instruct') continue;
    const name = `human ${domain}`;
    sets[name] ??= [];
    sets[name].push({ text });
  }
  return sets;
}

await main(async () => {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: resolve(root, '../shared/data') }, big: { type: 'string' } },
  });
  const sets = readSets(values.data);
  const dist = await buildShipped();
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-leakage-'));
  const cli = (args) => run(process.execPath, [join(dist, 'cli.js'), ...args], { quiet: true, check: args[0] });
  const inspect = async (corpus, against) => {
    const out = join(folder, 'report.json');
    const named = against.flatMap((path) => ['--against', path]);
    await cli(['inspect', corpus, ...named, '--metrics', 'core', '--quiet', '--format', 'json', '--out', out]);
    return JSON.parse(readFileSync(out, 'utf8'));
  };
  const paths = {};
  for (const [name, rows] of Object.entries(sets)) {
    paths[name] = join(folder, `${name.replace(/\W+/g, '-')}.jsonl`);
    writeFileSync(paths[name], jsonl(rows));
  }
  try {
    await planted(sets, { folder, cli });
    await alarms(sets, paths, inspect);
    if (values.big) await time(resolve(values.big), paths, { folder, inspect });
    else say('The time was not taken: give --big FILE.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Items of three sets into three others, each kind into rows of its own. */
async function planted(sets, { folder, cli }) {
  const pairs = [
    ['alpaca', 'gpteacher_codegen'],
    ['arena_hard_gpt-4-0314', 'chatgpt'],
    ...Object.keys(sets)
      .filter((name) => name.startsWith('human ') && sets[name].length >= 300)
      .slice(0, 4)
      .map((name) => [name, 'chatgpt']),
  ];
  say(`Planted: ${PLANTED} items of each set per kind, drawn evenly from those of at least 50 words.`);
  say('');
  const total = KINDS.map(() => ({ planted: 0, found: 0 }));
  let flagged = 0;
  let right = 0;
  for (const [from, into] of pairs) {
    const items = sets[from];
    const long = [...items.keys()].filter((i) => words(Object.values(items[i]).join(' ')).length >= 50);
    const evaluation = join(folder, 'items.jsonl');
    writeFileSync(evaluation, jsonl(items));
    const rows = sets[into].map((row) => ({ ...row }));
    /** By line of the corpus: what was planted there. */
    const truth = new Map();
    KINDS.forEach((kind, k) => {
      for (let i = 0; i < PLANTED; i++) {
        const item = long[Math.floor(((i * KINDS.length + k) / (PLANTED * KINDS.length)) * long.length)];
        const host = rows[(i * KINDS.length + k) % rows.length];
        const row = kind.plant(items[item], host);
        if (!row) continue;
        rows.push(row);
        truth.set(rows.length, { item: item + 1, k });
      }
    });
    const corpus = join(folder, 'corpus.jsonl');
    writeFileSync(corpus, jsonl(rows.map((row) => ('text' in row ? { prompt: '', response: row.text } : row))));
    const out = join(folder, 'clean.jsonl');
    await cli([
      'clean',
      corpus,
      '--drop',
      'leakage',
      '--against',
      evaluation,
      '--decisions',
      'none',
      '--quiet',
      '--out',
      out,
    ]);
    const { samples } = JSON.parse(readFileSync(`${out}.report.json`, 'utf8'));
    for (const name of [out, `${out}.report.json`]) rmSync(name, { force: true });
    const named = new Map(samples.map((s) => [s.line, (s.related ?? []).map((r) => r.line)]));
    for (const [line, { item, k }] of truth) {
      total[k].planted++;
      if (named.get(line)?.includes(item)) total[k].found++;
    }
    for (const [line, of] of named) {
      flagged++;
      const planted = truth.get(line);
      if (planted && of.includes(planted.item)) right++;
    }
  }
  for (const [k, { name, leaks }] of KINDS.entries()) {
    const { planted: n, found } = total[k];
    say(
      `  ${name.padEnd(58)}${percent(found, n).padStart(8)} of ${String(n).padStart(4)}${leaks ? '' : '   (less than half is left)'}`,
    );
  }
  say('');
  say(
    `Samples flagged: ${flagged}; the item named is the one that was planted in ${right} (${percent(right, flagged)}).`,
  );
  say('');
}

/** Every set against every other. */
async function alarms(sets, paths, inspect) {
  const names = Object.keys(sets);
  let items = 0;
  let leaked = 0;
  let prompts = 0;
  let hit = 0;
  const told = [];
  for (const corpus of names) {
    const others = names.filter((name) => name !== corpus);
    const { leakage } = await inspect(
      paths[corpus],
      others.map((name) => paths[name]),
    );
    for (const [i, set] of leakage.sets.entries()) {
      items += set.items;
      leaked += set.leaked;
      prompts += set.prompts;
      hit += set.anyHit * set.items;
      if (set.leaked + set.prompts > 0) {
        told.push(
          `  ${others[i]} in ${corpus}: ${set.leaked} of ${set.items} leak, ${set.prompts} by their prompt alone`,
        );
      }
    }
  }
  say(
    `False alarms: ${names.length} unrelated sets, each against each: ${items} comparisons of an item with a corpus.`,
  );
  say(`  leak                      ${leaked} (${percent(leaked, items)})`);
  say(`  prompt alone              ${prompts} (${percent(prompts, items)})`);
  say(`  share any 13-gram         ${Math.round(hit)} (${percent(hit, items)})`);
  for (const line of told) say(line);
  say('');
}

/** A corpus of 100 MB, without and with evaluation sets. */
async function time(big, paths, { folder, inspect }) {
  const corpus = join(folder, 'big.jsonl');
  const text = readFileSync(big).subarray(0, 100e6);
  writeFileSync(corpus, text.subarray(0, text.lastIndexOf(10) + 1));
  const all = Object.values(paths);
  const bytes = all.reduce((n, path) => n + statSync(path).size, 0);
  const without = await inspect(corpus, []);
  const with_ = await inspect(corpus, all);
  const { tasks, jobs } = with_.timing;
  const own = Object.entries(tasks).filter(([task]) => task.startsWith('leakage'));
  say(
    `Time: 100 MB, ${jobs} workers, core metrics: ${without.timing.wallMs} ms without, ${with_.timing.wallMs} ms with`,
  );
  say(`evaluation sets of ${(bytes / 1e6).toFixed(1)} MB, ${own.map(([task, ms]) => `${task} ${ms} ms`).join(', ')}.`);
}
