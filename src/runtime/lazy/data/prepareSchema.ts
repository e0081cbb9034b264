// A copy of an untrusted JSON Schema that can be interpreted in bounded time: keywords that are known, patterns by RE2, and a
// counter that every look at a subschema runs down.
import { dereference, format as formats, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import { RE2JS } from 're2js';

/** The schema or the value asks for more than is done; the message says what. */
export class Beyond extends Error {}

export interface Prepared {
  readonly root: Schema | boolean;
  readonly draft: SchemaDraft;
  readonly lookup: ReturnType<typeof dereference>;
  /** Whether it holds only for values with the given names of fields. */
  readonly forKeys: boolean;
  /** The longest row of subschemas that look at the same value one inside of another. */
  readonly chain: number;
  /** Patterns by the name of the format that stands for each. */
  readonly patterns: ReadonlyMap<string, RE2JS>;
}

const MOST_NODES = 3000;
const MOST_DEPTH = 60;
const MOST_PATTERN = 300;
/** Looks at subschemas per value; a tool call takes some dozens. */
const MOST_STEPS = 20_000;

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const COPIED = new Set(
  `const enum required minProperties maxProperties dependentRequired minItems maxItems uniqueItems minContains maxContains minimum maximum
   exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength $anchor $id`.split(/\s+/),
);
const ONE = new Set(
  'additionalItems unevaluatedItems contains additionalProperties unevaluatedProperties propertyNames not if then else'.split(
    ' ',
  ),
);
const LISTS = new Set('prefixItems allOf anyOf oneOf'.split(' '));
const MAPS = new Set('$defs definitions properties dependentSchemas dependencies'.split(' '));
const NUMBERS = new Set(
  'minProperties maxProperties minItems maxItems minContains maxContains minimum maximum multipleOf minLength maxLength'.split(
    ' ',
  ),
);
/** Their meaning hangs on what is being looked at, which a copy cannot keep. */
const UNSUPPORTED = ['$dynamicRef', '$recursiveRef', '$dynamicAnchor', '$recursiveAnchor'];

/** What is left of the steps for the value that is being validated; there is one at a time. */
let steps = 0;

function spend(by: number): undefined {
  steps -= by;
  if (steps < 0) throw new Beyond('the schema takes too many steps');
  return undefined;
}

/** Does the validation of one value with a full counter, and the patterns of the schema at hand. Throws `Beyond`. */
export function bounded<T>({ patterns }: Prepared, validate: () => T): T {
  steps = MOST_STEPS;
  for (const [name, expression] of patterns) {
    formats[name] = (text: string) => {
      spend(1 + text.length / 100);
      return expression.matcher(text).find();
    };
  }
  try {
    return validate();
  } finally {
    for (const name of patterns.keys()) delete formats[name];
  }
}

/** Throws `Beyond`. `keys`: the names of fields in the value, for which patterns of names are resolved. */
export function prepareSchema(schema: unknown, keys: ReadonlySet<string>): Prepared {
  return new Preparation(keys).run(schema);
}

class Preparation {
  private nodes = 0;
  private readonly expressions = new Map<string, RE2JS>();
  private forKeys = false;
  private draft: SchemaDraft = '2020-12';

  constructor(private readonly keys: ReadonlySet<string>) {}

  run(schema: unknown): Prepared {
    if (typeof schema !== 'boolean' && !isObject(schema)) throw new Beyond('the schema is not an object');
    if (isObject(schema)) this.draft = draftOf(schema);
    const root = this.copy(schema, 0);
    steps = MOST_STEPS;
    const lookup = dereference(root);
    const chain = longestChain(root, lookup);
    return { root, draft: this.draft, lookup, forKeys: this.forKeys, chain, patterns: this.expressions };
  }

  private copy(schema: unknown, depth: number): Schema | boolean {
    if (typeof schema === 'boolean') return schema;
    if (!isObject(schema)) throw new Beyond('the schema holds something that is no schema');
    if (depth > MOST_DEPTH || ++this.nodes > MOST_NODES) throw new Beyond('the schema is too large');
    if (UNSUPPORTED.some((k) => Object.hasOwn(schema, k)))
      throw new Beyond('the schema uses references that change with the place');
    const copy: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(schema)) {
      const found = this.keyword(key, value, depth + 1);
      if (found !== undefined) copy[key] = found;
    }
    this.patterns(schema, copy, depth);
    if (schema.nullable === true && typeof copy.type === 'string') copy.type = [copy.type, 'null'];
    // The interpreter reads this of every subschema that it looks at.
    Object.defineProperty(copy, '$recursiveAnchor', { enumerable: false, get: () => spend(1) });
    return copy as Schema;
  }

  private keyword(key: string, value: unknown, depth: number): unknown {
    if (key === '$ref') {
      if (typeof value !== 'string') throw new Beyond('the schema has a reference that is no text');
      return value;
    }
    if (key === 'type') {
      const names = Array.isArray(value) ? value : [value];
      if (names.some((n) => !TYPES.has(n as string)))
        throw new Beyond('the schema names a type that JSON does not have');
      return value;
    }
    if (NUMBERS.has(key) && typeof value !== 'number') throw new Beyond(`the schema’s ${key} is no number`);
    if (key === 'required' || key === 'enum') {
      // `required: true` beside a property is from before draft 4 and says nothing about the value.
      if (!Array.isArray(value)) return undefined;
    }
    if (COPIED.has(key)) {
      this.count(value);
      if ((key === '$id' || key === '$anchor') && typeof value !== 'string') return undefined;
      return value;
    }
    if (ONE.has(key)) return isObject(value) || typeof value === 'boolean' ? this.copy(value, depth) : undefined;
    if (key === 'items') return Array.isArray(value) ? value.map((v) => this.copy(v, depth)) : this.copy(value, depth);
    if (LISTS.has(key)) return Array.isArray(value) ? value.map((v) => this.copy(v, depth)) : undefined;
    if (!MAPS.has(key) || !isObject(value)) return undefined;
    const map: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(value)) {
      if (name !== '__proto__')
        map[name] = key === 'dependencies' && Array.isArray(inner) ? inner : this.copy(inner, depth);
    }
    return map;
  }

  /**
   * `pattern` becomes a format of its own, checked by RE2, which is linear where the language's own expressions can take for ever;
   * `patternProperties` become properties, for the names that the value has.
   */
  private patterns(schema: Record<string, unknown>, copy: Record<string, unknown>, depth: number): void {
    if (typeof schema.pattern === 'string') copy.format = this.pattern(schema.pattern);
    const patterns = schema.patternProperties;
    if (!isObject(patterns)) return;
    this.forKeys = true;
    const properties: Record<string, unknown> = { ...(copy.properties as Record<string, unknown> | undefined) };
    for (const [source, inner] of Object.entries(patterns)) {
      const expression = compiled(source);
      for (const key of this.keys) {
        if (key === '__proto__' || !expression.matcher(key).find()) continue;
        const also = this.copy(inner, depth + 1);
        properties[key] = Object.hasOwn(properties, key) ? { allOf: [properties[key], also] } : also;
      }
    }
    copy.properties = properties;
  }

  private pattern(source: string): string {
    const name = `pattern ${source}`;
    this.expressions.set(name, compiled(source));
    return name;
  }

  /** Counts the nodes of plain values in a schema. */
  private count(value: unknown): void {
    const waiting = [value];
    while (waiting.length > 0) {
      const one = waiting.pop();
      if (++this.nodes > MOST_NODES) throw new Beyond('the schema is too large');
      if (typeof one === 'object' && one !== null) waiting.push(...Object.values(one).slice(0, MOST_NODES));
    }
  }
}

/** Keywords whose subschemas look at the same value. */
const SAME_VALUE = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
] as const;
const MOST_CHAIN = 60;

/** The longest chain from any subschema. Throws `Beyond` where one comes back to itself: it would never end. */
function longestChain(root: Schema | boolean, lookup: Prepared['lookup']): number {
  const known = new Map<object, number>();
  const walk = (schema: unknown, depth: number): number => {
    if (!isObject(schema)) return 1;
    if (depth > MOST_CHAIN) throw new Beyond('the schema refers to itself, or too deeply');
    const found = known.get(schema);
    if (found !== undefined) return found;
    const next: unknown[] = [];
    const target = (schema as Schema).__absolute_ref__;
    if (typeof target === 'string') next.push(lookup[target]);
    for (const key of SAME_VALUE) {
      const value = schema[key];
      if (Array.isArray(value)) next.push(...value);
      else if (isObject(value) && key.startsWith('depend')) next.push(...Object.values(value));
      else next.push(value);
    }
    const longest = 1 + Math.max(0, ...next.map((one) => walk(one, depth + 1)));
    known.set(schema, longest);
    return longest;
  };
  let longest = walk(root, 0);
  for (const schema of Object.values(lookup)) longest = Math.max(longest, walk(schema, 0));
  return longest;
}

function compiled(source: string): RE2JS {
  if (source.length > MOST_PATTERN) throw new Beyond('a pattern of the schema is too long');
  try {
    return RE2JS.compile(source);
  } catch {
    throw new Beyond('a pattern of the schema cannot be checked in bounded time');
  }
}

function draftOf(schema: Record<string, unknown>): SchemaDraft {
  const named = typeof schema.$schema === 'string' ? schema.$schema : '';
  if (named.includes('draft-04') || typeof schema.exclusiveMinimum === 'boolean') return '4';
  if (/draft-0[67]/.test(named)) return '7';
  return named.includes('2019-09') ? '2019-09' : '2020-12';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
