// schema: JSON answers against the JSON Schema that their row, their prompt or a setting gives; tool calls against the tools of the row.
import { fences } from './fences.ts';
import { isObject, parsed } from './jsonPieces.ts';
import { type ToolCall, type ToolDefinition, toolCalls, toolDefinitions } from './toolDefinitions.ts';
import {
  answers,
  type Check,
  type CheckPlace,
  type Facts,
  type Verifiable,
  type Verifier,
  type VerifyTools,
} from './verifier.ts';

/** Fields of a row that hold a schema of the answer. */
const SCHEMA_FIELDS = ['json_schema', 'response_schema', 'output_schema', 'schema', 'response_format', 'guided_json'];
const MAX_TEXT = 200_000;

export const schema: Verifier = {
  id: 'schema',
  about: {
    label: 'Schemas and tool calls',
    explains:
      'Validates JSON answers against the JSON Schema that the row, the prompt or a setting gives, and the arguments of tool calls against the tools that the row defines.',
    limits:
      'Formats such as dates are taken as notes, as JSON Schema does; references to other files are not followed; schemas that take too many steps are not checkable.',
  },

  detect(drawn, settings) {
    const given = settings.schema ?? null;
    const applies = drawn.some((x) => (given !== null ? jsonAnswer(x) : schemaOf(x) && jsonAnswer(x)) || callsTools(x));
    return applies ? { schema: given } : null;
  },

  check(x, facts, tools) {
    return [...checkAnswer(x, facts, tools), ...checkCalls(x, tools)];
  },
};

interface Answer {
  readonly value: unknown;
  readonly at: CheckPlace;
}

/** The last answer as JSON: as a whole, or its only JSON block; null where it is neither or does not parse. */
function jsonAnswer(x: Verifiable): Answer | null {
  const last = answers(x).at(-1);
  if (!last || last.text.length > MAX_TEXT) return null;
  const { view, segment, text } = last;
  if (/^\s*[{[]/.test(text)) {
    const value = parsed(text);
    return value === undefined ? null : { value, at: { view, segment, start: 0, end: text.length } };
  }
  const blocks = fences(text).filter((f) => f.language === 'json');
  const value = blocks.length === 1 ? parsed(blocks[0]!.code) : undefined;
  return value === undefined ? null : { value, at: { view, segment, start: blocks[0]!.start, end: blocks[0]!.end } };
}

interface Given {
  readonly schema: unknown;
  readonly from: string;
  /** The prompt may show a schema for another purpose. */
  readonly certain: boolean;
}

function checkAnswer(x: Verifiable, facts: Facts, { data }: VerifyTools): Check[] {
  const set = facts.schema ?? null;
  const given: Given | null =
    set === null ? schemaOf(x) : { schema: set, from: 'the schema that is set', certain: true };
  const answer = given && jsonAnswer(x);
  if (!given || !answer) return [];
  // An answer that is a schema itself was not asked to satisfy one.
  if (!given.certain && looksLikeSchema(answer.value)) return [];
  const broken = data.breaks(given.schema, answer.value);
  const { at } = answer;
  if (broken === null) return [{ verdict: 'verified', reason: `the answer satisfies ${given.from}`, at }];
  if (broken.unsure) return [{ verdict: 'not checkable', reason: `${given.from}: ${broken.what}`, at }];
  const reason = `the answer breaks ${given.from}: ${broken.what}`;
  return [{ verdict: given.certain ? 'failed' : 'not checkable', reason, at }];
}

/** The schema of a row's answer: in a field, or in the prompt as a JSON block or between `<schema>` tags. */
function schemaOf(x: Verifiable): Given | null {
  if (isObject(x.row)) {
    for (const field of SCHEMA_FIELDS) {
      const found = Object.hasOwn(x.row, field) ? unwrapped(x.row[field]) : null;
      if (found) return { schema: found, from: `the row’s ${field}`, certain: true };
    }
  }
  for (const { view, segments } of x.views) {
    if (view !== 'prompt' && view !== 'system') continue;
    for (const { text } of segments) {
      if (!text.includes('"properties"') || text.length > MAX_TEXT) continue;
      const shown =
        /<schema>([\s\S]*?)<\/schema>/.exec(text)?.[1] ??
        fences(text).find((f) => looksLikeSchema(parsed(f.code)))?.code;
      const found = shown === undefined ? null : unwrapped(shown);
      const certain =
        /\b(?:conform|match|adher|follow|satisf|compl(?:y|ies)|valid(?:ate|ates)? against|according to|schema:)/i.test(
          text,
        );
      if (found) return { schema: found, from: 'the schema in the prompt', certain };
    }
  }
  return null;
}

/** A schema as it is, as JSON, or in OpenAI's `response_format`; null for what is none. */
function unwrapped(value: unknown): unknown {
  const one = typeof value === 'string' && value.length <= MAX_TEXT ? parsed(value) : value;
  if (!isObject(one)) return null;
  const inner = isObject(one.json_schema) ? one.json_schema : one;
  const found = isObject(inner.schema) ? inner.schema : inner;
  return looksLikeSchema(found) ? found : null;
}

function looksLikeSchema(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (typeof value.$schema === 'string' && value.$schema.includes('json-schema')) return true;
  const types = ['object', 'array'].includes(value.type as string);
  return types && (isObject(value.properties) || isObject(value.items) || typeof value.$ref === 'string');
}

function callsTools(x: Verifiable): boolean {
  return toolDefinitions(x).size > 0 && toolCalls(x).length > 0;
}

function checkCalls(x: Verifiable, tools: VerifyTools): Check[] {
  const calls = toolCalls(x);
  if (calls.length === 0) return [];
  const defined = toolDefinitions(x);
  return defined.size === 0 ? [] : calls.map((call) => checkCall(call, defined, tools));
}

function checkCall(call: ToolCall, defined: ReadonlyMap<string, ToolDefinition>, { data }: VerifyTools): Check {
  const at = call.at && { at: call.at };
  const turn = call.turn === undefined ? '' : ` (turn ${call.turn + 1})`;
  const failed = (what: string): Check => ({ verdict: 'failed', reason: `${what}${turn}`, ...at });
  if (call.name === null) return failed(call.fault ?? 'the call names no tool');
  const tool = defined.get(call.name);
  if (!tool) return failed(`the call names ${call.name}, which the row does not define`);
  if (call.fault !== null) return failed(`the call of ${call.name}: ${call.fault}`);
  if (call.arguments === undefined && call.written !== undefined) {
    return failed(`the arguments of ${call.name} are not JSON`);
  }
  if (tool.schema === null) {
    return {
      verdict: 'verified',
      reason: `${call.name} is a tool of the row, which gives no schema of its arguments`,
      ...at,
    };
  }
  const broken = data.breaks(tool.schema, call.arguments ?? {});
  if (broken === null)
    return { verdict: 'verified', reason: `the arguments of ${call.name} satisfy its schema`, ...at };
  if (broken.unsure)
    return { verdict: 'not checkable', reason: `the arguments of ${call.name}: ${broken.what}`, ...at };
  return failed(`the arguments of ${call.name} break its schema: ${broken.what}`);
}
