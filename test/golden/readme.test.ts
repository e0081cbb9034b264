// What the README shows of the command line is what it prints.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { noColours } from '../../src/cli/format/colours.ts';
import { summary } from '../../src/cli/format/summary.ts';
import { inspectFiles } from '../helpers/inspect.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the summary in the README is that of samples/instructions.jsonl', async () => {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const shown = /\$ node dist\/cli\.js inspect (\S+)\n([\s\S]*?)```/.exec(readme);
  const [, file = '', text] = shown ?? [];
  const printed = summary(await inspectFiles([root + file]), noColours);
  // The helper shows files by their name, the command line as they were typed.
  expect(text).toBe(printed.replace(file.split('/').pop() as string, file));
});
