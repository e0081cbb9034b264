// npm run bench: whether the product is as fast, small and accurate as it says. Builds what the sources say, measures real
// corpora beside a bare pass over the same bytes, prints the figures against the goals, and writes bench/results.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { accuracy } from './bench/accuracy.mjs';
import { verdict } from './bench/arithmetic.mjs';
import { buildShipped } from './bench/bundle.mjs';
import { knowsMetrics } from './bench/child.mjs';
import { corpusFile, isThere } from './bench/corpora.mjs';
import { firstNumbers } from './bench/firstNumbers.mjs';
import { goalsOf, MEMORY, THOUSAND } from './bench/goals.mjs';
import { inspectCorpus, inspectWithin, scaling } from './bench/inspections.mjs';
import { readOptions, USAGE } from './bench/options.mjs';
import { parts } from './bench/parts.mjs';
import { goalsTable } from './bench/table.mjs';
import { traits } from './bench/traits.mjs';
import { whatIf } from './bench/whatIf.mjs';
import { root } from './lib/paths.mjs';
import { main } from './lib/run.mjs';

await main(async () => {
  const options = readOptions(process.argv.slice(2), isThere);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const { corpora, sections, jobs, memory, quick, check } = options;
  const say = (line) => console.log(line);
  const dist = await buildShipped();
  const hasMetrics = knowsMetrics(dist);
  const context = { dist, hasMetrics, jobs, memory, quick, say };
  const machine = {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryMb: Math.round(totalmem() / 1e6),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
  say(`${machine.processor}, ${machine.cores} cores, ${machine.memoryMb} MB, Node ${machine.node}`);
  if (!hasMetrics) say('The command line has no --metrics: the core cannot be measured apart.');
  for (const name of corpora) corpusFile(name);

  const results = { machine, options: { corpora, sections: [...sections], jobs, memory, quick } };
  const save = () => {
    mkdirSync(join(root, 'bench'), { recursive: true });
    writeFileSync(join(root, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  };
  // Saved after each section: a long run that is broken off leaves what it has.
  const section = async (name, wanted, run) => {
    if (!sections.has(name) || !wanted) return;
    await run();
    save();
  };
  /** Parts and accuracy need no more than the first megabytes: two sizes of one corpus would say the same twice. */
  const kinds = corpora.filter((name) => name !== THOUSAND || corpora.length === 1);

  results.corpora = {};
  for (const name of corpora) {
    await section('corpora', true, async () => {
      results.corpora[name] = await inspectCorpus(name, context);
    });
  }
  await section('budget', corpora.includes(THOUSAND) && !quick, () => {
    results.withinBudget = inspectWithin(THOUSAND, MEMORY, context);
  });
  await section('scaling', true, () => {
    results.scaling = scaling(kinds.at(-1), context);
  });
  results.parts = {};
  results.accuracy = {};
  for (const name of kinds) {
    await section('parts', true, async () => {
      results.parts[name] = await parts(name, context);
    });
  }
  results.traits = {};
  for (const name of kinds) {
    await section('traits', true, async () => {
      results.traits[name] = await traits(name, context);
    });
  }
  for (const name of kinds) {
    await section('accuracy', true, () => {
      results.accuracy[name] = accuracy(name, context);
    });
  }
  await section('first', true, async () => {
    results.firstNumbers = await firstNumbers(corpora.at(-1), context);
  });
  await section('whatif', true, async () => {
    results.whatIf = await whatIf(context);
  });

  const goals = goalsOf(results).map((goal) => ({ ...goal, ...verdict(goal) }));
  results.goals = goals;
  save();
  say(`\n${goalsTable(goals)}`);
  return check && goals.some((goal) => goal.met === false) ? 1 : 0;
});
