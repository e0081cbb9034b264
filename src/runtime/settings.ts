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

/** Worker threads where none were asked for: one per core, at most four. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(4, availableParallelism()));
}
