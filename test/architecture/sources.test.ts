// House rules that a reader relies on: short files, one log, no muted compiler.
import { expect, it } from 'vitest';
import { filesUnder, importsOf, read, sourceFiles } from '../helpers/sourceGraph.ts';

const CODE = /\.(?:ts|mts|mjs|cjs|js|css|sh)$/;
const ours = ['src', 'scripts', 'test', 'media'].flatMap((folder) => filesUnder(folder, CODE));

const lines = (path: string) => read(path).split('\n').length - 1;

it('no file has more than 400 lines', () => {
  expect(ours.filter((path) => lines(path) > 400).map((path) => `${path}: ${lines(path)}`)).toEqual([]);
});

it('the median file under src has about 100 lines at most', () => {
  const sorted = sourceFiles()
    .map(lines)
    .sort((a, b) => a - b);
  expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(120);
});

it('nothing that is shipped writes to the console', () => {
  expect(sourceFiles().filter((path) => /\bconsole\s*\./.test(read(path)))).toEqual([]);
});

it('the compiler is never muted', () => {
  const muted = new RegExp(`@ts-${'(?:ignore|nocheck|expect-error)'}`);
  expect(ours.filter((path) => muted.test(read(path)))).toEqual([]);
});

it('every source file says at its top what it is for', () => {
  expect(sourceFiles().filter((path) => !read(path).startsWith('// '))).toEqual([]);
});

it('there are no default exports and no barrels', () => {
  expect(sourceFiles().filter((path) => /^export default /m.test(read(path)))).toEqual([]);
  expect(sourceFiles().filter((path) => path.endsWith('/index.ts'))).toEqual([]);
});

it('imports name the file they mean', () => {
  const vague = sourceFiles().flatMap((path) => importsOf(path).filter(({ to }) => /^src\/.*[^.]\w*$/.test(to)));
  expect(vague.filter(({ to }) => !/\.(?:ts|css|mjs|json)$/.test(to)).map(({ from, to }) => `${from} → ${to}`)).toEqual(
    [],
  );
});
