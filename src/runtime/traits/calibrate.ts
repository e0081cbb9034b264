// Makes a calibration of rows that are known to be human, and of LLM rows where there are some: finds them, reads them,
// measures them. In one thread, because some hundred rows are enough.
import { CorpusError } from '../../engine/errors.ts';
import type { Tools } from '../../engine/metric.ts';
import { type Sample, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { hashString } from '../../engine/text/hash.ts';
import type { Calibration, CalibrationRows } from '../../engine/traits/calibration/calibration.ts';
import { columnsOf, type MeasuredRow, measureRow } from '../../engine/traits/calibration/collect.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { planFile } from '../../formats/planFile.ts';
import { readBlock, readSample } from '../../formats/readBlock.ts';
import { compileLabel, NO_LABEL } from '../../formats/views/fieldValue.ts';
import type { InspectOptions } from '../../protocol/hostApi.ts';
import { breather } from '../pool/pause.ts';
import { settingsOf } from '../settings.ts';
import { type OpenSource, openSource, type SourceRef } from '../sources/source.ts';

/** More rows hardly tighten anything; of more, as many are drawn. */
export const MOST_ROWS = 2000;
/** Views that hold prose; the one with most text is read where none is named. */
const READ_VIEWS: readonly ViewName[] = ['text', 'response', 'prompt'];

/** Values of a field that an error names. */
const MOST_NAMED = 5;

type Breather = ReturnType<typeof breather>;

/** Where known rows are. */
export interface KnownRows {
  readonly sources: readonly SourceRef[];
  /** How reports call them. */
  readonly name: string;
  /** Only rows whose field has this value. */
  readonly where?: { readonly field: string; readonly value: string };
  /** Only these rows. */
  readonly rows?: readonly { readonly file: number; readonly byte: number; readonly byteLength: number }[];
}

export interface CalibrateAsked {
  readonly human: KnownRows;
  readonly llm?: KnownRows;
  /** Views and how text is cut into samples, as of an inspection. */
  readonly options: Pick<InspectOptions, 'views' | 'textSplit'>;
  readonly view?: ViewName;
  /** False-positive rate, 0..1. */
  readonly rate: number;
  /** Field whose values tell which rows belong together, e.g. an author. */
  readonly group?: string;
  readonly tools: Pick<Tools, 'traits' | 'guessLanguage'>;
  readonly signal?: AbortSignal;
  /** 0..1. */
  readonly onProgress?: (fraction: number, rows: number) => void;
}

/** A row that was found, and where. */
interface Place {
  readonly file: number;
  readonly byte: number;
  readonly byteLength: number;
  readonly lot: number;
}

/** Rejects with the reader's CorpusError, 'no-view', 'bad-option' for a field that cannot be read, 'cancelled'. */
export async function calibrate(asked: CalibrateAsked): Promise<Calibration> {
  const human = new Reader(asked, asked.human);
  try {
    const llm = asked.llm && new Reader(asked, asked.llm);
    try {
      return await measure(asked, human, llm);
    } finally {
      llm?.close();
    }
  } finally {
    human.close();
  }
}

async function measure(asked: CalibrateAsked, human: Reader, llm: Reader | undefined): Promise<Calibration> {
  const { tools, rate, group } = asked;
  const pause = breather(asked.signal);
  const view = asked.view ?? (await human.mainView(pause));
  const places = [await human.find(view, pause), llm ? await llm.find(view, pause) : []] as const;
  const total = places[0].length + places[1].length;
  const reader = tools.traits();
  const groups = group === undefined ? null : new Map<string, number>();
  let done = 0;
  const read = async (from: Reader, at: readonly Place[], cut: boolean): Promise<CalibrationRows> => {
    const measuring = { reader, guessLanguage: tools.guessLanguage, cut };
    const rows: MeasuredRow[] = [];
    let groupless = 0;
    for (const place of at) {
      const found = from.read(place, view);
      if (found?.group === NO_LABEL) groupless++;
      if (found) rows.push(measureRow(found.segments, found.group, measuring));
      done++;
      const turn = pause();
      if (!turn) continue;
      await turn;
      asked.onProgress?.(done / total, done);
    }
    if (from === human && rows.length > 0 && group !== undefined && groupless === rows.length) {
      throw new CorpusError(
        'bad-option',
        `No human row has the field ${group}: name another field, or leave the groups out.`,
      );
    }
    return columnsOf(rows, { from: from.known.name, field: from.fieldOf(view), groups });
  };
  const calibration: Calibration = {
    format: 'corpus-inspector/calibration',
    version: 1,
    model: reader.model.name,
    rate,
    view,
    human: await read(human, places[0], true),
    ...(llm && { llm: await read(llm, places[1], false) }),
  };
  asked.onProgress?.(1, total);
  return calibration;
}

/** The rows of one side. */
class Reader {
  private readonly sources: OpenSource[] = [];
  private readonly plans: FilePlan[] = [];
  /** What the field of the wanted rows says elsewhere, some of it: for whoever mistyped it. */
  private readonly values = new Set<string>();
  private readonly label: ((row: unknown) => string) | null;
  private readonly group: ((row: unknown) => string) | null;

  constructor(
    asked: CalibrateAsked,
    readonly known: KnownRows,
  ) {
    this.label = known.where ? compileLabel(known.where.field) : null;
    this.group = asked.group === undefined ? null : compileLabel(asked.group);
    const { views, textSplit, blockBytes } = settingsOf(asked.options);
    try {
      for (const ref of known.sources) {
        const source = openSource(ref);
        this.sources.push(source);
        this.plans.push(planFile(source, { views, textSplit, blockBytes, fileName: ref.shown }));
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    for (const source of this.sources) source.close();
  }

  /** Of text, response and prompt the one with most characters in the rows that count. */
  async mainView(pause: Breather): Promise<ViewName> {
    const there = READ_VIEWS.filter((view) => this.plans.some((plan) => hasView(plan, view)));
    if (there.length === 1) return there[0] as ViewName;
    const characters = new Map<ViewName, number>();
    await this.visit(pause, (sample) => {
      for (const { view, segments } of sample.views) {
        const length = segments.reduce((sum, s) => sum + s.text.length, 0);
        characters.set(view, (characters.get(view) ?? 0) + length);
      }
    });
    const size = (view: ViewName) => characters.get(view) ?? 0;
    return [...READ_VIEWS].sort((a, b) => size(b) - size(a))[0] as ViewName;
  }

  /** At most `MOST_ROWS` rows that have the view, drawn by a hash of their place; in the order of the files. */
  async find(view: ViewName, pause: Breather): Promise<readonly Place[]> {
    const found: Place[] = [];
    let rows = 0;
    await this.visit(pause, (sample, file) => {
      rows++;
      if (!sample.views.some((text) => text.view === this.viewOf(file, view))) return;
      const { byte, byteLength } = sample;
      found.push({ file, byte, byteLength, lot: hashString(`${file}:${byte}`)[1] >>> 0 });
    });
    if (found.length === 0) {
      const { sources, where } = this.known;
      const file = sources.map((source) => source.shown).join(', ');
      const lacks = rows === 0 && where ? this.lacks(where) : `no row has the view ${view}; name another with --view.`;
      throw new CorpusError('no-view', `${file}: ${lacks}`, { file });
    }
    const drawn = found.length <= MOST_ROWS ? found : found.sort((a, b) => a.lot - b.lot).slice(0, MOST_ROWS);
    return drawn.sort((a, b) => a.file - b.file || a.byte - b.byte);
  }

  read({ file, byte, byteLength }: Place, view: ViewName) {
    const plan = this.plans[file] as FilePlan;
    const { sample } = readSample(this.sources[file] as OpenSource, plan, byte, byteLength);
    const segments = sample.views.find((text) => text.view === this.viewOf(file, view))?.segments;
    return segments && { segments, group: this.group?.(sample.value) ?? '' };
  }

  /** Where the view is read in the first file, as the report shows it. */
  fieldOf(view: ViewName): string {
    const rules = this.plans[0]?.views.rules.filter((rule) => rule.view === this.viewOf(0, view)) ?? [];
    return rules.map((rule) => rule.path).join(' + ');
  }

  /** A file that has nothing but texts stands for every view. */
  private viewOf(file: number, view: ViewName): ViewName {
    const plan = this.plans[file] as FilePlan;
    const onlyText = VIEW_NAMES.every((other) => (other === 'text') === hasView(plan, other));
    return onlyText ? 'text' : view;
  }

  private isWanted(label: string): boolean {
    if (this.values.size <= MOST_NAMED) this.values.add(label);
    return label === this.known.where?.value;
  }

  private lacks({ field, value }: NonNullable<KnownRows['where']>): string {
    const there = [...this.values].filter((label) => label !== NO_LABEL);
    if (there.length === 0) return `no row has the field ${field}.`;
    const named = there.slice(0, MOST_NAMED).map((label) => `"${label}"`);
    const rest = there.length > MOST_NAMED ? ', …' : '';
    return `no row has "${value}" as its ${field}, which is ${named.join(', ')}${rest}.`;
  }

  /** Every row that counts, in the order of the files. */
  private async visit(pause: Breather, look: (sample: Sample, file: number) => void) {
    const chosen = this.known.rows && new Set(this.known.rows.map((row) => `${row.file}:${row.byte}`));
    for (const [file, plan] of this.plans.entries()) {
      for (const block of plan.blocks.keys()) {
        readBlock(this.sources[file] as OpenSource, plan, block, (sample) => {
          if (sample.views.length === 0) return;
          if (chosen && !chosen.has(`${file}:${sample.byte}`)) return;
          if (this.label && !this.isWanted(this.label(sample.value))) return;
          look(sample, file);
        });
        await pause();
      }
    }
  }
}

function hasView(plan: FilePlan, view: ViewName): boolean {
  return plan.views.rules.some((rule) => rule.view === view);
}
