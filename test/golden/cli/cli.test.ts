// The command line as a person runs it: a real process with real workers.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateInstructions } from '../../../scripts/lib/sampleCorpus.mjs';
import { type Report, ReportSchema } from '../../../src/engine/report.ts';
import { runCli } from './cliBundle.ts';

let folder: string;
/** 2.5 MB: some forty blocks of 64 KiB. */
let large: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-golden-'));
  large = join(folder, 'large.jsonl');
  const rows = Array.from({ length: 15 }, (_, i) => generateInstructions(1_000 + i).rows).flat();
  writeFileSync(large, `${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const METRICS =
  'samples bytes words sentences types hapax-share entropy entropy-mm ttr mattr mtld hdd distinct-1 distinct-2 distinct-3 distinct-4 ngd gzip-ratio long-window-ratio self-repetition openings novelty novelty-curve length zipf heaps';

describe('inspect', () => {
  it('prints a summary without colours when piped', async () => {
    const { code, stdout, stderr } = await runCli(['inspect', 'samples/instructions.jsonl']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^samples\/instructions\.jsonl {3}340 samples {3}[\d,]+ words\n/);
    expect(stdout).toContain('prompt = instruction + input');
    expect(stdout).toContain('12 near-duplicates in 12 clusters · 6 exact · 8 add little (novelty < 0.2)');
    expect(stdout).toContain('2 lines could not be read: ');
    expect(stdout).not.toContain('\u001b');
  });

  it('prints a report that fits the schema and holds every metric', async () => {
    const { code, stdout } = await runCli(['inspect', 'samples', '--format', 'json']);
    expect(code).toBe(0);
    const report = v.parse(ReportSchema, JSON.parse(stdout));
    expect(report.files.map((f) => [f.path, f.samples])).toEqual([
      ['samples/chat.jsonl', 79],
      ['samples/instructions.jsonl', 340],
      ['samples/notes.txt', 40],
    ]);
    for (const view of Object.values(report.views))
      expect(Object.keys(view.metrics)).toEqual(expect.arrayContaining(METRICS.split(' ')));
  });

  it('gives the same report byte for byte with one worker and with four, timing apart', async () => {
    const [one, four] = await Promise.all(
      ['1', '4'].map(async (jobs) => {
        const out = join(folder, `jobs-${jobs}.json`);
        const args = ['inspect', large, '--format', 'json', '--block-size', '64K', '--jobs', jobs, '--out', out];
        expect(await runCli(args)).toEqual({ code: 0, stdout: '', stderr: '' });
        return readFileSync(out, 'utf8');
      }),
    );
    const withoutTiming = (text: string) => JSON.stringify({ ...JSON.parse(text), timing: undefined });
    expect(withoutTiming(four!)).toBe(withoutTiming(one!));
    const { workers } = (JSON.parse(four!) as Report).timing as { workers: { blocks: number }[] };
    expect(workers).toHaveLength(4);
    for (const { blocks } of workers) expect(blocks).toBeGreaterThanOrEqual(5);
  }, 240_000);

  it('stops on Ctrl+C with 130 and leaves no file', async () => {
    const args = ['inspect', large, '--format', 'json', '--out', join(folder, 'stopped.json')];
    let finished: Awaited<ReturnType<typeof runCli>> | undefined;
    // Too early, and the process does not listen yet; too late, and it is done. Machines differ.
    for (const delay of [400, 800, 1_600, 3_200]) {
      const onStart = (kill: (signal: NodeJS.Signals) => void) => void setTimeout(() => kill('SIGINT'), delay);
      finished = await runCli(args, { onStart });
      if (finished.code === 130) break;
      rmSync(join(folder, 'stopped.json'), { force: true });
    }
    expect(finished).toEqual({ code: 130, stdout: '', stderr: 'Cancelled.\n' });
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });

  it('says in one sentence what could not be read, and ends with 3', async () => {
    writeFileSync(join(folder, 'empty.jsonl'), '');
    writeFileSync(join(folder, 'picture.jsonl'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3]));
    for (const name of ['empty.jsonl', 'picture.jsonl', 'gone.jsonl']) {
      const { code, stdout, stderr } = await runCli(['inspect', name], { cwd: folder });
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(new RegExp(`^[^\n]*${name}[^\n]*\\.\n$`));
    }
    const { code, stdout } = await runCli(['inspect', 'gone.jsonl', large], { cwd: folder });
    expect(code).toBe(3);
    expect(stdout).toContain('samples');
  });

  it('measures what it is told to', async () => {
    const { stdout } = await runCli(['inspect', 'samples/instructions.jsonl', '--view', 'text=$.output']);
    expect(stdout).toMatch(/text = \$\.output \([\d.]+ %, chosen by you\)/);
  });
});

describe('rows', () => {
  it('prints one object per sample and view, with the evidence', async () => {
    const { planted } = generateInstructions(20260);
    const { code, stdout } = await runCli(['rows', 'samples/instructions.jsonl']);
    expect(code).toBe(0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(340 + 339);
    expect(Object.keys(rows[0])).toEqual(
      'file line byte view words novelty adds coveredBy near cluster findings traits'.split(' '),
    );
    const low = rows.filter((row) => row.findings.some((f: { kind: string }) => f.kind === 'low-novelty'));
    expect(low.map((row) => row.line)).toEqual(planted['low-novelty']);
    for (const row of low) {
      const covered = row.coveredBy.reduce((sum: number, c: { share: number }) => sum + c.share, row.novelty);
      expect(row.coveredBy.length).toBeGreaterThan(0);
      expect(covered).toBeGreaterThan(0.85);
      expect(covered).toBeLessThanOrEqual(1.000001);
    }
    const near = rows.filter((row) => row.view === 'response' && planted['near-duplicate']!.includes(row.line));
    for (const row of near) {
      expect(row.near[0].jaccard).toBeGreaterThanOrEqual(0.7);
      expect(row.cluster.keeper.line).toBe(row.near[0].line);
    }
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { code, stderr } = await runCli(['rows', large, '--quiet'], {
      closeAfter: 1_000,
    });
    expect([code, stderr]).toEqual([0, '']);
  }, 240_000);
});

describe('estimate', () => {
  it('reads corpus and references with real workers, and says how many references are missing', async () => {
    const few = join(folder, 'few.jsonl');
    const text = 'The committee met on Monday and talked about the new bridge for a long while. '.repeat(8);
    writeFileSync(few, `${JSON.stringify({ text })}\n`.repeat(12));
    const corpus = join(folder, 'corpus.jsonl');
    writeFileSync(corpus, `${JSON.stringify({ text })}\n`.repeat(30));
    const words = ['estimate', corpus, '--human', few, '--llm', few];
    // The same file twice is no pair of references.
    expect((await runCli(words)).code).toBe(2);
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, `${JSON.stringify({ text })}\n`.repeat(9));
    const { code, stdout } = await runCli([...words.slice(0, 4), '--llm', other, '--format', 'json']);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect([result.alpha, result.human, result.llm, result.view]).toEqual([null, 12, 9, 'text']);
    expect(result.refused).toBe(
      'The references are too few: add 28 more human rows and 31 more LLM rows that can be measured (at least 40 of each).',
    );
  });
});
