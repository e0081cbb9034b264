// How often a comparison of two random halves of one set says that something changed.
import { decide } from './decide.mjs';
import { halves, humanSets } from './sets.mjs';

const [data, splits, only] = process.argv.slice(2);
for (const { name, units, named } of humanSets(data)) {
  if (only && !name.includes(only)) continue;
  const outcomes = {};
  const p = [];
  const started = performance.now();
  for (let seed = 1; seed <= Number(splits); seed++) {
    const { steps: texts, documents } = halves(units, seed);
    const { verdict, steps } = decide(texts, named ? { documents } : {});
    outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1;
    const all = [...Object.values(steps[1].has), ...Object.values(steps[1].keeps)].flatMap((v) => v.p ?? []);
    p.push(Math.min(...all));
    if (verdict.outcome !== 'none' && process.env.SHOW)
      process.stdout.write(`  ${seed}: ${verdict.sentences.join(' ')}\n`);
  }
  const alarms = Number(splits) - (outcomes.none ?? 0);
  const below = (x) => p.filter((value) => value < x).length;
  const samples = units.flat().length;
  process.stdout.write(
    `${name.padEnd(48)} ${String(samples).padStart(5)} samples  false alarms ${alarms} of ${splits}   smallest p below 0.01: ${below(0.01)}, 0.05: ${below(0.05)}, 0.1: ${below(0.1)}   ${((performance.now() - started) / Number(splits) / 1000).toFixed(1)} s each\n`,
  );
}
