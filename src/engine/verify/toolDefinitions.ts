// The tools that a row defines and the calls it makes, whatever the form: OpenAI, Anthropic, Hermes, Glaive, ShareGPT, xLAM.
import { isObject, jsonPieces, parsed } from './jsonPieces.ts';
import type { CheckPlace, Verifiable } from './verifier.ts';

export interface ToolDefinition {
  readonly name: string;
  /** JSON Schema of the arguments; null where the definition has none. */
  readonly schema: unknown;
}

export interface ToolCall {
  /** Null where the call could not be read or names no tool. */
  readonly name: string | null;
  /** The parsed arguments; undefined where they are absent or do not parse. */
  readonly arguments: unknown;
  /** What the arguments are written as, where they are a JSON string or stand in a text. */
  readonly written?: string;
  /** What is wrong with the form of the call itself; null where it could be read. */
  readonly fault: string | null;
  /** Index of the turn in the row's list of turns, where it stands in one. */
  readonly turn?: number;
  readonly at?: CheckPlace;
}

const TOOL_FIELDS = ['tools', 'functions', 'tool_definitions', 'available_tools', 'function_definitions'];
const TURN_FIELDS = ['messages', 'conversations', 'conversation', 'dialogue', 'dialog', 'turns', 'chat'];
const INNER = ['request', 'body', 'input', 'metadata', 'meta'];
/** Larger definitions are none that a model was shown. */
const MAX_TEXT = 1_000_000;

/** The tools that a row defines, by name; the first of a name wins. Empty where it defines none. */
export function toolDefinitions(x: Verifiable): Map<string, ToolDefinition> {
  const tools = new Map<string, ToolDefinition>();
  const add = (value: unknown, depth = 0): void => {
    if (typeof value === 'string') {
      if (value.length > MAX_TEXT || depth > 3) return;
      const whole = parsed(value);
      if (whole !== undefined) add(whole, depth + 1);
      else for (const piece of jsonPieces(value)) add(parsed(piece.text), depth + 1);
    } else if (Array.isArray(value)) {
      if (depth > 3) return;
      for (const one of value) add(one, depth + 1);
    } else {
      const tool = definition(value);
      if (tool && !tools.has(tool.name)) tools.set(tool.name, tool);
    }
  };
  for (const holder of holders(x.row)) {
    for (const field of TOOL_FIELDS) if (Object.hasOwn(holder, field)) add(holder[field]);
  }
  for (const turn of turns(x.row)) {
    if (isObject(turn)) for (const field of TOOL_FIELDS) if (Object.hasOwn(turn, field)) add(turn[field]);
  }
  for (const { view, segments } of x.views) {
    if (view === 'response' || view === 'thinking') continue;
    for (const { text } of segments) for (const shown of shownTools(text)) add(shown);
  }
  return tools;
}

/** OpenAI (`{type, function: {name, parameters}}`, `{name, parameters}`), Anthropic (`{name, input_schema}`), MCP (`inputSchema`). */
function definition(value: unknown): ToolDefinition | null {
  if (!isObject(value)) return null;
  const tool = isObject(value.function) ? value.function : value;
  if (typeof tool.name !== 'string' || tool.name === '') return null;
  const described = ['parameters', 'input_schema', 'inputSchema', 'description', 'arguments'].some((k) => k in tool);
  if (!described && value.type !== 'function') return null;
  if ('arguments' in tool && !('parameters' in tool) && !('description' in tool)) return null;
  const schema = tool.parameters ?? tool.input_schema ?? tool.inputSchema ?? null;
  return { name: tool.name, schema: asSchema(schema) };
}

/** Parameters that are a JSON Schema; some sets list them in a form of their own, which says nothing certain about arguments. */
function asSchema(value: unknown): unknown {
  const schema = typeof value === 'string' && value.length <= MAX_TEXT ? parsed(value) : value;
  if (!isObject(schema)) return null;
  const isSchema = typeof schema.type === 'string' || isObject(schema.properties) || typeof schema.$ref === 'string';
  return isSchema && !isObject(schema.type) ? schema : null;
}

/** Texts of a prompt in which tools are defined: `<tools>…</tools>`, and a system prompt that announces functions. */
function shownTools(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('<tools>'); at >= 0; at = text.indexOf('<tools>', at)) {
    const end = text.indexOf('</tools>', at);
    if (end < 0) break;
    // The instructions of this form name the tags before they use them: "inside <tools></tools> XML tags".
    if (end > at + 8) found.push(text.slice(at + 7, end));
    at = end;
  }
  if (found.length === 0 && /access to the following (?:functions|tools)/i.test(text)) {
    const from = text.search(/access to the following (?:functions|tools)/i);
    found.push(text.slice(from));
  }
  return found;
}

/** The calls that a row makes, in their order: fields of turns, parts of content, and marked texts of answers. */
export function toolCalls(x: Verifiable): ToolCall[] {
  const calls: ToolCall[] = [];
  turns(x.row).forEach((turn, i) => {
    if (isObject(turn)) calls.push(...callsOfTurn(turn, i));
  });
  for (const holder of holders(x.row)) {
    if (Array.isArray(holder.tool_calls)) calls.push(...holder.tool_calls.map((c) => call(c)));
    if (isObject(holder.function_call)) calls.push(call(holder.function_call));
  }
  for (const { view, segments } of x.views) {
    if (view !== 'response' && view !== 'text') continue;
    segments.forEach(({ text }, segment) => {
      calls.push(...markedCalls(text, view, segment));
    });
  }
  return calls;
}

function callsOfTurn(turn: Record<string, unknown>, index: number): ToolCall[] {
  const calls: ToolCall[] = [];
  if (Array.isArray(turn.tool_calls)) calls.push(...turn.tool_calls.map((c) => call(c)));
  if (isObject(turn.function_call)) calls.push(call(turn.function_call));
  if (Array.isArray(turn.content)) {
    for (const part of turn.content) {
      if (isObject(part) && part.type === 'tool_use')
        calls.push(call({ name: part.name, arguments: part.input ?? {} }));
    }
  }
  // ShareGPT with tools: a turn from "function_call" whose value is the call.
  const role = turn.from ?? turn.role;
  const said = turn.value ?? turn.content;
  if (role === 'function_call' && typeof said === 'string') calls.push(...writtenCalls(said));
  return calls.map((c) => ({ ...c, turn: index }));
}

/** A call as an object: `{function: {name, arguments}}` or `{name, arguments}`; arguments are an object or its JSON. */
function call(value: unknown): ToolCall {
  if (!isObject(value)) return { name: null, arguments: undefined, fault: 'the call is not an object' };
  const inner = isObject(value.function) ? value.function : value;
  const name = typeof inner.name === 'string' && inner.name !== '' ? inner.name : null;
  if (name === null) return { name, arguments: undefined, fault: 'the call names no tool' };
  const given = inner.arguments ?? inner.parameters ?? inner.input ?? inner.args;
  if (typeof given !== 'string') return { name, arguments: given, fault: null };
  // Without arguments some write an empty string.
  const value_ = given.trim() === '' ? {} : parsed(given);
  return { name, arguments: value_, written: given, fault: null };
}

const MARKS = [
  ['<tool_call>', '</tool_call>'],
  ['<functioncall>', '<|endoftext|>'],
] as const;

function markedCalls(text: string, view: CheckPlace['view'], segment: number): ToolCall[] {
  const calls: ToolCall[] = [];
  for (const [open, close] of MARKS) {
    for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
      const from = at + open.length;
      const closing = text.indexOf(close, from);
      const next = text.indexOf(open, from);
      const end = closing >= 0 ? closing : next >= 0 ? next : text.length;
      const body = text.slice(from, end);
      // Prose about the tag, as in "inside <tool_call></tool_call> tags", or the XML form of other models.
      if (!body.trimStart().startsWith('{')) continue;
      const place = {
        view,
        segment,
        start: at,
        end: Math.min(text.length, closing >= 0 ? closing + close.length : end),
      };
      calls.push(...writtenCalls(body).map((c) => ({ ...c, at: place })));
    }
  }
  return calls;
}

/** Calls written out as JSON: one object, a list, or objects one after another. */
function writtenCalls(text: string): ToolCall[] {
  const whole = parsed(unquoted(text));
  if (Array.isArray(whole)) return whole.map((c) => call(c));
  if (whole !== undefined) return [call(whole)];
  const pieces = jsonPieces(text, 0, 50);
  const values = pieces.map((piece) => parsed(unquoted(piece.text)));
  if (pieces.length > 0 && values.every((value) => isObject(value))) return values.map((c) => call(c));
  return [{ name: null, arguments: undefined, written: text.trim(), fault: 'the call is not JSON' }];
}

/** Glaive writes `"arguments": '{"a": 1}'`: the argument string in single quotes. */
function unquoted(text: string): string {
  const match = /^(\s*\{\s*"name"\s*:\s*"[^"\\]*"\s*,\s*"arguments"\s*:\s*)'([\s\S]*)'(\s*\}\s*)$/.exec(text);
  return match ? `${match[1]}${match[2]!.replaceAll("\\'", "'")}${match[3]}` : text;
}

/** The row and the objects in it that requests are kept in. */
function holders(row: unknown): Record<string, unknown>[] {
  if (!isObject(row)) return [];
  return [row, ...INNER.map((key) => row[key]).filter(isObject)];
}

function turns(row: unknown): unknown[] {
  if (Array.isArray(row)) return row;
  for (const holder of holders(row)) {
    for (const field of TURN_FIELDS) if (Array.isArray(holder[field])) return holder[field];
  }
  return [];
}
