// What is compared: files, the generations in a field of the corpus, or versions of its file in git with what it is now.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { VIEW_NAMES, type ViewName } from '../../../engine/sample.ts';

export type Choice =
  /** The reference first. */
  | { readonly from: 'files'; readonly files: readonly vscode.Uri[] }
  | { readonly from: 'field'; readonly field: string; readonly order?: readonly string[] }
  /** The oldest first. */
  | { readonly from: 'git'; readonly refs: readonly string[] };

export interface Wishes {
  readonly view?: ViewName;
  /** A field by whose values convergence is measured. */
  readonly by?: string;
  readonly seed?: number;
}

const text = v.pipe(v.string(), v.minLength(1));
const uri = v.pipe(
  v.string(),
  v.transform((given) => vscode.Uri.parse(given, true)),
);
const wishes = { view: v.optional(v.picklist(VIEW_NAMES)), by: v.optional(text), seed: v.optional(v.number()) };

/**
 * Arguments for key bindings, tests and other extensions: one of `files` (URIs, the reference first), `field` with an
 * optional `order` of its values, or `git` (a revision, or several from old to new); `uri` names the corpus, default the
 * active file. `{ "git": "HEAD" }`, `{ "field": "generation", "by": "model" }`.
 */
const GivenSchema = v.union([
  v.strictObject({ ...wishes, files: v.pipe(v.array(uri), v.minLength(2)) }),
  v.strictObject({ ...wishes, uri: v.optional(uri), field: text, order: v.optional(v.array(v.string())) }),
  v.strictObject({ ...wishes, uri: v.optional(uri), git: v.union([text, v.pipe(v.array(text), v.minLength(1))]) }),
]);

export interface Given {
  /** Absent: the active one. */
  readonly uri?: vscode.Uri;
  readonly choice: Choice;
  readonly wishes: Wishes;
}

/** Undefined where nothing was given that makes sense: it is asked for then. */
export function parseGiven(given: unknown): Given | undefined {
  const parsed = v.safeParse(GivenSchema, given);
  if (!parsed.success) return undefined;
  const { view, by, seed, ...what } = parsed.output;
  const set = { ...(view ? { view } : {}), ...(by ? { by } : {}), ...(seed === undefined ? {} : { seed }) };
  const named = 'uri' in what && what.uri ? { uri: what.uri } : {};
  if ('files' in what) return { choice: { from: 'files', files: what.files }, wishes: set };
  if ('field' in what) {
    const order = what.order ? { order: what.order } : {};
    return { ...named, choice: { from: 'field', field: what.field, ...order }, wishes: set };
  }
  const refs = Array.isArray(what.git) ? what.git : [what.git];
  return { ...named, choice: { from: 'git', refs }, wishes: set };
}
