// What the project's own files import from each other: values from esbuild's metafile, types from the import lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type BundleName = keyof ReturnType<typeof bundles>;

let built: Promise<Record<BundleName, Metafile>> | undefined;

/** Metafiles of the production bundles, built in memory: they can be neither missing nor stale. */
export function metafiles(): Promise<Record<BundleName, Metafile>> {
  built ??= (async () => {
    const entries = Object.entries(bundles(root, { production: true })).map(async ([name, options]) => {
      const { metafile } = await build({ ...options, write: false, metafile: true });
      return [name, metafile] as const;
    });
    return Object.fromEntries(await Promise.all(entries)) as Record<BundleName, Metafile>;
  })();
  return built;
}

/** Files under a folder of the project, as paths from its root with forward slashes. */
export function filesUnder(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.includes('node_modules/'))
    .sort();
}

/** Source files of the product; declarations of foreign modules left out. */
export function sourceFiles(): string[] {
  return filesUnder('src', /\.ts$/).filter((path) => !path.endsWith('.d.ts'));
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** `src/engine/text/hash.ts` → `engine`. */
export function layerOf(path: string): string {
  return path.split('/')[1] as string;
}

export interface Import {
  readonly from: string;
  /** A path of the project, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s+['"]([^'"]+)['"]/gm;
const BARE = /^import\s+['"]([^'"]+)['"]/gm;
const CALL = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** All imports and re-exports of a file, those of types too. */
export function importsOf(path: string, text = read(path)): Import[] {
  const target = (specifier: string) =>
    specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier;
  const found: Import[] = [];
  for (const [, type, names = '', specifier = ''] of text.matchAll(STATEMENT)) {
    found.push({ from: path, to: target(specifier), typeOnly: type !== undefined || namesOnlyTypes(names) });
  }
  for (const [, specifier = ''] of text.matchAll(BARE)) {
    found.push({ from: path, to: target(specifier), typeOnly: false });
  }
  // `import('x').T` is a type, `await import('x')` a value; both need the other layer, so both count.
  for (const [, specifier = ''] of text.matchAll(CALL)) {
    found.push({ from: path, to: target(specifier), typeOnly: false });
  }
  return found;
}

function namesOnlyTypes(names: string): boolean {
  const list = /^\{([^}]*)\}$/s.exec(names.trim())?.[1];
  if (list === undefined) return false;
  const each = list.split(',').map((name) => name.trim());
  return each.every((name) => name === '' || name.startsWith('type '));
}

/** Imports of values between files of the product, as esbuild resolved them. */
export async function valueImports(): Promise<Import[]> {
  const found = new Map<string, Import>();
  for (const { inputs } of Object.values(await metafiles())) {
    for (const [from, { imports }] of Object.entries(inputs)) {
      if (!from.startsWith('src/')) continue;
      for (const { path: to, external } of imports) {
        if (external || to.startsWith('src/')) found.set(`${from} ${to}`, { from, to, typeOnly: false });
      }
    }
  }
  return [...found.values()];
}

/** A chain of files that comes back to its beginning; null without one. */
export function cycleIn(imports: readonly Import[]): string[] | null {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const to of next.get(file) ?? []) {
      const cycle = walk(to, [...way, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return null;
}
