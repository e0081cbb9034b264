// The ledger on disk: it grows by whole lines, whoever writes, and what cannot be read is told and left alone.
import './tempRoot.ts';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/engine/review/decision.ts';
import { Ledger, ledgerPath, readDecisions } from '../../../src/runtime/review/ledger.ts';

const decision = (more: Partial<Decision> = {}): Decision => ({
  file: 'a.jsonl',
  sample: '1f3a90c27be4d5',
  copy: 1,
  of: 2,
  action: 'drop',
  when: '2026-01-02T03:04:05.000Z',
  batch: 'b1',
  ...more,
});
const pathFor = () => ledgerPath(join(mkdtempSync(join(tmpdir(), 'ledger-')), 'a.jsonl'));
const read = (path: string) => readFileSync(path, 'utf8');
const dropped = (ledger: Ledger, copy = 1) => {
  ledger.refresh();
  return ledger.history.stateOf(decision({ copy })).dropped;
};

describe('a ledger', () => {
  it('neither reads nor writes what a link leads to', () => {
    const elsewhere = pathFor();
    new Ledger(elsewhere).append([decision()]);
    const [byFile, byFolder] = [pathFor(), pathFor()];
    mkdirSync(dirname(byFile));
    symlinkSync(elsewhere, byFile);
    symlinkSync(dirname(elsewhere), dirname(byFolder), 'junction');
    const before = read(elsewhere);
    for (const path of [byFile, byFolder]) {
      const ledger = new Ledger(path);
      expect(dropped(ledger)).toBe(false);
      expect(ledger.trouble).toContain('link');
      expect(() => ledger.append([decision({ copy: 2 })])).toThrow('nothing was decided');
    }
    expect(read(elsewhere)).toBe(before);
  });

  it('stands in a folder beside the corpus, which is made with the first decision', () => {
    const path = pathFor();
    expect(path.endsWith(join('.corpus-inspector', 'decisions.jsonl'))).toBe(true);
    const ledger = new Ledger(path);
    ledger.refresh();
    expect([ledger.history.length, ledger.trouble]).toEqual([0, undefined]);
    ledger.append([decision(), decision({ copy: 2, action: 'keep', finding: 'residue' })]);
    expect(
      read(path)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([decision(), decision({ copy: 2, action: 'keep', finding: 'residue' })]);
    expect(dropped(new Ledger(path))).toBe(true);
  });

  it('tells bad lines by number and leaves them where they are', () => {
    const path = pathFor();
    const ledger = new Ledger(path);
    ledger.append([decision()]);
    const bad = ['nonsense', '', '{"file":"a.jsonl"}', JSON.stringify(decision({ sample: 'xyz' })), '[1]', 'null'];
    appendFileSync(path, `${bad.join('\r\n')}\r\n${JSON.stringify(decision({ action: 'yes', copy: 2 }))}\n`);
    ledger.append([decision({ action: 'clear' })]);
    const before = read(path);
    expect(dropped(ledger)).toBe(false);
    expect(ledger.trouble).toBe(`Lines 2, 4, 5, 6, 7 and 1 more of ${path} could not be read and were left alone.`);
    expect(ledger.history.length).toBe(2);
    expect(read(path)).toBe(before);
    expect(readDecisions('\ufeff{"a":1}\n').bad).toEqual([1]);
    expect(readDecisions(`\ufeff${JSON.stringify(decision())}`).bad).toEqual([]);
  });

  it('starts a line of its own where the last one was left unfinished', () => {
    const path = pathFor();
    new Ledger(path).append([decision()]);
    writeFileSync(path, `${read(path).trimEnd()}\n{"file":"a.js`);
    const ledger = new Ledger(path);
    ledger.append([decision({ copy: 2 })]);
    expect(dropped(ledger, 2)).toBe(true);
    expect(ledger.trouble).toMatch(/^Line 2 of .* was left alone\.$/);
    // A whole line without an end is one that counts.
    writeFileSync(path, JSON.stringify(decision()));
    ledger.append([decision({ copy: 2 })]);
    expect([dropped(ledger, 1), dropped(ledger, 2), ledger.trouble]).toEqual([true, true, undefined]);
  });

  it('keeps what two writers append by turns, and each sees the other', () => {
    const path = pathFor();
    const [one, two] = [new Ledger(path), new Ledger(path)];
    for (let i = 1; i <= 20; i++) (i % 2 ? one : two).append([decision({ copy: i, of: 20, batch: `b${i}` })]);
    const seen = one.version;
    for (const ledger of [one, two, new Ledger(path)]) {
      ledger.refresh();
      expect(ledger.history.length).toBe(20);
      expect(ledger.history.last(new Set(['a.jsonl']))?.id).toBe('b20');
    }
    expect(one.version).toBeGreaterThan(seen);
    one.refresh();
    const still = one.version;
    one.refresh();
    expect(one.version).toBe(still);
  });

  it('is empty again when somebody takes it away, and says why nothing can be written', () => {
    const path = pathFor();
    const ledger = new Ledger(path);
    ledger.append([decision()]);
    rmSync(dirname(path), { recursive: true });
    expect(dropped(ledger)).toBe(false);
    writeFileSync(dirname(path), 'a file where the folder should be');
    ledger.refresh();
    expect(ledger.trouble).toBeUndefined();
    expect(() => ledger.append([decision()])).toThrow('nothing was decided');
    expect(ledger.history.length).toBe(0);
  });

  it('lives in memory for a document that was never saved', () => {
    const ledger = new Ledger(null);
    ledger.append([decision()]);
    expect([dropped(ledger), ledger.version]).toEqual([true, 1]);
  });
});
