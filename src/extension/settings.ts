// The settings of the extension: read for a resource, checked, and turned into the engine's options.
import * as v from 'valibot';
import { VIEW_NAMES } from '../engine/sample.ts';
import type { InspectOptions } from '../protocol/hostApi.ts';
import type { KeepPolicy } from '../protocol/reviewApi.ts';
import { choiceOf } from '../runtime/verify/verifyConfig.ts';

export const SECTION = 'corpusInspector';

const between = (low: number, high: number, otherwise: number) =>
  v.fallback(v.pipe(v.number(), v.minValue(low), v.maxValue(high)), otherwise);

/** Every value that is missing or wrong falls back to its default, the same as in package.json. */
export const SettingsSchema = v.object({
  analyzeOnOpen: v.fallback(v.picklist(['jsonl', 'all', 'off']), 'jsonl'),
  exclude: v.fallback(v.array(v.string()), ['**/node_modules/**', '**/.git/**']),
  maxFileSizeMB: between(0, 100_000, 50),
  openLargeFiles: v.fallback(v.picklist(['ask', 'always', 'never']), 'ask'),
  views: v.fallback(v.partial(v.object(entriesOfViews())), {}),
  textSplit: v.fallback(v.picklist(['auto', 'paragraphs', 'lines', 'file']), 'auto'),
  groupBy: v.fallback(v.string(), ''),
  jobs: between(0, 64, 0),
  memoryMB: between(64, 65_536, 1536),
  lowNoveltyThreshold: between(0, 1, 0.2),
  nearDuplicateThreshold: between(0.3, 1, 0.7),
  maxDiagnostics: between(0, 1000, 200),
  editDelay: between(0, 60_000, 800),
  keeper: v.fallback(v.pipe(v.string(), v.regex(/^(first|longest|verified|[^=]+=.*)$/)), 'first'),
  verify: v.fallback(v.string(), 'auto'),
  keep: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 1),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

function entriesOfViews() {
  const selector = v.pipe(v.string(), v.minLength(1));
  return Object.fromEntries(VIEW_NAMES.map((view) => [view, selector])) as Record<
    (typeof VIEW_NAMES)[number],
    typeof selector
  >;
}

/** `get` answers a setting by its name without the section, e.g. of a `WorkspaceConfiguration`. */
export function parseSettings(get: (name: string) => unknown): Settings {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(SettingsSchema.entries)) given[name] = get(name);
  return v.parse(SettingsSchema, given);
}

/** `session` holds views that were chosen for this session only; they win over the setting. */
export function toInspectOptions(settings: Settings, session: InspectOptions['views'] = {}): InspectOptions {
  return {
    views: { ...settings.views, ...session },
    textSplit: settings.textSplit,
    ...(settings.groupBy.trim() ? { by: settings.groupBy.trim() } : {}),
    ...(settings.jobs > 0 ? { jobs: settings.jobs } : {}),
    memoryMb: settings.memoryMB,
    lowNovelty: settings.lowNoveltyThreshold,
    nearDuplicate: settings.nearDuplicateThreshold,
    keeper: settings.keeper as KeepPolicy,
    keep: settings.keep,
    // Auto leaves the say to corpus-inspector.json.
    ...(choiceOf(settings.verify) === 'auto' ? {} : { verify: choiceOf(settings.verify) }),
  };
}
