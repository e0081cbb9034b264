// `plan-mixture` with a made-up engine: what is asked of it, what is printed, what is refused.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MixturePlanner } from '../../../src/cli/command.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { CorpusError } from '../../../src/engine/errors.ts';
import type { MixtureAsked } from '../../../src/runtime/between/mixture/asked.ts';
import { fakeMixture } from '../../fixtures/webview/fakeMixture.ts';
import { recording } from './support.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mixture-'));
  for (const name of ['human.jsonl', 'gen-a.jsonl', 'gen-b.jsonl']) writeFileSync(join(cwd, name), '{"text":"a"}\n');
});

const asked: MixtureAsked[] = [];
const planner: MixturePlanner = async (ask) => {
  asked.push(ask);
  if (ask.share === 0) throw new CorpusError('bad-option', 'A share of 0 is not possible.');
  const report = fakeMixture(new URLSearchParams('mixture=full'));
  return { ...report, ...(ask.out === undefined ? {} : { out: ask.out }) };
};

async function run(line: string) {
  const recorded = recording(undefined, { cwd, planMixture: planner });
  const code = await runProgram(line.split(' '), recorded.context);
  return { code, out: recorded.stdout(), err: recorded.stderr(), ask: asked.at(-1) as MixtureAsked };
}

describe('plan-mixture', () => {
  it('asks for a tenth by default, from the files that are named', async () => {
    const { code, ask } = await run('plan-mixture --real human.jsonl --synthetic gen-*.jsonl --out plan.jsonl');
    expect(code).toBe(0);
    expect(ask).toMatchObject({ share: 0.1, order: 'gain', seed: 0, out: join(cwd, 'plan.jsonl') });
    expect(ask.real.map((s) => s.shown)).toEqual(['human.jsonl']);
    expect(ask.synthetic.map((s) => s.shown)).toEqual(['gen-a.jsonl', 'gen-b.jsonl']);
    expect(ask.provenance).toBeUndefined();
  });

  it('chooses from the real files themselves where a field tells the rows apart', async () => {
    const { ask } = await run('plan-mixture --real human.jsonl --provenance meta.source=gpt,llama --share 0.3 -n');
    expect(ask.synthetic).toEqual(ask.real);
    expect(ask.provenance).toEqual({ field: 'meta.source', synthetic: ['gpt', 'llama'] });
    expect(ask.out).toBeUndefined();
  });

  it('says how much was chosen, what it covers beside random choices, and where the curve flattens', async () => {
    const { out } = await run('plan-mixture --real human.jsonl --synthetic gen-a.jsonl --out plan.jsonl');
    expect(out).toContain('312 of 20,000 candidates chosen: 45,552 words, 10 % of the mix (limit 10 %)');
    expect(out).toMatch(/content words +31.2 % +47.8 % +43.1 % +42.4–44 %/);
    expect(out).toContain('From sample 208 on each adds less than a tenth');
    expect(out).toContain('generated.jsonl:17  topic = tide pool');
    expect(out).toContain('1,204 near-duplicate of another');
    expect(out).toContain(`Plan: ${join(cwd, 'plan.jsonl')}`);
    for (const line of out.split('\n').filter((l) => !l.includes('Plan:'))) expect(line.length).toBeLessThanOrEqual(84);
  });

  it('prints and writes the report as JSON', async () => {
    const { out } = await run(
      'plan-mixture --real human.jsonl --synthetic gen-a.jsonl -o p.jsonl --format json --report r.json',
    );
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')));
    expect(JSON.parse(out).format).toBe('corpus-inspector/mixture');
  });

  it('refuses a command line that makes no sense, in a sentence', async () => {
    const files = '--real human.jsonl --synthetic gen-a.jsonl';
    const refused = async (line: string) => {
      const { code, err } = await run(`plan-mixture ${line}`);
      expect(code).toBe(2);
      return err;
    };
    expect(await refused(files)).toMatch(/--out PLAN, or try --dry-run/);
    expect(await refused('--synthetic gen-a.jsonl --out p.jsonl')).toMatch(/--real is missing/);
    expect(await refused('--real human.jsonl --out p.jsonl')).toMatch(/--synthetic is missing/);
    expect(await refused(`${files} --out human.jsonl`)).toMatch(/one of the inputs/);
    expect(await refused(`${files} --out p.jsonl --mix gen-a.jsonl`)).toMatch(/one of the inputs/);
    expect(await refused(`${files} --out p.jsonl --provenance source`)).toMatch(/name a field and the values/);
    expect(await refused(`${files} --out p.jsonl --order best`)).toMatch(/choose gain or file/);
    expect(await refused(`${files} --out p.jsonl --share 0`)).toMatch(/share of 0 is not possible/);
    expect(await refused('human.jsonl --out p.jsonl')).toMatch(/Name files with --real and --synthetic/);
  });
});
