// JSON Schema, interpreted by `@cfworker/json-schema`. Schemas come from data, so nothing of them is compiled into code, nothing
// outside of them is loaded, and the work is bounded; see prepareSchema.ts.
import { type OutputUnit, validate } from '@cfworker/json-schema';
import type { DataVerdict } from '../../../engine/verify/verifier.ts';
import { Beyond, bounded, type Prepared, prepareSchema } from './prepareSchema.ts';

/** Values of more nodes or characters are not validated. */
const MOST_NODES = 5000;
const MOST_CHARACTERS = 50_000;
/** Validation goes down by recursion: levels of the value by looks at one level. */
const MOST_FRAMES = 600;

/** What of a value breaks a schema; schemas are prepared once as long as they are the same object. */
export function schemaBreaks(schema: unknown, value: unknown): DataVerdict {
  try {
    const keys = new Set<string>();
    const depth = measure(value, keys);
    const prepared = preparedFor(schema, keys);
    if (depth * prepared.chain > MOST_FRAMES) throw new Beyond('schema or value are nested too deeply');
    const { root, draft, lookup } = prepared;
    const { valid, errors } = bounded(prepared, () => validate(value, root, draft, lookup));
    return valid ? null : { at: 0, what: explain(errors, value) };
  } catch (error) {
    if (error instanceof Beyond) return { unsure: true, what: error.message };
    if (error instanceof RangeError) return { unsure: true, what: 'schema or value are nested too deeply' };
    const message = error instanceof Error ? error.message.split('\n')[0]! : '';
    const what = /Unresolved \$ref/.test(message)
      ? 'the schema refers to what is not in it'
      : 'the schema cannot be read';
    return { unsure: true, what };
  }
}

const cache = new WeakMap<object, Prepared>();

function preparedFor(schema: unknown, keys: ReadonlySet<string>): Prepared {
  const known = typeof schema === 'object' && schema !== null ? cache.get(schema) : undefined;
  if (known) return known;
  const prepared = prepareSchema(schema, keys);
  // Patterns of names are resolved for the names of one value.
  if (!prepared.forKeys && typeof schema === 'object' && schema !== null) cache.set(schema, prepared);
  return prepared;
}

/** The depth of a value, 1 for a number; collects the names of fields. Throws `Beyond` where there are too many nodes or characters. */
function measure(value: unknown, keys: Set<string>): number {
  let deepest = 1;
  let nodes = 0;
  let characters = 0;
  const waiting: [value: unknown, depth: number][] = [[value, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [one, depth] = next;
    deepest = Math.max(deepest, depth);
    if (typeof one === 'string') characters += one.length;
    if (++nodes > MOST_NODES || characters > MOST_CHARACTERS) throw new Beyond('the value is too large');
    if (typeof one !== 'object' || one === null) continue;
    for (const [key, inner] of Object.entries(one)) {
      if (!Array.isArray(one)) keys.add(key);
      waiting.push([inner, depth + 1]);
    }
  }
  return deepest;
}

/** Keywords whose errors only say that another error stands below them. */
const WRAPPERS = new Set([
  'properties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'if',
  'patternProperties',
  'dependentSchemas',
]);

function explain(errors: readonly OutputUnit[], value: unknown): string {
  const error = errors.find((e) => !WRAPPERS.has(e.keyword) && e.keyword !== 'additionalProperties') ?? errors.at(-1);
  if (!error) return 'it breaks the schema';
  const { keyword, instanceLocation, error: said } = error;
  const path = instanceLocation
    .replace(/^#\/?/, '')
    .split('/')
    .filter((p) => p !== '')
    .map(decoded);
  const place = path.length === 0 ? 'the value' : `\`${named(path)}\``;
  if (keyword === 'required') {
    const name = /property "([\s\S]*)"/.exec(said)?.[1] ?? '';
    return `\`${named([...path, name])}\` is missing`;
  }
  if (keyword === 'false') return `${place} is not in the schema`;
  const found = at(value, path);
  if (keyword === 'type')
    return `${place} is ${kindOf(found)}, not ${/Expected (.*)\.$/.exec(said)?.[1]?.replaceAll('"', '') ?? 'as the schema says'}`;
  if (keyword === 'enum') return `${place} is ${short(found)}, none of the allowed values`;
  if (keyword === 'format') return `${place} is ${short(found)}, which does not match the pattern`;
  if (keyword === 'anyOf' || keyword === 'oneOf')
    return `${place} fits ${keyword === 'anyOf' ? 'none' : 'not exactly one'} of the allowed forms`;
  return `${place}: ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')}`;
}

function decoded(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function named(path: readonly string[]): string {
  return path.reduce(
    (name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`),
    '',
  );
}

function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 40 ? text : `${text.slice(0, 39).replace(/[\ud800-\udbff]$/, '')}…`;
}
