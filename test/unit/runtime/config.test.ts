// The settings of a folder: found upwards, checked, and kept inside where the folder is not trusted.
import './tempRoot.ts';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONFIG_FILE, findConfig, parseConfig } from '../../../src/runtime/config.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  mkdirSync(join(root, 'folder/data/deep'), { recursive: true });
  mkdirSync(join(root, 'folder/own'));
  mkdirSync(join(root, 'outside'));
  symlinkSync(join(root, 'outside'), join(root, 'folder/link'));
  const write = (folder: string, config: unknown) =>
    writeFileSync(join(root, folder, CONFIG_FILE), JSON.stringify(config));
  write('.', { traits: { rate: 0.2 } });
  write('folder', {
    traits: { calibration: 'calibration.json' },
    references: {
      human: '../outside/human.jsonl',
      llm: 'link/llm.jsonl',
      evaluation: ['eval/*.jsonl', '../outside', 'link/test.jsonl'],
    },
  });
  write('folder/own', { traits: { rate: 0.01 } });
});

describe('findConfig', () => {
  it('takes the nearest one upwards, and its paths relative to it', async () => {
    const found = await findConfig(join(root, 'folder/data/deep'), { root: join(root, 'folder') });
    expect(found).toMatchObject({
      path: join(root, 'folder', CONFIG_FILE),
      calibration: join(root, 'folder/calibration.json'),
      human: join(root, 'outside/human.jsonl'),
      evaluation: ['eval/*.jsonl', '../outside', 'link/test.jsonl'],
      ignored: [],
    });
    expect((await findConfig(join(root, 'folder/own')))?.config.traits?.rate).toBe(0.01);
    expect((await findConfig(join(root, 'outside')))?.config.traits?.rate).toBe(0.2);
  });

  it('looks no higher than the root', async () => {
    expect(await findConfig(join(root, 'folder/data'), { root: join(root, 'folder/data') })).toBeUndefined();
    expect(await findConfig(join(root, 'outside'), { root: join(root, 'folder') })).toBeUndefined();
  });

  it('ignores paths out of a folder that is not trusted, by links too', async () => {
    const found = await findConfig(join(root, 'folder'), { root: join(root, 'folder'), insideOnly: true });
    expect(found?.calibration).toBe(join(root, 'folder/calibration.json'));
    expect([found?.human, found?.llm]).toEqual([undefined, undefined]);
    expect(found?.evaluation).toEqual(['eval/*.jsonl']);
    expect(found?.ignored).toEqual(['references.human', 'references.llm', 'references.evaluation']);
  });
});

describe('parseConfig', () => {
  it('allows comments and trailing commas', () => {
    const text = '{\n  // of this folder\n  "traits": { "calibration": "c.json", "rate": 0.05, },\n}';
    expect(parseConfig(text, 'c')).toEqual({ traits: { calibration: 'c.json', rate: 0.05 } });
    expect(parseConfig('{}', 'c')).toEqual({});
  });

  it.each([
    ['{\n"traits": \n}', /^c, line 3: not JSON \(value expected\)/],
    ['', /^c, line 1: not JSON/],
    ['[]', /^c has to be an object, not a list/],
    ['{"trait": {}}', /^c: "trait": there is no such key\.$/],
    ['{"traits": {"calibraton": "x"}}', /^c: "traits\.calibraton": there is no such key/],
    ['{"traits": {"rate": 5}}', /^c: "traits\.rate": .*0\.5/],
    ['{"traits": {"calibration": 1}}', /^c: "traits\.calibration": .*string/],
    ['{"references": {"evaluation": ""}}', /^c: "references\.evaluation": name a file, it is empty\.$/],
    ['{"references": {"evaluation": 1}}', /^c: "references\.evaluation": /],
  ])('names what is wrong in %j', (text, words) => {
    expect(() => parseConfig(text, 'c')).toThrow(words);
  });
});
