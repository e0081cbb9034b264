// Plans a mixture: which synthetic samples, up to a share of the mix's words, add most of what the real corpus lacks. See docs/mixture.md.
import { CorpusError } from '../../engine/errors.ts';
import { MIXTURE_FORMAT, MIXTURE_VERSION, type MixtureReport } from '../../engine/mixture/report.ts';
import type { Solved, SolveParams } from '../../engine/mixture/solve.ts';
import { ROLE, SIDE, type Standing, standingOf } from '../../engine/mixture/standing.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import { Passes } from '../inspect/passes.ts';
import { statedSettings } from '../settings.ts';
import type { NamedRow, NameParams } from '../tasks/mixtureChoice.ts';
import { SOLVE_STEPS } from '../tasks/mixtureChoice.ts';
import type { BetweenHooks } from './hooks.ts';
import { filesOf, type MixtureAsked } from './mixture/asked.ts';
import { budgetOf } from './mixture/budget.ts';
import { gatherItems } from './mixture/gather.ts';
import { mixMetrics, wordsOf } from './mixture/mixMetrics.ts';
import { type BothSides, mixtureJob, readSides } from './mixture/readSides.ts';
import { reportRows } from './mixture/reportRows.ts';
import { notesOf } from './mixture/sayPlan.ts';
import { Stopwatch } from './mixture/stopwatch.ts';
import { writeMixture } from './mixture/writeMixture.ts';
import { checkTargets } from './mixture/writePlan.ts';

const DRAWS = 20;
const TOP = 30;
/** Where the steps end on the way from 0 to 1; measured on 200,000 candidates. */
const ENDS = { reading: 0.55, gathering: 0.8, choosing: 0.92, measuring: 0.99 };
const MAIN_VIEWS: readonly ViewName[] = ['text', 'response', 'prompt'];

/**
 * Rejects with 'bad-option' for what makes no sense (a share out of range, a file on both sides, an output that is an input), with what
 * the readers throw, 'no-view', 'cancelled' and 'worker-crashed'.
 */
export async function planMixture(asked: MixtureAsked, hooks: BetweenHooks): Promise<MixtureReport> {
  const watch = new Stopwatch();
  const { pool, signal } = hooks;
  const files = filesOf(asked);
  const targets = [asked.out, asked.mix].filter((path) => path !== undefined);
  await checkTargets(targets, files.sources);
  const planned = mixtureJob(asked, files.sources);
  const say = (step: string, from: number, to: number, done: number) =>
    hooks.onProgress({ step, fraction: from + (to - from) * Math.min(1, done) });
  const passes = new Passes(pool, planned.job, {
    signal,
    // An inspection would go on for a fifth of its way.
    onProgress: ({ phase, fraction }) =>
      phase === 'drawing'
        ? say('measuring the mix', ENDS.choosing, ENDS.measuring, (fraction - 0.84) / 0.15)
        : say('reading both sides', 0, ENDS.reading, fraction / 0.78),
  });
  const sides = await readSides(passes, asked, files, planned);
  watch.lap('reading');
  if (passes.lost.size > 0) {
    throw new CorpusError('worker-crashed', 'A part of the files could not be read: try with fewer jobs.');
  }
  const { job, rows, side } = sides;
  const view = asked.view ?? mainView(sides);
  const viewNumber = VIEW_NAMES.indexOf(view);
  const standing = standingOf({
    rows,
    side,
    view: viewNumber,
    likeness: sides.likeness,
    verified: sides.verified,
    flawed: sides.flawed,
  });
  const real = rowsWhere(rows, (row) => standing.role[row] === ROLE.real);
  const already = rowsWhere(rows, (row) => side[row] === SIDE.already && rows.view[row] === viewNumber);
  const offered = rowsWhere(rows, (row) => side[row] === SIDE.synthetic && rows.view[row] === viewNumber);
  refuseEmpty(asked, files.sources.length, view, real, offered);

  const realWords = wordsOf(rows, real);
  const alreadyWords = wordsOf(rows, already);
  const budget = budgetOf(asked.share, realWords, alreadyWords);
  const seed = asked.seed ?? 0;
  const gathered = await gatherItems(pool, {
    rows: { job, views: sides.views, view, role: shared(standing.role), firstRow: rows.firstRow },
    bytes: job.plans.reduce((n, p) => n + p.bytes, 0),
    memoryMb: planned.settings.memoryMb,
    ignored: ['verified', ...(asked.provenance ? [asked.provenance.field] : [])],
    realSamples: real.length,
    candidates: standing.candidates.length,
    signal,
    onProgress: (done) => say('gathering items', ENDS.reading, ENDS.gathering, done),
  });
  watch.lap('gathering');
  const { table, values, starts, items, lone } = gathered;
  const { candidates } = standing;
  const params: SolveParams = {
    starts,
    items,
    lone,
    values,
    textItems: table.keys.length,
    counts: table,
    realSamples: real.length,
    words: candidates.map((row) => rows.words[row] as number),
    verified: Uint8Array.from(candidates, (row) => sides.verified[row] as number),
    content: Float64Array.from(candidates, (row) => rows.content[row] as number),
    budget,
    seed,
    draws: DRAWS,
    top: TOP,
  };
  const [solved] = (
    await pool.overBlocks<Solved>('mixtureSolve', params, 1, {
      signal,
      onProgress: (_, done) => say('choosing', ENDS.gathering, ENDS.choosing, done / SOLVE_STEPS),
    })
  ).results;
  if (!solved) throw new CorpusError('worker-crashed', 'The choice could not be made: try with more memory.');

  watch.lap('choosing');

  const rowOf = (candidate: number) => candidates[candidate] as number;
  const chosen = solved.order.map(rowOf);
  const share = (alreadyWords + solved.words) / (realWords + solved.words);
  const mixed = await mixMetrics(passes, {
    job,
    rows,
    view,
    real,
    planned: chosen,
    random: solved.draws.map((draw) => draw.map(rowOf)),
    share: solved.words / Math.max(1, realWords + solved.words),
    seed,
  });
  watch.lap('measuring');
  const { file, byte, byteLength, view: views } = rows;
  const named = await pool.one<NamedRow[]>(
    'mixtureNames',
    {
      job,
      rows: { file, byte, byteLength, view: views },
      table,
      named: solved.top.map(({ candidate, items: adds }) => ({ row: rowOf(candidate), items: adds })),
    } satisfies NameParams,
    { signal },
  );
  await writeMixture(asked, files, sides, chosen, signal);
  watch.lap('writing');
  hooks.onProgress({ step: 'done', fraction: 1 });
  const both = files.isReal.some((is, i) => is && files.isSynthetic[i]);
  return {
    format: MIXTURE_FORMAT,
    version: MIXTURE_VERSION,
    view,
    real: { files: asked.real.map((s) => s.shown), samples: real.length, words: realWords },
    synthetic: { files: asked.synthetic.map((s) => s.shown), samples: offered.length, words: wordsOf(rows, offered) },
    share: { limit: asked.share, planned: share, already: alreadyWords / realWords },
    ...reportRows({
      rows,
      verified: sides.verified,
      standing: withInvalid(standing, sides, files.isSynthetic),
      solved,
      gathered,
      named,
    }),
    metrics: mixed.metrics,
    ...(asked.out === undefined ? {} : { out: asked.out }),
    notes: notesOf({
      share: asked.share,
      already: alreadyWords / realWords,
      chosen: chosen.length,
      candidates: candidates.length - solved.noise.length,
      left: budget - solved.words,
      budget,
      level: table.level,
      values,
      provenance: gathered.provenance,
      rule: solved.rule,
      hasBonus: solved.bonus > 0,
      metricWords: mixed.words,
      draws: solved.draws.length,
      isUnverified: planned.isUnverified,
      asItStands: both ? shareAsItStands(sides, files, viewNumber) : null,
    }),
    settings: {
      ...statedSettings(planned.settings),
      share: asked.share,
      seed,
      order: asked.order ?? 'gain',
      ...(asked.provenance && { provenance: asked.provenance }),
    },
    timing: {
      wallMs: watch.wall(),
      steps: watch.steps,
      tasks: passes.times,
      jobs: pool.jobs,
      peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      items: solved.items,
    },
  };
}

function rowsWhere({ length }: CorpusRows, isWanted: (row: number) => boolean): Uint32Array {
  const out: number[] = [];
  for (let row = 0; row < length; row++) if (isWanted(row)) out.push(row);
  return Uint32Array.from(out);
}

/** The view with most words on the side that holds fewer of them. */
function mainView({ rows, side }: BothSides): ViewName {
  const words = MAIN_VIEWS.map(() => [0, 0] as [number, number]);
  for (let row = 0; row < rows.length; row++) {
    const of = words[MAIN_VIEWS.indexOf(VIEW_NAMES[rows.view[row] as number] as ViewName)];
    const from = side[row];
    if (!of || from === SIDE.none) continue;
    of[from === SIDE.synthetic ? 1 : 0] += rows.words[row] as number;
  }
  const least = words.map(([a, b]) => Math.min(a, b));
  return MAIN_VIEWS[least.indexOf(Math.max(...least))] as ViewName;
}

function refuseEmpty(
  asked: MixtureAsked,
  files: number,
  view: ViewName,
  real: Uint32Array,
  offered: Uint32Array,
): void {
  const { provenance } = asked;
  const says = provenance ? `${provenance.field} = ${provenance.synthetic.join(' or ')}` : '';
  if (offered.length === 0) {
    throw provenance
      ? new CorpusError('bad-option', `No row with the view ${view} has ${says}: check the field and its values.`)
      : noView(asked.synthetic[0]?.shown ?? '', view);
  }
  if (real.length === 0) {
    throw provenance && files === asked.real.length
      ? new CorpusError('bad-option', `Every row has ${says}: there is no real corpus to add to.`)
      : noView(asked.real[0]?.shown ?? '', view);
  }
}

function noView(file: string, view: ViewName): CorpusError {
  return new CorpusError('no-view', `${file}: no sample has the view ${view}; say what is read with --view.`, { file });
}

function withInvalid(standing: Standing, { facts }: BothSides, isSynthetic: readonly boolean[]): Standing {
  const invalid = facts.problems.filter((p) => p.kind === 'invalid' && isSynthetic[p.file]).length;
  return { ...standing, leftOut: new Map([...standing.leftOut, ['invalid', invalid]]) };
}

/** Share of synthetic words of the files that hold both. */
function shareAsItStands(
  { rows, side }: BothSides,
  files: { readonly isReal: readonly boolean[] },
  view: number,
): number {
  let synthetic = 0;
  let all = 0;
  for (let row = 0; row < rows.length; row++) {
    if (rows.view[row] !== view || !files.isReal[rows.file[row] as number]) continue;
    all += rows.words[row] as number;
    if (side[row] === SIDE.synthetic || side[row] === SIDE.already) synthetic += rows.words[row] as number;
  }
  return all === 0 ? 0 : synthetic / all;
}

function shared(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(new SharedArrayBuffer(bytes.length));
  out.set(bytes);
  return out;
}
