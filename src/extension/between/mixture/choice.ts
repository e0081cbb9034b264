// What a mixture is planned from: what arguments and answers come to.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { VIEW_NAMES, type ViewName } from '../../../engine/sample.ts';

export const DEFAULT_SHARE = 0.1;

export interface Choice {
  /** Files that are chosen from; empty for the rows of the corpus that the field tells apart. */
  readonly synthetic: readonly vscode.Uri[];
  readonly provenance?: { readonly field: string; readonly synthetic: readonly string[] };
  readonly share: number;
  readonly view?: ViewName;
}

const uri = v.pipe(
  v.string(),
  v.transform((given) => vscode.Uri.parse(given, true)),
);
const field = v.pipe(v.string(), v.trim(), v.nonEmpty());

/**
 * Arguments for key bindings, tests and other extensions: `{ "synthetic": ["file:///…"], "share": 0.1 }`, or
 * `{ "provenance": { "field": "source", "synthetic": ["gpt"] } }`, or both; `uri` names the real corpus, default the active file.
 */
const GivenSchema = v.pipe(
  v.strictObject({
    uri: v.optional(uri),
    synthetic: v.optional(v.array(uri), []),
    provenance: v.optional(v.strictObject({ field, synthetic: v.pipe(v.array(field), v.minLength(1)) })),
    share: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), DEFAULT_SHARE),
    view: v.optional(v.picklist(VIEW_NAMES)),
  }),
  v.check(({ synthetic, provenance }) => synthetic.length > 0 || provenance !== undefined),
);

/** Undefined where nothing was given that makes sense: it is asked for then. */
export function parseGiven(given: unknown): { readonly uri?: vscode.Uri; readonly choice: Choice } | undefined {
  const parsed = v.safeParse(GivenSchema, given);
  if (!parsed.success) return undefined;
  const { uri, synthetic, share, provenance, view } = parsed.output;
  const choice = { synthetic, share, ...(provenance ? { provenance } : {}), ...(view ? { view } : {}) };
  return { ...(uri ? { uri } : {}), choice };
}

/** What was typed as a share in percent, "12.5" or "12.5 %": above 0 and below 1; undefined for what is none. */
export function typedShare(text: string): number | undefined {
  const [, digits] = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text) ?? [];
  const share = digits === undefined ? Number.NaN : Number(digits.replace(',', '.')) / 100;
  return share > 0 && share < 1 ? share : undefined;
}
