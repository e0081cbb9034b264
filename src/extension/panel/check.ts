// Checks what arrives from a webview before any of it is used.
import * as v from 'valibot';
import { FINDING_KINDS } from '../../engine/report.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { NOVELTY_HALVES, TRAIT_HALVES } from '../../engine/verify/axes.ts';
import { VERDICTS } from '../../engine/verify/verifier.ts';
import { BETWEEN_KINDS } from '../../protocol/betweenPanelApi.ts';
import { CallError } from '../../protocol/errors.ts';
import type { SortKey } from '../../protocol/hostApi.ts';
import { MARKS } from '../../protocol/marks.ts';
import type { PanelHostApi } from '../../protocol/panelApi.ts';
import { GROUP_KINDS } from '../../protocol/reviewApi.ts';
import { isSmallUi } from './memory.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const nothing = v.strictObject({});

const SORT_KEYS: readonly SortKey[] = ['line', 'view', 'words', 'novelty', 'adds', 'findings', 'traits', 'dropOrder'];

/** Each is a pass over the corpus. */
const MAX_FIELDS = 20;

const kind = v.picklist(FINDING_KINDS);
const range = v.strictObject({ min: v.optional(v.number()), max: v.optional(v.number()) });
const group = v.strictObject({ kind: v.picklist(GROUP_KINDS), id: count });
const filter = v.strictObject({
  view: v.optional(v.picklist(VIEW_NAMES)),
  kind: v.optional(v.picklist([...FINDING_KINDS, 'any'])),
  words: v.optional(range),
  novelty: v.optional(range),
  percentile: v.optional(range),
  fields: v.optional(
    v.pipe(
      v.record(v.string(), v.pipe(v.string(), v.maxLength(10_000))),
      v.check((fields) => Object.keys(fields).length <= MAX_FIELDS),
    ),
  ),
  group: v.optional(group),
  decided: v.optional(v.picklist(['open', 'dropped', 'kept'])),
  verdict: v.optional(v.picklist(VERDICTS)),
  crossing: v.optional(
    v.strictObject({ traits: v.optional(v.picklist(TRAIT_HALVES)), novelty: v.optional(v.picklist(NOVELTY_HALVES)) }),
  ),
  text: v.optional(v.pipe(v.string(), v.maxLength(1000))),
});
const choice = v.strictObject({
  decisions: v.optional(v.boolean()),
  kinds: v.optional(v.pipe(v.array(kind), v.maxLength(FINDING_KINDS.length))),
  lowNovelty: v.optional(v.number()),
  groups: v.optional(v.pipe(v.array(group), v.maxLength(10_000))),
  filter: v.optional(filter),
  rows: v.optional(v.pipe(v.array(count), v.maxLength(10_000))),
});
const between = { kind: v.picklist(BETWEEN_KINDS) };
const page = { offset: count, limit: v.pipe(count, v.maxValue(200)) };

const PageSchema = v.strictObject({
  ...page,
  sort: v.strictObject({ by: v.picklist(SORT_KEYS), descending: v.boolean() }),
  filter,
});

const SCHEMAS: Record<keyof PanelHostApi, v.GenericSchema> = {
  ready: nothing,
  remember: v.strictObject({
    ui: v.pipe(
      v.record(v.string(), v.unknown()),
      v.check((ui) => isSmallUi(ui)),
    ),
  }),
  page: PageSchema,
  detail: v.strictObject({ row: count }),
  repeats: v.strictObject({ row: count }),
  reveal: v.strictObject({ file: count, line: v.pipe(count, v.minValue(1)) }),
  revealItem: v.strictObject({ path: v.pipe(v.string(), v.maxLength(10_000)), line: v.pipe(count, v.minValue(1)) }),
  compare: v.strictObject({ row: count }),
  inspect: nothing,
  cancel: nothing,
  chooseViews: nothing,
  mark: v.strictObject({ row: count, as: v.nullable(v.picklist(MARKS)) }),
  calibrate: v.strictObject({ view: v.picklist(VIEW_NAMES) }),
  removeCalibration: nothing,
  checkAgainst: nothing,
  groups: v.strictObject({
    ...page,
    kind: v.picklist(GROUP_KINDS),
    sort: v.picklist(['size', 'line']),
    view: v.optional(v.picklist(VIEW_NAMES)),
  }),
  groupRows: v.strictObject({ ...page, group }),
  bins: v.strictObject({
    column: v.picklist(['words', 'novelty', 'percentile']),
    filter,
    count: v.pipe(count, v.minValue(1), v.maxValue(200)),
  }),
  fieldValues: nothing,
  whatIf: v.strictObject({ choice }),
  rowAt: v.strictObject({ file: count, line: v.pipe(count, v.minValue(1)), view: v.picklist(VIEW_NAMES) }),
  decide: v.strictObject({
    choice,
    action: v.picklist(['drop', 'keep', 'clear']),
    finding: v.optional(kind),
    generation: v.optional(count),
  }),
  undo: nothing,
  writeReviewed: v.strictObject({ choice }),
  spotCheck: v.strictObject({ kind }),
  judge: v.strictObject({ row: count, kind, verdict: v.picklist(['yes', 'no']) }),
  endSpotCheck: nothing,
  startBetween: v.strictObject(between),
  writePlan: nothing,
  repeatBetween: v.strictObject({
    ...between,
    by: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1000)))),
    view: v.optional(v.picklist(VIEW_NAMES)),
  }),
  cancelBetween: v.strictObject(between),
  betweenResult: v.strictObject({ ...between, number: count }),
  openBetween: v.strictObject({
    ...between,
    file: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
    line: v.optional(v.pipe(count, v.minValue(1))),
    start: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  saveBetween: v.strictObject(between),
};

/** Throws a `bad-option` for an unknown method or parameters of another shape. */
export function checkPanelCall(method: string, p: unknown): void {
  const schema = Object.hasOwn(SCHEMAS, method) ? SCHEMAS[method as keyof PanelHostApi] : undefined;
  if (schema && v.is(schema, p)) return;
  throw new CallError('bad-option', `The panel asked for "${method}" in a way that is not allowed.`);
}
