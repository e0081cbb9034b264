// Plans mixtures of human and LLM rows, and prints what each plan covers beside random choices of as many words: of the gaps it was
// chosen by, and of what a held-out human half has that the real half lacks. Started by ../mixture.mjs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, run } from '../../lib/run.mjs';
import { heldOutCoverage, readItems } from './heldOut.mjs';
import { plantNoise } from './noise.mjs';
import { makePairs } from './pairs.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const percent = (share) => `${(100 * share).toFixed(2)} %`;

await main(async () => {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: '' },
      cli: { type: 'string', default: '' },
      data: { type: 'string', default: '' },
      share: { type: 'string', default: '0.1' },
      only: { type: 'string' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-mixture-'));
  try {
    const plan = async (options) => {
      const report = join(folder, 'report.json');
      await run(process.execPath, [values.cli, 'plan-mixture', ...options, '--report', report, '--quiet'], {
        quiet: true,
        check: 'plan-mixture',
      });
      return JSON.parse(readFileSync(report, 'utf8'));
    };
    const pairs = makePairs(values.root, values.data, folder).filter(
      ({ name }) => !values.only || name === values.only,
    );
    for (const { name, view, real, held, synthetic } of pairs) {
      const out = join(folder, `${name}-plan.jsonl`);
      const files = ['--real', real, '--synthetic', synthetic, '--view', view];
      const report = await plan([...files, '--share', values.share, '--out', out]);
      say(
        `${name}: ${report.chosen.samples} of ${report.synthetic.samples} candidates, ${report.chosen.words} words beside ${report.real.words} real ones, share ${percent(report.share.planned)}`,
      );
      sayRows(
        'gaps covered',
        report.coverage.map(({ id, planned, random, randomRange }) => ({
          kind: id,
          planned,
          random,
          range: randomRange,
        })),
      );
      const parts = { real, held, synthetic, plan: out };
      const read = Object.fromEntries(Object.entries(parts).map(([part, path]) => [part, readItems(path, view)]));
      sayRows('held out', heldOutCoverage(read));
      if (view === 'text') {
        const noisy = join(folder, `${name}-noisy.jsonl`);
        const planted = plantNoise(
          synthetic,
          noisy,
          ({ text }) => text,
          (row, text) => ({ ...row, text }),
        );
        const noisyPlan = join(folder, `${name}-noisy-plan.jsonl`);
        await plan(['--real', real, '--synthetic', noisy, '--view', view, '--share', values.share, '--out', noisyPlan]);
        const chosen = readFileSync(noisyPlan, 'utf8').trimEnd().split('\n');
        const told = Object.entries(planted).map(
          ([kind, rows]) => `${chosen.filter((line) => rows.has(line)).length} of ${rows.size} ${kind}`,
        );
        say(`  planted noise that was chosen among ${chosen.length} rows: ${told.join(', ')}`);
      }
      say('');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function sayRows(title, rows) {
  say(`  ${title.padEnd(14)}${'plan'.padStart(10)}${'random'.padStart(10)}${'range'.padStart(22)}`);
  for (const { kind, planned, random, range } of rows) {
    const beside =
      planned > random ? 'above the mean' : planned === 0 && random < 1e-4 ? 'too few to tell' : 'NOT ABOVE';
    const better = planned > range[1] ? 'above all draws' : beside;
    say(
      `  ${kind.padEnd(14)}${percent(planned).padStart(10)}${percent(random).padStart(10)}${range.map(percent).join('–').padStart(22)}  ${better}`,
    );
  }
}
