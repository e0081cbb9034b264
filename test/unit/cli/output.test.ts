// A file written by --out is there whole, or not at all.
import '../runtime/tempRoot.ts';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkTarget, withOutput } from '../../../src/cli/output.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
});
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

describe('a file', () => {
  it('appears only when everything was written', async () => {
    const path = join(folder, 'out.json');
    await withOutput(path, nowhere, async (output) => {
      await output.write('one ');
      expect(readdirSync(folder).filter((name) => !name.endsWith('.tmp'))).toEqual([]);
      await output.write('two');
    });
    expect(readFileSync(path, 'utf8')).toBe('one two');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('stays as it was when the work fails, and nothing is left beside it', async () => {
    const path = join(folder, 'out.json');
    writeFileSync(path, 'old');
    const failing = withOutput(path, nowhere, async (output) => {
      await output.write('new');
      throw new Error('cancelled');
    });
    await expect(failing).rejects.toThrow('cancelled');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('keeps the permissions of the file it replaces', async () => {
    const path = join(folder, 'out.json');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    await withOutput(path, nowhere, (output) => output.write('new'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is refused when it is a folder, in no folder, or one of the inputs', async () => {
    const input = join(folder, 'in.jsonl');
    writeFileSync(input, '{}');
    symlinkSync(input, join(folder, 'link.jsonl'));
    await expect(checkTarget('.', folder, [])).rejects.toThrow('--out . is a folder; name a file in it.');
    await expect(checkTarget('no/out.json', folder, [])).rejects.toThrow('is not there or not writable');
    await expect(checkTarget('link.jsonl', folder, [input])).rejects.toThrow('--out link.jsonl is one of the inputs');
    expect(await checkTarget('out.json', folder, [input])).toBe(join(folder, 'out.json'));
  });
});

describe('the terminal', () => {
  it('is waited for: no more than one piece is under way', async () => {
    let open = 0;
    let most = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        open++;
        most = Math.max(most, open);
        setTimeout(() => {
          open--;
          done();
        }, 1);
      },
    });
    await withOutput(undefined, slow, async (output) => {
      for (let i = 0; i < 5; i++) await output.write('piece');
      expect(slow.writableLength).toBe(0);
    });
    expect(most).toBe(1);
  });

  it('may go away early without that being a failure', async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
    await withOutput(undefined, closed, async (output) => {
      await output.write('piece');
      throw new Error('never reached');
    });
  });
});
