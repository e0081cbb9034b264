// Options as they were asked for, with every default filled in: what the report states under `settings`.
import { availableParallelism } from 'node:os';
import type { ViewName } from '../engine/sample.ts';
import type { TextSplit } from '../formats/plan.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';

export interface Settings {
  readonly views: Partial<Record<ViewName, string>>;
  readonly textSplit: TextSplit | 'auto';
  readonly memoryMb: number;
  readonly blockBytes: number;
  readonly lowNovelty: number;
  readonly nearDuplicate: number;
  readonly evidence: 'flagged' | 'all';
  readonly by?: string;
}

export const DEFAULTS: Settings = {
  views: {},
  textSplit: 'auto',
  memoryMb: 1536,
  blockBytes: 1 << 20,
  lowNovelty: 0.2,
  nearDuplicate: 0.7,
  evidence: 'flagged',
};

export function settingsOf(options: InspectOptions): Settings {
  const { jobs: _jobs, ...asked } = options;
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...given };
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
