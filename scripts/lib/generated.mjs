// The files that are written from the code: docs/metrics.md, the JSON schemas, and two tables of the README.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { configSchema, reportSchema } from '../schema.mjs';
import { root } from './paths.mjs';

const ENTRY = `
export { ABOUT_METRICS } from './src/engine/registry.ts';
export { ABOUT_FINDINGS } from './src/engine/findings/about.ts';
export { FINDING_KINDS } from './src/engine/report.ts';
`;

/** The parts of the engine that the documents are written from, bundled in memory. */
async function loadEngine() {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** Path from the project's folder → what has to stand there. */
export async function generatedFiles() {
  const engine = await loadEngine();
  const text = (path) => readFile(join(root, path), 'utf8');
  const manifest = JSON.parse(await text('package.json'));
  const words = JSON.parse(await text('package.nls.json'));
  return {
    'docs/metrics.md': metricsDocument(engine),
    'schemas/report.schema.json': await reportSchema(),
    'schemas/config.schema.json': await configSchema(),
    'README.md': withBlocks(await text('README.md'), {
      findings: findingsTable(engine),
      settings: settingsTable(manifest, words),
    }),
  };
}

const DIRECTIONS = {
  higher: 'higher is more diverse',
  lower: 'lower is more diverse',
  neither: 'neither way is more diverse',
};

/** Heading of a metric's section: its id, unless a kind of finding already has that anchor. */
function metricHeading(id, kinds) {
  return kinds.includes(id) ? `${id} (metric)` : id;
}

const slug = (heading) => heading.replace(/[()]/g, '').replace(/ /g, '-');

function metricsDocument({ ABOUT_METRICS, ABOUT_FINDINGS, FINDING_KINDS }) {
  const all = Object.entries(ABOUT_METRICS).map(([id, about]) => ({ id, about }));
  const findings = FINDING_KINDS.map((kind) => findingSection(kind, ABOUT_FINDINGS[kind]));
  const metrics = all.map((metric) => metricSection(metric, FINDING_KINDS));
  const overview = all.map(({ id, about }) => {
    const anchor = slug(metricHeading(id, FINDING_KINDS));
    return `| [\`${id}\`](#${anchor}) | ${about.label} | ${about.unit ?? ''} | ${DIRECTIONS[about.better]} |`;
  });
  return `<!-- Written by \`npm run docs\` from src/engine: change the code, not this file. -->
# Findings and metrics

A finding is about one sample and points at a line. A metric is a number or a curve about one view of the whole corpus:
\`text\`, \`prompt\`, \`response\`, \`system\`, \`tools\` or \`thinking\`. Views are never mixed, and n-grams never cross from one
turn or field into the next.

"Word" means a match of \`[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*\`, lower-cased; scripts written without spaces are
segmented. A word n-gram is n of them in a row. Where a metric splits its text in another way, its section says so.

Above the memory budget n-grams are sampled by hash, and costly metrics are measured on drawn blocks or samples. The report
then says how many of how many (\`drawn\`), the number is an estimate, and most carry a 95 % interval: from half-samples without
replacement, because the copies that a bootstrap draws are what these metrics count.

# Findings

${findings.join('\n')}
# Metrics

| id | name | unit | direction |
| --- | --- | --- | --- |
${overview.join('\n')}

${metrics.join('\n')}`;
}

function findingSection(kind, { brief, fires, advice, source }) {
  return `## ${kind}

${brief}

- **Fires when.** ${fires}
- **What to do.** ${advice}
${source ? `- **Source.** ${source}.\n` : ''}`;
}

function metricSection({ id, about }, kinds) {
  const unit = (about.unit ? `in ${about.unit}` : 'no unit') + (about.statistic ? ` (${about.statistic})` : '');
  const also = kinds.includes(id) ? `\nThe [finding](#${id}) of the same name is about one sample by itself.\n` : '';
  return `## ${metricHeading(id, kinds)}

**${about.label}**, ${unit}; ${DIRECTIONS[about.better]}. ${about.explains}
${also}
Definition: ${about.source}.
`;
}

function findingsTable({ ABOUT_FINDINGS, FINDING_KINDS }) {
  const rows = FINDING_KINDS.map(
    (kind) => `| [\`${kind}\`](docs/metrics.md#${kind}) | ${ABOUT_FINDINGS[kind].brief} |`,
  );
  return ['| finding | what it means |', '| --- | --- |', ...rows].join('\n');
}

function settingsTable(manifest, words) {
  const say = (text) => text.replace(/^%(.+)%$/, (_, key) => words[key]);
  const rows = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => {
    const choices = setting.enum?.map((value, i) => `\`${value}\`: ${say(setting.enumDescriptions[i])}`) ?? [];
    const about = [say(setting.markdownDescription), ...choices].join('<br>').replaceAll('|', '\\|');
    return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${about} |`;
  });
  return ['| setting | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
function withBlocks(text, blocks) {
  return Object.entries(blocks).reduce((all, [name, content]) => {
    const pattern = new RegExp(`(<!-- begin ${name} -->\\n)[\\s\\S]*?(<!-- end ${name} -->)`);
    if (!pattern.test(all)) throw new Error(`README.md has no place for the ${name}.`);
    return all.replace(pattern, (_, begin, end) => `${begin}\n${content}\n\n${end}`);
  }, text);
}
