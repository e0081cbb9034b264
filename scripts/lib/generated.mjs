// The files that are written from the code: docs/metrics.md, the JSON schemas, and tables of docs/traits.md and the README.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configSchema, reportSchema } from '../schema.mjs';
import { importEngine } from './engineModule.mjs';
import { root } from './paths.mjs';

const ENTRY = `
export { ABOUT_METRICS } from './src/engine/registry.ts';
export { ABOUT_FINDINGS } from './src/engine/findings/about.ts';
export { FINDING_KINDS } from './src/engine/report.ts';
export { FEATURES } from './src/engine/traits/features.ts';
export { PART_TRAITS } from './src/engine/traits/model/explain.ts';
export { IN_SCORE } from './src/engine/traits/model/style.ts';
`;

/** Path from the project's folder → what has to stand there. */
export async function generatedFiles() {
  const engine = await importEngine(ENTRY);
  const text = (path) => readFile(join(root, path), 'utf8');
  const manifest = JSON.parse(await text('package.json'));
  const words = JSON.parse(await text('package.nls.json'));
  return {
    'docs/metrics.md': metricsDocument(engine),
    'docs/traits.md': withBlocks(await text('docs/traits.md'), {
      traits: traitsTable(engine),
      ranking: rankingTable(JSON.parse(await text('src/engine/traits/model/english.json'))),
    }),
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

function traitsTable({ FEATURES, PART_TRAITS, IN_SCORE }) {
  const row = ({ id, label, unit, explains, source }, note) =>
    `| \`${id}\` | ${label} | ${unit} | ${explains}${note} | ${source} |`;
  return [
    '| id | name | unit | what it is | source |',
    '| --- | --- | --- | --- | --- |',
    ...FEATURES.map((f, i) => row(f.about, IN_SCORE[i] ? '' : ' *Shown, not part of the score.*')),
    ...PART_TRAITS.map((about) => row(about, '')),
  ].join('\n');
}

function rankingTable({ card }) {
  const { leaveOneDomainOut: domains, domainAndFamilyOut: cells, method } = card.figures;
  const share = (x) => x.toFixed(3);
  const percent = (x) => `${(100 * x).toFixed(0)} %`;
  return [
    method,
    '',
    '| left out | AUROC (95 % interval) | true positives at 5 % / 1 % | human / LLM texts |',
    '| --- | --- | --- | --- |',
    ...Object.entries(domains.domains).map(
      ([name, d]) =>
        `| ${name} | ${share(d.auroc)} (${d.interval.map(share).join('–')}) | ${percent(d.tprAt5)} / ${percent(d.tprAt1)} | ${d.human} / ${d.llm} |`,
    ),
    `| **mean of the domains** | **${share(domains.macroAuroc)}** (${domains.macroInterval.map(share).join('–')}) | ${percent(domains.macroTprAt5)} / ${percent(domains.macroTprAt1)} | |`,
    ...cells.cells.map(
      (c) =>
        `| ${c.domain}, and all text of the family ${c.family} | ${share(c.auroc)} (${c.interval.map(share).join('–')}) | ${percent(c.tprAt5)} / ${percent(c.tprAt1)} | ${c.human} / ${c.llm} |`,
    ),
    `| **mean of domain and family** | **${share(cells.meanAuroc)}**, worst ${share(cells.worstAuroc)} | | |`,
  ].join('\n');
}

/** Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
function withBlocks(text, blocks) {
  return Object.entries(blocks).reduce((all, [name, content]) => {
    const pattern = new RegExp(`(<!-- begin ${name} -->\\n)[\\s\\S]*?(<!-- end ${name} -->)`);
    if (!pattern.test(all)) throw new Error(`A document has no place for the ${name}.`);
    return all.replace(pattern, (_, begin, end) => `${begin}\n${content}\n\n${end}`);
  }, text);
}
