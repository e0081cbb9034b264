// Chooses what is measured: the shape of the drawn rows, changed by what the user asked for.
import { CorpusError } from '../../engine/errors.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { DrawnRow } from '../draw.ts';
import type { ViewPlan, ViewRule } from '../plan.ts';
import { lastTurnsOnly } from './exploded.ts';
import type { Rule } from './fields.ts';
import { memberPath, parseSelector } from './selector.ts';
import { detectShape, type Shape } from './shapes.ts';
import { longestField, stringFields } from './strings.ts';
import { compileSelector, isObject, type Walker } from './walk.ts';

export type UserViews = Partial<Record<ViewName, string>>;

/** A second shape is added when the first one leaves this share of the rows without text. */
const LEFT_OVER = 0.1;
const MIN_LEFT_OVER = 3;
/** A field that the user named is expected in every row when it stands in this share of the drawn ones. */
const USER_EXPECTED = 0.9;

/** The views of a file from rows drawn across it. Throws 'bad-format' when no row is usable, 'no-view' when nothing was
 *  recognised or a selector of the user finds nothing, 'bad-option' when a selector cannot be read. */
export function detectViews(path: string, drawn: readonly DrawnRow[], user: UserViews = {}): ViewPlan {
  const rows = usable(drawn.map((d) => d.value));
  const chosen = userRules(path, rows, user);
  if (rows.length === 0) {
    throw new CorpusError(
      'bad-format',
      `${path} holds no row that is a JSON object: check that it is JSONL or a JSON list of objects.`,
      { file: path },
    );
  }
  const shape = detectShapes(rows) ?? (chosen.length > 0 ? { rules: [], expected: [] } : fallback(path, rows));
  const kept = shape.rules.filter((r) => user[r.view] === undefined && !chosen.some((c) => samePlace(c.path, r.path)));
  const cut = lastTurnsOnly(kept, drawn);
  const detected = (cut ?? kept).map((r): ViewRule => ({ ...r, chosenBy: 'detected' }));
  const rules = [...detected, ...chosen].sort((a, b) => VIEW_NAMES.indexOf(a.view) - VIEW_NAMES.indexOf(b.view));
  return { rules, explodedPrefixes: cut !== null, expected: expectedFields(shape, kept, chosen, rows) };
}

/** Whether the plan's own rule or the user's would read the same string. */
function samePlace(a: string, b: string): boolean {
  const clean = (p: string): string =>
    p
      .trim()
      .replace(/^\$\.?/, '')
      .replace(/\s*\|.*$/, '');
  return clean(a) === clean(b);
}

/** Rows of the kind that most rows are: objects, or strings and lists where there are hardly any objects. */
function usable(values: readonly unknown[]): unknown[] {
  const objects = values.filter(isObject);
  const others = values.filter((v) => typeof v === 'string' || Array.isArray(v));
  return objects.length >= others.length ? objects : others;
}

/** The commonest shape and, where rows are left over, the shape of those. */
function detectShapes(rows: readonly unknown[]): Shape | null {
  const first = detectShape(rows);
  if (first === null || first.rules.length === 0) return null;
  const left = rows.filter((row) => !holdsText(first.rules, row));
  if (left.length < MIN_LEFT_OVER || left.length < rows.length * LEFT_OVER) return first;
  const second = detectShape(left);
  if (second === null) return first;
  const rules = second.rules.filter((r) => !first.rules.some((f) => f.path === r.path));
  const covered = left.filter((row) => holdsText(rules, row)).length;
  if (covered < left.length / 2) return first;
  // Rows that hold both would be measured twice: then the first shape alone is right.
  const both = rows.filter((row) => holdsText(first.rules, row) && holdsText(rules, row)).length;
  return both > rows.length * 0.01 ? first : { rules: [...first.rules, ...rules], expected: [] };
}

function holdsText(rules: readonly Rule[], row: unknown): boolean {
  return rules.some((rule) => walker(rule.path)(row, () => {}));
}

const walkers = new Map<string, Walker>();

function walker(path: string): Walker {
  let walk = walkers.get(path);
  if (walk === undefined) {
    if (walkers.size > 200) walkers.clear();
    walk = compileSelector(parseSelector(path));
    walkers.set(path, walk);
  }
  return walk;
}

function fallback(path: string, rows: readonly unknown[]): Shape {
  const field = longestField(rows);
  if (field !== undefined) {
    const rule: Rule = { view: 'text', path: field.selector };
    const everywhere = field.rows === rows.length && !field.selector.includes('[');
    return { rules: [rule], expected: everywhere ? [field.selector] : [] };
  }
  throw new CorpusError(
    'no-view',
    `No text to measure was recognised in ${path}${fieldList(rows)}: name a field, e.g. \`--view text=$.field\`.`,
    { file: path },
  );
}

function userRules(path: string, rows: readonly unknown[], user: UserViews): ViewRule[] {
  return VIEW_NAMES.filter((view) => user[view] !== undefined).map((view) => {
    const selector = user[view]!.trim();
    const walk = compileSelector(parseSelector(selector));
    let found = false;
    for (const row of rows) found = walk(row, () => {}) || found;
    if (!found && rows.length > 0) {
      throw new CorpusError(
        'no-view',
        `\`${selector}\` (view ${view}) was found in none of ${rows.length} rows of ${path}${fieldList(rows)}.`,
        { file: path },
      );
    }
    return { view, path: selector, chosenBy: 'user' };
  });
}

function expectedFields(
  shape: Shape,
  kept: readonly Rule[],
  chosen: readonly ViewRule[],
  rows: readonly unknown[],
): string[] {
  const detected = kept.length > 0 ? shape.expected.filter((e) => kept.some((r) => r.path.startsWith(rootOf(e)))) : [];
  const named = chosen
    .map((r) => r.path.replace(/^\$\.(?=.)/, ''))
    .filter((p) => /^[\w.]+$/.test(p) && p !== '$')
    .filter((p) => rows.filter((row) => walker(p)(row, () => {})).length >= rows.length * USER_EXPECTED);
  return [...new Set([...detected, ...named])];
}

function rootOf(selector: string): string {
  return selector.replace(/\[\*\].*$/, '');
}

function fieldList(rows: readonly unknown[]): string {
  const fields = stringFields(rows).map((f) => f.selector);
  const keys =
    fields.length > 0
      ? fields
      : [...new Set(rows.filter(isObject).flatMap((r) => Object.keys(r)))].map((k) => memberPath('', k));
  return keys.length === 0 ? '' : ` (its fields: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''})`;
}
