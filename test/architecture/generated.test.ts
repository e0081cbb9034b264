// What is written from the code is up to date, and what the documents point at is there.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/lib/generated.mjs';
import { ABOUT_METRICS } from '../../src/engine/registry.ts';
import { FINDING_KINDS } from '../../src/engine/report.ts';
import { filesUnder, read, root } from '../helpers/sourceGraph.ts';

const generated = generatedFiles();

it.each(['docs/metrics.md', 'schemas/report.schema.json', 'schemas/config.schema.json', 'README.md'])(
  '%s is what `npm run docs` writes',
  async (path) => {
    expect(existsSync(join(root, path)) && read(path)).toBe((await generated)[path]);
  },
);

/** Anchors of a document's headings, as Markdown viewers make them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

describe('docs/metrics.md', () => {
  const anchors = anchorsOf(read('docs/metrics.md'));

  it('has a section, under its name, for each kind of finding and each metric', () => {
    for (const kind of FINDING_KINDS) expect(anchors).toContain(kind);
    for (const id of Object.keys(ABOUT_METRICS)) {
      const anchor = (FINDING_KINDS as readonly string[]).includes(id) ? `${id}-metric` : id;
      expect(anchors).toContain(anchor);
    }
  });

  it('gives no anchor twice', () => {
    expect(new Set(anchors).size).toBe(anchors.length);
  });
});

const documents = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesUnder('docs', /\.md$/)];

describe.each(documents)('%s', (path) => {
  const text = read(path);

  it('points at files and sections that are there', () => {
    const missing: string[] = [];
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const to = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
      // Pictures are drawn by the editor tests.
      if (/\.png$/.test(to)) continue;
      if (!existsSync(join(root, to))) missing.push(target);
      else if (anchor !== undefined && !anchorsOf(read(to)).includes(anchor)) missing.push(target);
    }
    expect(missing).toEqual([]);
  });

  it('names files of the project that exist', () => {
    const named = [...text.matchAll(/`((?:src|test|scripts|samples|schemas)\/[\w./-]+\.\w+)`/g)].map(
      ([, file = '']) => file,
    );
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [
      ...documents
        .map(read)
        .join('\n')
        .matchAll(/`npm (?:run )?([a-z:]+)/g),
    ].map(([, name = '']) => name);
    expect(named.filter((name) => !['ci', 'install'].includes(name) && !scripts[name])).toEqual([]);
  });
});
