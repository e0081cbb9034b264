// The summary that `inspect` prints: is this corpus all right, what stands out, where to look.
import type { FileReport, Finding, FindingKind, Report, ViewChoice, ViewReport } from '../../engine/report.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { Inspection } from '../../runtime/inspect/result.ts';
import { badLines } from './badLines.ts';
import type { Palette } from './colours.ts';
import { groupLines } from './groups.ts';
import { leakageLines } from './leakage.ts';
import { counted, decimal, grouped, percent, shortCount, thousands } from './numbers.ts';
import { traitLines } from './traits.ts';
import { verifiedLine } from './verified.ts';

export type SummarySource = Pick<Inspection, 'report' | 'findings'> & {
  columns: Pick<Inspection['columns'], 'cluster'>;
};

/** The view that a summary is about, where a corpus has several. */
const MAIN_VIEWS = ['response', 'text', 'prompt', ...VIEW_NAMES] as const;
/** What is worth opening first. `invalid` has its own line. */
const LOOK_ORDER: readonly FindingKind[] = [
  'leakage',
  'verification-failed',
  'low-novelty',
  'conflict',
  'residue',
  'encoding',
  'near-duplicate',
  'exact-duplicate',
  'self-repetition',
  'schema',
  'template',
  'llm-traits',
];
const LOOK_LINES = 8;
const LABEL = 12;
/** Longer paths push their message to the right instead of all messages. */
const PLACE = 36;

/** `width`: columns of the terminal, to cut long messages; absent when the text goes to a file. Ends with a line break. */
export function summary(source: SummarySource, palette: Palette, width?: number): string {
  const { report } = source;
  const lines = [
    headline(report, palette),
    ...views(report).map((line, i) => labelled(i === 0 ? 'measured' : '', line, palette)),
    labelled('repeats', repeats(source), palette),
  ];
  const other = otherFindings(report);
  if (other) lines.push(labelled('also', other, palette));
  const diversity = diversityLine(report);
  if (diversity) lines.push(labelled('diversity', diversity, palette));
  for (const [view, { groups }] of Object.entries(report.views)) {
    if (!groups) continue;
    const where = Object.keys(report.views).length > 1 ? `${view}, by ${groups.by}` : `by ${groups.by}`;
    for (const [i, line] of groupLines(where, groups).entries()) {
      lines.push(labelled(i === 0 ? 'groups' : '', line, palette));
    }
  }
  const traits = traitLines(report);
  for (const [i, [label, line]] of traits.entries()) {
    lines.push(labelled(traits[i - 1]?.[0] === label ? '' : label, line, palette));
  }
  for (const [i, line] of leakageLines(report.leakage).entries()) {
    lines.push(labelled(i === 0 ? 'leakage' : '', line, palette));
  }
  const verified = verifiedLine(report.verification);
  if (verified) lines.push(labelled('verified', verified, palette));
  for (const note of report.verification?.notes ?? []) lines.push(labelled('', note, palette));
  for (const [i, line] of lookAt(report).entries()) {
    const room = width === undefined ? Number.POSITIVE_INFINITY : Math.max(40, width - LABEL - 2);
    const cut = line.length > room ? `${line.slice(0, room - 1)}…` : line;
    lines.push(labelled(i === 0 ? 'look at' : '', cut, palette));
  }
  for (const file of report.files) {
    const where = report.files.length > 1 ? `${file.path}: ` : '';
    for (const note of file.notes) lines.push(labelled('note', where + note, palette));
  }
  const bad = badLines(source);
  if (bad) lines.push(`  ${palette.warn(bad)}`);
  return `${lines.join('\n')}\n`;
}

function labelled(label: string, text: string, palette: Palette): string {
  return `  ${palette.quiet(label.padEnd(LABEL))}${text}`;
}

function headline(report: Report, palette: Palette): string {
  const { files } = report;
  const samples = sum(files.map((f) => f.samples));
  const words = sum(Object.values(report.views).map((view) => number(view, 'words') ?? 0));
  const name = files.length === 1 ? files[0]!.path : counted(files.length, 'file');
  return `${palette.strong(name)}   ${counted(samples, 'sample')}   ${shortCount(words)} words`;
}

const SPLIT_WORDS = { paragraphs: 'each paragraph', lines: 'each line', file: 'the whole file' } as const;

/** What was read as what, and on what share of the rows; files that were read alike stand together. */
function views(report: Report): string[] {
  const alike = new Map<string, FileReport[]>();
  for (const file of report.files) {
    const key = JSON.stringify(file.views.map((c) => [c.view, shownPath(file, c), c.chosenBy]));
    alike.set(key, [...(alike.get(key) ?? []), file]);
  }
  return [...alike.values()].flatMap((files) => {
    const [first] = files as [FileReport];
    const total = sum(files.map((f) => f.samples));
    const choices = first.views.map((c, i) => {
      const share = total === 0 ? 0 : sum(files.map((f) => (f.views[i]?.share ?? 0) * f.samples)) / total;
      const by = c.chosenBy === 'user' ? ', chosen by you' : '';
      return `${c.view} = ${shownPath(first, c)} (${percent(share)}${by})`;
    });
    if (choices.length === 0) choices.push('nothing found to measure');
    if (report.files.length === 1) return choices;
    const who = files.length === 1 ? first.path : counted(files.length, 'file');
    return [`${who}, ${counted(total, 'sample')}: ${choices.join(' · ')}`];
  });
}

function shownPath(file: FileReport, choice: ViewChoice): string {
  return file.split && choice.path === '$' ? SPLIT_WORDS[file.split] : choice.path;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function repeats({ report, findings, columns }: SummarySource): string {
  const { counts } = report.findings;
  const near = counts['near-duplicate'] ?? 0;
  const exact = counts['exact-duplicate'] ?? 0;
  const low = counts['low-novelty'] ?? 0;
  if (near + exact + low === 0) return 'nothing found';
  const threshold = report.settings.lowNovelty;
  const below = typeof threshold === 'number' ? threshold : 0.2;
  const nearRows = findings.filter((f) => f.kind === 'near-duplicate' && f.row >= 0);
  const clusters = new Set(nearRows.map((f) => columns.cluster[f.row]).filter((id) => id !== undefined && id >= 0));
  const grouping = clusters.size > 0 ? ` in ${counted(clusters.size, 'cluster')}` : '';
  return [
    `${counted(near, 'near-duplicate')}${grouping}`,
    `${grouped(exact)} exact`,
    `${grouped(low)} ${low === 1 ? 'adds' : 'add'} little (novelty < ${below})`,
  ].join(' · ');
}

function otherFindings(report: Report): string {
  const told = new Set<string>(['near-duplicate', 'exact-duplicate', 'low-novelty', 'invalid']);
  return Object.entries(report.findings.counts)
    .filter(([kind, n]) => n > 0 && !told.has(kind))
    .map(([kind, n]) => `${grouped(n)} ${kind}`)
    .join(' · ');
}

function diversityLine(report: Report): string {
  const name = MAIN_VIEWS.find((v) => report.views[v] !== undefined);
  const view = name && report.views[name];
  if (!view) return '';
  const parts: string[] = [];
  const add = (id: string, words: (n: number) => string) => {
    const n = number(view, id);
    if (n !== undefined) parts.push(words(n) + drawn(view, id));
  };
  const distinct = distinctAtStandard(view);
  if (distinct) parts.push(distinct);
  add('gzip-ratio', (n) => `compression ${decimal(n, 1)}×`);
  add('mattr', (n) => `MATTR ${decimal(n)}`);
  add('self-repetition', (n) => `self-repetition ${decimal(n)}`);
  const zipf = view.metrics.zipf?.detail;
  if (zipf?.type === 'curve' && zipf.fit) parts.push(`Zipf ${decimal(zipf.fit.slope)}`);
  if (parts.length === 0) return '';
  return Object.keys(report.views).length > 1 ? `${name}: ${parts.join(' · ')}` : parts.join(' · ');
}

/** Distinct-n falls with length: where there is a value at a standard number of words, that is the one to read. */
function distinctAtStandard(view: ViewReport): string {
  const metric = view.metrics['distinct-3'];
  if (metric?.value == null) return '';
  const { at, context } = metric;
  if (!at) return `distinct-3 ${decimal(metric.value)}${drawn(view, 'distinct-3')}`;
  const range = ([low, high]: readonly [number, number]) => `${decimal(low)}–${decimal(high)}`;
  const others = context ? ` (human ${range(context.human)}, LLM ${range(context.llm)})` : '';
  return `distinct-3 ${decimal(at.value)} at ${thousands(at.words)} words${others}`;
}

function drawn(view: ViewReport, id: string): string {
  const d = view.metrics[id]?.drawn;
  return d && d.n < d.of ? ` (≈ drawn ${grouped(d.n)} of ${grouped(d.of)} ${d.unit})` : '';
}

function number(view: ViewReport, id: string): number | undefined {
  return view.metrics[id]?.value ?? undefined;
}

function lookAt(report: Report): string[] {
  const many = report.files.length > 1;
  const picked = pickOfEachKind(report.findings.top);
  const places = picked.map((f) => (many ? `${f.file}:${f.line}` : `line ${grouped(f.line)}`));
  const width = Math.min(PLACE, Math.max(0, ...places.map((p) => p.length)));
  return picked.map((f, i) => `${places[i]!.padEnd(width)}  ${f.message.replace(/\s+/g, ' ')}`);
}

/** The strongest of every kind, then the second strongest of every kind, and so on, as far as there is room. */
function pickOfEachKind(top: readonly Finding[]): Finding[] {
  // Members of one template say the same.
  const isNew = (f: Finding, i: number, list: readonly Finding[]) =>
    list.findIndex((g) => g.message === f.message) === i;
  const kinds = LOOK_ORDER.map((kind) => top.filter((f) => f.kind === kind).filter(isNew));
  const picked = new Set<Finding>();
  for (let place = 0; place < LOOK_LINES && picked.size < LOOK_LINES; place++) {
    for (const list of kinds) {
      const finding = list[place];
      if (finding && picked.size < LOOK_LINES) picked.add(finding);
    }
  }
  return kinds.flat().filter((finding) => picked.has(finding));
}
