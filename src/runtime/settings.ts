// Options as they were asked for, with every default filled in: what the report states under `settings`.
import { availableParallelism } from 'node:os';
import { CorpusError } from '../engine/errors.ts';
import type { KeepPolicy } from '../engine/findings/keeper.ts';
import type { LeakageReport } from '../engine/leakage/report.ts';
import type { MetricSet } from '../engine/metric.ts';
import type { ViewName } from '../engine/sample.ts';
import { hashString } from '../engine/text/hash.ts';
import { chosenVerifiers, type VerifyChoice, type VerifySettings } from '../engine/verify/settings.ts';
import type { TextSplit } from '../formats/plan.ts';
import { compileMatch, type FieldMatch } from '../formats/views/fieldValue.ts';
import type { EvaluationRef, InspectOptions } from '../protocol/hostApi.ts';
import type { TraitChoice } from '../protocol/traitsApi.ts';
import { calibrationOf, type UsedCalibration } from './traits/calibrationOf.ts';

export interface Settings {
  readonly views: Partial<Record<ViewName, string>>;
  readonly textSplit: TextSplit | 'auto';
  readonly memoryMb: number;
  readonly blockBytes: number;
  readonly lowNovelty: number;
  readonly nearDuplicate: number;
  readonly keeper: KeepPolicy;
  readonly keep: number;
  readonly evidence: 'flagged' | 'all';
  readonly metrics: MetricSet;
  readonly traits: TraitChoice;
  readonly verify: VerifyChoice;
  readonly verification: VerifySettings;
  readonly by?: string;
  readonly calibration?: UsedCalibration;
  readonly against: readonly EvaluationRef[];
  readonly splits: boolean;
}

export const DEFAULTS: Settings = {
  views: {},
  textSplit: 'auto',
  memoryMb: 1536,
  blockBytes: 1 << 20,
  lowNovelty: 0.2,
  nearDuplicate: 0.7,
  keeper: 'first',
  keep: 1,
  evidence: 'flagged',
  metrics: 'all',
  traits: 'drawn',
  against: [],
  splits: true,
  verify: 'auto',
  verification: {},
};

/** Throws 'bad-option' where the calibration cannot be used, the keeper policy makes no sense, or a verifier is none. */
export function settingsOf(options: InspectOptions): Settings {
  const { jobs: _jobs, calibration, ...asked } = options;
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const settings: Settings = { ...DEFAULTS, ...given, ...(calibration && { calibration: calibrationOf(calibration) }) };
  const field = preferredField(settings.keeper);
  if (field) compileMatch(field);
  if (!Number.isInteger(settings.keep) || settings.keep < 1) {
    throw new CorpusError('bad-option', 'Of several repeats at least one has to stay: give a whole number from 1.');
  }
  chosenVerifiers(settings.verify);
  // The core leaves verification out unless it was asked for.
  const verify = given.verify === undefined ? 'none' : settings.verify;
  return settings.metrics === 'core' ? { ...settings, traits: 'none', verify } : settings;
}

/** The field that a policy reads; null for those that read none. Throws 'bad-option' for what is no policy. */
export function preferredField(policy: KeepPolicy): FieldMatch | null {
  if (policy === 'first' || policy === 'longest') return null;
  if (policy === 'verified') return { field: 'verified', value: 'true' };
  // An equals sign in brackets belongs to the selector: `messages[role=assistant].source=wiki`.
  const [, field, value] = /^((?:[^=[]|\[[^\]]*\])+)=(.*)$/s.exec(policy) ?? [];
  if (!field?.trim() || !value?.trim()) {
    throw new CorpusError(
      'bad-option',
      `"${policy}" does not say which repeats stay: choose first, longest or verified, or name a field and its value, such as source=wiki.`,
    );
  }
  return { field: field.trim(), value };
}

/** As the report states them; evaluation sets as far as they were read. */
export function statedSettings(
  { calibration, verification, against, splits, ...settings }: Settings,
  leakage?: LeakageReport,
): Record<string, unknown> {
  const { schema, ...facts } = verification;
  const stated = { ...facts, ...(schema !== undefined && { schema: hashOf(JSON.stringify(schema)) }) };
  const sets = leakage?.sets.map(({ name, hash, items }) => ({ name, items, ...(hash ? { hash } : {}) }));
  return {
    ...settings,
    ...(Object.keys(stated).length > 0 && { verification: stated }),
    ...(calibration && { calibration: { name: calibration.name, hash: calibration.hash } }),
    ...(splits ? {} : { splits }),
    ...(sets || against.length > 0
      ? { against: sets ?? against.map(({ name, path }) => ({ name: name ?? path })) }
      : {}),
  };
}

/** Sixteen hexadecimal digits. */
function hashOf(text: string): string {
  return hashString(text)
    .map((lane) => (lane >>> 0).toString(16).padStart(8, '0'))
    .join('');
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
