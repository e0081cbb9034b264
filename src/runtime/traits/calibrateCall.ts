// Calibrates for the editor: rows of a file, rows of the corpus whose field has a value, or rows of its table.
import { CorpusError } from '../../engine/errors.ts';
import type { Tools } from '../../engine/metric.ts';
import type { CalibrationRows as MeasuredRows } from '../../engine/traits/calibration/calibration.ts';
import { countVerdicts, judge } from '../../engine/traits/calibration/judge.ts';
import type { FileRef } from '../../protocol/hostApi.ts';
import type { Calibrated, CalibrateParams, CalibrateProgress, CalibrationRows } from '../../protocol/traitsApi.ts';
import type { Inspection } from '../inspect/result.ts';
import type { Settings } from '../settings.ts';
import type { SourceRef } from '../sources/source.ts';
import { calibrate, type KnownRows } from './calibrate.ts';

const RATE = 0.05;

export interface CalibrateParts {
  readonly tools: Pick<Tools, 'traits' | 'guessLanguage'>;
  readonly sourceOf: (file: FileRef) => SourceRef;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CalibrateProgress) => void;
}

/** Rejects with 'bad-option' for rows that cannot be used, as runtime/calibrate's `calibrate`, and with 'cancelled'. */
export async function calibrateCall(
  p: CalibrateParams,
  inspection: Inspection | undefined,
  { tools, sourceOf, signal, onProgress }: CalibrateParts,
): Promise<Calibrated> {
  const known = (rows: CalibrationRows) => knownRows(rows, inspection, sourceOf);
  const human = known(p.human);
  const { views = {}, textSplit = 'auto' } = (inspection?.report.settings ?? {}) as Partial<Settings>;
  const calibration = await calibrate({
    human: p.name === undefined ? human : { ...human, name: p.name },
    ...(p.llm && { llm: known(p.llm) }),
    options: { views, textSplit },
    ...(p.view && { view: p.view }),
    rate: p.rate ?? RATE,
    tools,
    signal,
    onProgress: (fraction) => onProgress({ step: 'reading', fraction }),
  });
  onProgress({ step: 'calibrating', fraction: 1 });
  const { report } = judge(calibration, { model: tools.traits().model.name });
  return {
    name: calibration.human.from,
    view: calibration.view,
    human: counted(calibration.human),
    llm: calibration.llm ? counted(calibration.llm) : null,
    report: report(countVerdicts()),
    content: calibration,
  };
}

function counted({ words, abstained }: MeasuredRows): Calibrated['human'] {
  return { used: words.length, abstained: Object.values(abstained).reduce((a, b) => a + b, 0) };
}

function knownRows(
  rows: CalibrationRows,
  inspection: Inspection | undefined,
  sourceOf: (file: FileRef) => SourceRef,
): KnownRows {
  if (rows.from === 'file') {
    const { file, where } = rows;
    const name = where ? `${file.path}, ${where.field}=${where.value}` : file.path;
    return { sources: [sourceOf(file)], name, ...(where && { where }) };
  }
  if (!inspection) {
    throw new CorpusError('bad-option', 'Rows of a corpus are meant: inspect it first, or name a file of human rows.');
  }
  const { sources, columns } = inspection;
  if (rows.from === 'field') {
    const { field, value } = rows;
    return { sources, name: `${field}=${value}`, where: { field, value } };
  }
  const places = rows.rows.filter((row) => Number.isInteger(row) && row >= 0 && row < columns.length);
  if (places.length === 0)
    throw new CorpusError('bad-option', 'No row is marked: mark rows that you know to be human.');
  return {
    sources,
    name: `${places.length} marked ${places.length === 1 ? 'row' : 'rows'}`,
    rows: places.map((row) => ({
      file: columns.file[row] as number,
      byte: columns.byte[row] as number,
      byteLength: columns.byteLength[row] as number,
    })),
  };
}
