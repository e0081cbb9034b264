// Options as they were asked for, with every default filled in: what the report states under `settings`.
import { availableParallelism } from 'node:os';
import type { MetricSet } from '../engine/metric.ts';
import type { ViewName } from '../engine/sample.ts';
import type { TextSplit } from '../formats/plan.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';
import type { TraitChoice } from '../protocol/traitsApi.ts';
import { calibrationOf, type UsedCalibration } from './traits/calibrationOf.ts';

export interface Settings {
  readonly views: Partial<Record<ViewName, string>>;
  readonly textSplit: TextSplit | 'auto';
  readonly memoryMb: number;
  readonly blockBytes: number;
  readonly lowNovelty: number;
  readonly nearDuplicate: number;
  readonly evidence: 'flagged' | 'all';
  readonly metrics: MetricSet;
  readonly traits: TraitChoice;
  readonly by?: string;
  readonly calibration?: UsedCalibration;
}

export const DEFAULTS: Settings = {
  views: {},
  textSplit: 'auto',
  memoryMb: 1536,
  blockBytes: 1 << 20,
  lowNovelty: 0.2,
  nearDuplicate: 0.7,
  evidence: 'flagged',
  metrics: 'all',
  traits: 'drawn',
};

/** Throws 'bad-option' where the calibration cannot be used. */
export function settingsOf(options: InspectOptions): Settings {
  const { jobs: _jobs, calibration, ...asked } = options;
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const settings: Settings = { ...DEFAULTS, ...given, ...(calibration && { calibration: calibrationOf(calibration) }) };
  return settings.metrics === 'core' ? { ...settings, traits: 'none' } : settings;
}

/** As the report states them. */
export function statedSettings({ calibration, ...settings }: Settings): Record<string, unknown> {
  return { ...settings, ...(calibration && { calibration: { name: calibration.name, hash: calibration.hash } }) };
}

/** Above this, covering samples of every row would mean many passes. */
const EVIDENCE_FOR_ALL = 64 * 1024 * 1024;

/** Whose covering samples are looked for: of a large corpus the flagged rows' only, whatever was asked. */
export function evidenceFor(asked: Settings['evidence'], bytes: number): Settings['evidence'] {
  return bytes > EVIDENCE_FOR_ALL ? 'flagged' : asked;
}

/** What a reader of the rows has to know where less was done than asked; undefined where nothing was left out. */
export function evidenceNote(asked: Settings, done: Settings): string | undefined {
  if (asked.evidence === done.evidence) return undefined;
  return 'Covering samples are listed for flagged rows only: the corpus is larger than 64 MiB.';
}

/** Worker threads where none were asked for: one per core, at most four. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(4, availableParallelism()));
}
