// Which layer may know which: engine ← formats ← runtime ← cli, extension; protocol and webview stand beside them.
import { describe, expect, it } from 'vitest';
import { cycleIn, type Import, importsOf, layerOf, sourceFiles, valueImports } from '../helpers/sourceGraph.ts';

const ENGINE = 'engine';

/** Layers whose values a layer may import; its own always. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  protocol: [],
  formats: [ENGINE],
  runtime: [ENGINE, 'formats', 'protocol'],
  cli: [ENGINE, 'formats', 'runtime', 'protocol'],
  extension: [ENGINE, 'formats', 'runtime', 'protocol'],
  webview: ['protocol'],
};

/** Layers of which only types may be imported. */
const TYPES: Readonly<Record<string, readonly string[]>> = { protocol: [ENGINE], webview: [ENGINE] };

/** Packages that the engine may use: pure computation. */
const ENGINE_PACKAGES = /^(?:natural\/lib\/natural\/|simple-statistics$|valibot$|jsonc-parser$)/;

const isOurs = (to: string) => to.startsWith('src/');
const shown = (imports: readonly Import[]) => imports.map(({ from, to }) => `${from} → ${to}`);
const written = sourceFiles().flatMap((path) => importsOf(path));

function mayImport({ from, to, typeOnly }: Import): boolean {
  const [layer, other] = [layerOf(from), layerOf(to)];
  if (layer === other || VALUES[layer]?.includes(other)) return true;
  return typeOnly && (TYPES[layer]?.includes(other) ?? false);
}

describe('layers', () => {
  it('are the seven of the design', () => {
    expect([...new Set(sourceFiles().map(layerOf))].sort()).toEqual(Object.keys(VALUES).sort());
  });

  it('import values by the dependency rule, as esbuild resolved them', async () => {
    const imports = (await valueImports()).filter(({ to }) => isOurs(to));
    expect(imports.length).toBeGreaterThan(100);
    expect(shown(imports.filter((i) => !mayImport(i)))).toEqual([]);
  });

  it('import types by the same rule, as the import lines say', () => {
    const imports = written.filter(({ to }) => isOurs(to));
    expect(imports.length).toBeGreaterThan(100);
    expect(shown(imports.filter((i) => !mayImport(i)))).toEqual([]);
  });

  it('let nothing import cli, extension or webview', () => {
    const tops = ['cli', 'extension', 'webview'];
    const up = written.filter(
      ({ from, to }) => isOurs(to) && tops.includes(layerOf(to)) && layerOf(from) !== layerOf(to),
    );
    expect(shown(up)).toEqual([]);
  });
});

describe('the outside', () => {
  it('vscode is imported by extension only', () => {
    const users = written.filter(({ to }) => to === 'vscode').map(({ from }) => layerOf(from));
    expect([...new Set(users)]).toEqual(['extension']);
  });

  it.each(['engine', 'protocol', 'webview'])('%s imports nothing of Node', (layer) => {
    expect(shown(written.filter(({ from, to }) => layerOf(from) === layer && to.startsWith('node:')))).toEqual([]);
  });

  it('the engine uses packages of pure computation only', () => {
    const packages = written.filter(({ from, to }) => layerOf(from) === 'engine' && !isOurs(to));
    expect(shown(packages.filter(({ to }) => !ENGINE_PACKAGES.test(to)))).toEqual([]);
  });

  it('the protocol uses no package at all', () => {
    expect(shown(written.filter(({ from, to }) => layerOf(from) === 'protocol' && !isOurs(to)))).toEqual([]);
  });

  it('natural is imported by subpath, never by its root', () => {
    expect(shown(written.filter(({ to }) => to === 'natural'))).toEqual([]);
  });
});

describe('cycles', () => {
  it('there are none among the imports of values', async () => {
    expect(cycleIn(await valueImports())).toBeNull();
  });

  it('are found where there is one', () => {
    const edge = (from: string, to: string) => ({ from, to, typeOnly: false });
    expect(cycleIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).toEqual(['b', 'c', 'b']);
  });
});

describe('the scan of import lines', () => {
  it('tells types from values', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import { type B, type C } from '../b.ts';",
      "import { type D, e } from './e.ts';",
      "export {\n  f,\n} from './f.ts';",
      "import './g.css';",
      "const h = await import('./h.ts');",
      "import * as v from 'valibot';",
    ].join('\n');
    expect(importsOf('src/x/y/z.ts', text)).toEqual([
      { from: 'src/x/y/z.ts', to: 'src/x/y/a.ts', typeOnly: true },
      { from: 'src/x/y/z.ts', to: 'src/x/b.ts', typeOnly: true },
      { from: 'src/x/y/z.ts', to: 'src/x/y/e.ts', typeOnly: false },
      { from: 'src/x/y/z.ts', to: 'src/x/y/f.ts', typeOnly: false },
      { from: 'src/x/y/z.ts', to: 'valibot', typeOnly: false },
      { from: 'src/x/y/z.ts', to: 'src/x/y/g.css', typeOnly: false },
      { from: 'src/x/y/z.ts', to: 'src/x/y/h.ts', typeOnly: false },
    ]);
  });
});
