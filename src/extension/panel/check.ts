// Checks what arrives from a webview before any of it is used.
import * as v from 'valibot';
import { FINDING_KINDS } from '../../engine/report.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { CallError } from '../../protocol/errors.ts';
import type { SortKey } from '../../protocol/hostApi.ts';
import { MARKS } from '../../protocol/marks.ts';
import type { PanelHostApi } from '../../protocol/panelApi.ts';
import { isSmallUi } from './memory.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const nothing = v.strictObject({});

const SORT_KEYS: readonly SortKey[] = ['line', 'view', 'words', 'novelty', 'adds', 'findings', 'traits', 'dropOrder'];

const PageSchema = v.strictObject({
  offset: count,
  limit: v.pipe(count, v.maxValue(200)),
  sort: v.strictObject({ by: v.picklist(SORT_KEYS), descending: v.boolean() }),
  filter: v.strictObject({
    view: v.optional(v.picklist(VIEW_NAMES)),
    kind: v.optional(v.picklist([...FINDING_KINDS, 'any'])),
    noveltyMax: v.optional(v.number()),
    text: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  }),
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
  compare: v.strictObject({ row: count }),
  inspect: nothing,
  cancel: nothing,
  chooseViews: nothing,
  mark: v.strictObject({ row: count, as: v.nullable(v.picklist(MARKS)) }),
  calibrate: v.strictObject({ view: v.picklist(VIEW_NAMES) }),
  removeCalibration: nothing,
};

/** Throws a `bad-option` for an unknown method or parameters of another shape. */
export function checkPanelCall(method: string, p: unknown): void {
  const schema = Object.hasOwn(SCHEMAS, method) ? SCHEMAS[method as keyof PanelHostApi] : undefined;
  if (schema && v.is(schema, p)) return;
  throw new CallError('bad-option', `The panel asked for "${method}" in a way that is not allowed.`);
}
