// `clean` with the real engine, in this process.
import '../runtime/tempRoot.ts';
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { dropSet } from '../../../src/runtime/review/dropSet.ts';
import { testPool } from '../../helpers/inspect.ts';
import { recording } from './support.ts';

let folder: string;
let pool: Promise<WorkerPool> | undefined;
afterAll(async () => (await pool)?.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clean-'));
  copyFileSync('samples/instructions.jsonl', join(folder, 'in.jsonl'));
});
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const linesOf = (name: string) => read(name).split('\n').slice(0, -1);

async function run(...words: string[]) {
  pool ??= testPool(1);
  const workers = await pool;
  const { context, stdout, stderr } = recording(
    (sources, options, hooks) => inspectCorpus({ sources, options }, workers, hooks),
    {
      cwd: folder,
      dropSet: (inspection, choice, decided, { signal }) =>
        dropSet(inspection, choice, decided, { pool: workers, readSample, signal }),
    },
  );
  const code = await runProgram(words, context);
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('clean', () => {
  it('leaves out what repeats, keeps every other line, and tells why', async () => {
    const { code, stdout, stderr } = await run('clean', 'in.jsonl', '-o', 'out.jsonl', '--dropped');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Dropped 18 of 342 rows: 6 exact-duplicate, 12 near-duplicate\.\n/);
    expect(stdout).toContain('in.jsonl → out.jsonl: 324 rows kept, 18 dropped');
    expect(stderr).toMatch(/^2 lines could not be read: .*; they stay\.\n$/);
    const report = JSON.parse(read('out.jsonl.report.json'));
    const gone = new Set(report.samples.map((s: { line: number }) => s.line));
    expect(gone.size).toBe(18);
    expect(linesOf('out.jsonl')).toEqual(linesOf('in.jsonl').filter((_, i) => !gone.has(i + 1)));
    expect(linesOf('out.jsonl.dropped.jsonl')).toEqual(linesOf('in.jsonl').filter((_, i) => gone.has(i + 1)));
    // What is clean stays as it is, byte for byte.
    const again = await run('clean', 'out.jsonl', '-o', 'again.jsonl');
    expect(again.stdout).toMatch(/^Dropped 0 of 324 rows\.\n/);
    expect(read('again.jsonl')).toBe(read('out.jsonl'));
    // Its report and its dropped rows are no corpus of this folder.
    const all = await run('clean', '.', '-n', '--format', 'json');
    const sources = JSON.parse(all.stdout).files.map((f: { source: string }) => f.source);
    expect(sources).toEqual(['again.jsonl', 'in.jsonl', 'out.jsonl']);
  });

  it('drops and keeps as was decided, by the name of the file', async () => {
    const found = JSON.parse((await run('clean', 'in.jsonl', '-n', '--format', 'json')).stdout);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
    await run('clean', 'in.jsonl', '-o', 'out.jsonl');
    const { samples } = JSON.parse(read('out.jsonl.report.json'));
    const [first, second] = samples as { sample: string; copy: number; of: number; line: number }[];
    const common = { when: '2026-01-01T00:00:00.000Z', batch: 'b' };
    const name = ({ sample, copy, of }: typeof first & object) => ({ sample, copy, of });
    const decisions = [
      { file: 'in.jsonl', ...name(first!), action: 'keep', ...common },
      { file: 'in.jsonl', ...name(second!), action: 'drop', ...common },
      { file: 'other.jsonl', ...name(samples[2]), action: 'keep', ...common },
      { file: 'in.jsonl', sample: '00000000000001', copy: 1, of: 1, action: 'drop', ...common },
    ];
    mkdirSync(join(folder, '.corpus-inspector'));
    const ledger = `${decisions.map((d) => JSON.stringify(d)).join('\n')}\nnot a decision\n`;
    writeFileSync(join(folder, '.corpus-inspector/decisions.jsonl'), ledger);
    const auto = await run('clean', 'in.jsonl', '-n', '--format', 'json');
    expect(auto.stderr).toContain('1 sample dropped, 1 kept; 1 decision is about samples that are not there.');
    expect(auto.stderr).toContain('1 line of ');
    const { reasons, dropped, decisions: from } = JSON.parse(auto.stdout);
    expect([dropped, reasons.decision]).toEqual([found.dropped - 1, 1]);
    expect(from).toContain('decisions.jsonl');
    const none = await run('clean', 'in.jsonl', '-n', '--format', 'json', '--decisions', 'none');
    expect(JSON.parse(none.stdout).reasons).toEqual(found.reasons);
    // A file of another name: what was decided about the former one is meant for it.
    copyFileSync(join(folder, 'in.jsonl'), join(folder, 'renamed.jsonl'));
    const decided = '.corpus-inspector/decisions.jsonl';
    const renamed = await run(
      'clean',
      'renamed.jsonl',
      '-n',
      '--drop',
      'none',
      '--decisions',
      decided,
      '--format',
      'json',
    );
    expect(renamed.stderr).toContain('names renamed.jsonl: all of them are applied');
    expect(JSON.parse(renamed.stdout).reasons).toEqual({ decision: 1 });
    const alone = await run('clean', 'renamed.jsonl', '-n', '--drop', 'none', '--format', 'json');
    expect(JSON.parse(alone.stdout).dropped).toBe(0);
  });

  it('never drops a copy that a person kept, by whatever other finding', async () => {
    const text = (n: number) => Array.from({ length: 30 }, (_, k) => `w${n}x${(k * k * 7 + n) % 97}`).join(' ');
    const rows = [0, 1, 0, 2, 0, 3, 0, 4].map((n, id) => JSON.stringify({ id, text: text(n) }));
    writeFileSync(join(folder, 'four.jsonl'), `${rows.join('\n')}\n`);
    await run('clean', 'four.jsonl', '-o', 'out.jsonl');
    const { samples } = JSON.parse(read('out.jsonl.report.json'));
    expect(samples.map((s: { line: number }) => s.line)).toEqual([3, 5, 7]);
    const { sample, copy, of } = samples[1];
    const kept = { file: 'four.jsonl', sample, copy, of, action: 'keep', when: '2026-01-01T00:00:00.000Z', batch: 'b' };
    for (const [decision, drop] of [
      [kept, 'exact-duplicate,near-duplicate'],
      [kept, 'near-duplicate'],
      [{ ...kept, finding: 'exact-duplicate' }, 'exact-duplicate,near-duplicate'],
      [kept, 'exact-duplicate,near-duplicate,low-novelty'],
    ] as const) {
      writeFileSync(join(folder, 'd.jsonl'), `${JSON.stringify(decision)}\n`);
      await run('clean', 'four.jsonl', '-o', 'out.jsonl', '--decisions', 'd.jsonl', '--drop', drop);
      const gone = JSON.parse(read('out.jsonl.report.json')).samples.map((s: { line: number }) => s.line);
      expect(gone, `${JSON.stringify(decision)} ${drop}`).toEqual([3, 7]);
    }
  });

  it('says where a file could not be written, and what to do', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
      path: '/data/out.jsonl',
    });
    const { context, stderr } = recording(() => Promise.reject(full), { cwd: folder });
    expect(await runProgram(['clean', 'in.jsonl', '-n'], context)).toBe(70);
    expect(stderr()).toBe(
      'Could not write /data/out.jsonl (ENOSPC): make room on the disk, or choose another place.\n',
    );
  });

  it('writes what a dangling link leads to, not over the link', async () => {
    symlinkSync('target.jsonl', join(folder, 'link.jsonl'));
    expect((await run('clean', 'in.jsonl', '-o', 'link.jsonl', '-q')).code).toBe(0);
    expect(lstatSync(join(folder, 'link.jsonl')).isSymbolicLink()).toBe(true);
    expect(linesOf('target.jsonl')).toHaveLength(324);
  });

  it('writes several files to a folder, which is no part of the corpus the next time', async () => {
    writeFileSync(join(folder, 'b.jsonl'), '{"text":"b"}\n{"text":"b"}\n');
    for (let time = 0; time < 2; time++) {
      const { code, stdout } = await run('clean', '.', '-o', 'cleaned', '--drop', 'exact-duplicate', '-q');
      expect(code).toBe(0);
      expect(stdout).toContain('b.jsonl → cleaned/b.jsonl: 1 row kept, 1 dropped, 26 → 13 bytes');
      expect(readdirSync(join(folder, 'cleaned'))).toEqual(['b.jsonl', 'clean.report.json', 'in.jsonl']);
    }
    expect(await run('clean', '.', '-o', '.')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('were inspected'),
    });
  });

  it('says in words what it cannot do, and writes nothing', async () => {
    const cases: [string[], RegExp][] = [
      [['in.jsonl'], /Say where the result goes with --out OUT/],
      [['in.jsonl', '-o', 'in.jsonl'], /in\.jsonl is one of the files that were inspected: choose another name/],
      [
        ['in.jsonl', '-o', 'o', '--drop', 'dups'],
        /--drop dups: "dups" is not a kind; choose none or some of invalid, /,
      ],
      [['in.jsonl', '-o', 'o', '--keep', '0'], /--keep 0: give a whole number from 1/],
      [['in.jsonl', '-o', 'o', '--keep-policy', 'best'], /--keep-policy: "best" does not say which repeats stay/],
      [['in.jsonl', '-o', 'o', '--decisions', 'no.jsonl'], /no\.jsonl could not be read \(ENOENT\)/],
      [['in.jsonl', '-o', 'o', '--drop', 'llm-traits'], /needs a calibration/],
      [['in.jsonl', '-o', '-'], /--out -: clean writes files only; name one, or try --dry-run/],
      [['in.jsonl', '-o', ' '], /--out needs a name/],
      [['in.jsonl', '-o', 'deep/o.jsonl'], /deep is not there or not writable/],
    ];
    for (const [args, says] of cases) {
      const { code, stderr, stdout } = await run('clean', ...args);
      expect([code, stdout], args.join(' ')).toEqual([2, '']);
      expect(stderr).toMatch(says);
    }
    expect((await run('clean', 'gone.jsonl', '-o', 'o')).code).toBe(3);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });
});
