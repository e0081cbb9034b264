// Schemas and tool calls: where they are found, and that untrusted schemas do no harm.
import { describe, expect, it } from 'vitest';
import { schema } from '../../../../src/engine/verify/schema.ts';
import { dataTools } from '../../../../src/runtime/lazy/data.ts';
import { checks, sample, verdicts } from '../../../helpers/verifiable.ts';

const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1 }, unit: { enum: ['C', 'F'] } },
  required: ['city'],
  additionalProperties: false,
};

describe('answers', () => {
  it.each([
    ['json_schema', WEATHER],
    ['schema', JSON.stringify(WEATHER)],
    ['response_format', { type: 'json_schema', json_schema: { name: 'weather', schema: WEATHER } }],
  ])('are held to the row’s %s', (field, value) => {
    const row = { [field]: value };
    expect(verdicts(schema, sample('{"city": "Oslo", "days": 2}', { row }))).toEqual(['verified']);
    const [check] = checks(schema, sample('{"city": "Oslo", "days": "2"}', { row }));
    expect(check).toMatchObject({
      verdict: 'failed',
      reason: expect.stringContaining('`days` is a string, not integer'),
    });
  });

  it('are held to a schema in the prompt, and only where it says so', () => {
    const block = `\`\`\`json\n${JSON.stringify(WEATHER)}\n\`\`\``;
    const wrong = '{"days": 2}';
    expect(verdicts(schema, sample(wrong, { prompt: `Answer in JSON that matches this schema:\n${block}` }))).toEqual([
      'failed',
    ]);
    expect(verdicts(schema, sample(wrong, { prompt: `What does it mean?\n${block}` }))).toEqual(['not checkable']);
    expect(verdicts(schema, sample(JSON.stringify(WEATHER), { prompt: `Tidy it up:\n${block}` }))).toEqual([]);
  });

  it('are held to a schema that is set, where they are JSON', () => {
    expect(verdicts(schema, sample('{"town": "Oslo"}'), { schema: WEATHER })).toEqual(['failed']);
    expect(verdicts(schema, sample('It rains.'), { schema: WEATHER })).toEqual([]);
  });

  it.each([
    [{}, '`city` is missing'],
    [{ city: 'Oslo', rain: true }, '`rain` is not in the schema'],
    [{ city: 'Oslo', unit: 'K' }, '`unit` is "K", none of the allowed values'],
    [{ city: 'Oslo', days: 0 }, '`days`: 0 is less than 1'],
    [[], 'the value is a list, not object'],
  ])('say what is wrong: %j', (value, reason) => {
    expect(dataTools.breaks(WEATHER, value)).toMatchObject({ what: reason });
  });
});

describe('tool calls', () => {
  const openai = { tools: [{ type: 'function', function: { name: 'weather', parameters: WEATHER } }] };
  const call = (name: string, given: unknown) => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id: '1', type: 'function', function: { name, arguments: given } }],
  });

  it.each([
    ['weather', '{"city": "Oslo"}', 'verified', 'satisfy'],
    ['weather', { city: 'Oslo' }, 'verified', 'satisfy'],
    ['weather', '{"city": 1}', 'failed', '`city` is a number, not string'],
    ['weather', '{"city": "Os', 'failed', 'not JSON'],
    ['rain', '{}', 'failed', 'does not define'],
  ])('of OpenAI: %s(%j) is %s', (name, given, verdict, reason) => {
    const row = { ...openai, messages: [{ role: 'user', content: 'Rain?' }, call(name, given)] };
    expect(checks(schema, sample('', { row }))).toMatchObject([{ verdict, reason: expect.stringContaining(reason) }]);
  });

  it('of Anthropic and MCP', () => {
    const messages = [{ role: 'assistant', content: [{ type: 'tool_use', name: 'weather', input: { days: 1 } }] }];
    for (const key of ['input_schema', 'inputSchema']) {
      const row = { tools: [{ name: 'weather', description: '', [key]: WEATHER }], messages };
      expect(checks(schema, sample('', { row }))).toMatchObject([
        { verdict: 'failed', reason: expect.stringContaining('`city` is missing') },
      ]);
    }
  });

  it('of Hermes: tools in the system prompt, calls in the answer', () => {
    const prompt = `Call functions inside <tool_call></tool_call> tags.\n<tools>\n${JSON.stringify(openai.tools[0])}\n</tools>`;
    const answer = (body: string): string => `Let me see.\n<tool_call>\n${body}\n</tool_call>`;
    const good = sample(answer('{"name": "weather", "arguments": {"city": "Oslo"}}'), { prompt });
    expect(verdicts(schema, good)).toEqual(['verified']);
    const cut = sample(answer('{"name": "weather", "arguments": {"city": "Oslo"}'), { prompt });
    expect(checks(schema, cut)).toMatchObject([{ verdict: 'failed', reason: expect.stringContaining('not JSON') }]);
  });

  it('of Glaive: arguments in single quotes', () => {
    const system = `You have access to the following functions. Use them if required -\n${JSON.stringify({ name: 'weather', description: 'd', parameters: WEATHER }, null, 4)}`;
    const x = sample(`<functioncall> {"name": "weather", "arguments": '{"city": "Oslo", "days": 0}'} <|endoftext|>`, {
      prompt: system,
    });
    expect(checks(schema, x)).toMatchObject([
      { verdict: 'failed', reason: expect.stringContaining('0 is less than 1') },
    ]);
  });

  it('are not judged where the row defines no tools', () => {
    const row = { messages: [call('weather', '{}')] };
    expect(checks(schema, sample('', { row }))).toEqual([]);
  });
});

describe('untrusted schemas', () => {
  const quick = (given: unknown, value: unknown): unknown => {
    const start = performance.now();
    const found = dataTools.breaks(given, value);
    expect(performance.now() - start).toBeLessThan(2000);
    return found;
  };

  it('do not hang by patterns that backtrack', () => {
    expect(quick({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(5000)}b`)).toMatchObject({ at: 0 });
    expect(quick({ type: 'string', pattern: '^(a+)+$' }, 'aaa')).toBeNull();
    expect(quick({ type: 'string', pattern: '(?=a)\\1' }, 'a')).toMatchObject({ unsure: true });
    expect(quick({ patternProperties: { '^(x+)+$': { type: 'number' } } }, { [`${'x'.repeat(3000)}y`]: 1 })).toBeNull();
  });

  it('do not hang by references', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `a${i}`,
        { allOf: [{ $ref: `#/$defs/a${i + 1}` }, { $ref: `#/$defs/a${i + 1}` }] },
      ]),
    );
    const $defs = { ...doubling, a20: { type: 'number' } };
    expect(quick({ $ref: '#/$defs/a0', $defs }, 1)).toMatchObject({
      unsure: true,
      what: expect.stringContaining('steps'),
    });
    expect(quick({ $ref: '#' }, 1)).toMatchObject({ unsure: true });
    expect(quick({ $ref: 'https://example.org/schema.json' }, 1)).toMatchObject({ unsure: true });
  });

  it('do not exhaust the stack', () => {
    const nested = (depth: number): unknown => JSON.parse(`${'[1,'.repeat(depth)}2${']'.repeat(depth)}`);
    expect(quick({ $ref: '#/$defs/a', $defs: { a: { items: { $ref: '#/$defs/a' } } } }, nested(20))).toBeNull();
    expect(quick({ $ref: '#/$defs/a', $defs: { a: { items: { $ref: '#/$defs/a' } } } }, nested(2000))).toMatchObject({
      unsure: true,
      what: expect.stringContaining('deeply'),
    });
    expect(quick({ anyOf: [{ $ref: '#' }] }, 1)).toMatchObject({
      unsure: true,
      what: expect.stringContaining('itself'),
    });
    expect(() => checks(schema, sample('{}', { row: { tools: nested(50_000) } }))).not.toThrow();
  });

  it('do not hang by size', () => {
    const deep = JSON.parse(`${'{"not":'.repeat(5000)}{}${'}'.repeat(5000)}`) as unknown;
    expect(quick(deep, 1)).toMatchObject({ unsure: true });
    expect(
      quick(
        { uniqueItems: true },
        Array.from({ length: 100_000 }, (_, i) => i),
      ),
    ).toMatchObject({ unsure: true });
    expect(quick({ enum: Array.from({ length: 100_000 }, (_, i) => i) }, 1)).toMatchObject({ unsure: true });
  });

  it('do not run code or reach prototypes', () => {
    const evil = JSON.parse(
      '{"properties": {"__proto__": {"type": "string"}}, "required": ["constructor"]}',
    ) as unknown;
    expect(quick(evil, {})).toMatchObject({ what: '`constructor` is missing' });
    expect(quick({ const: '\u2028");process.exit()//', properties: { '"]);process.exit()//': {} } }, 1)).toMatchObject({
      at: 0,
    });
    expect(({} as Record<string, unknown>).type).toBeUndefined();
  });

  it('that are none are not checkable', () => {
    expect(quick({ type: 'dict', properties: {} }, {})).toMatchObject({ unsure: true });
    expect(quick({ type: 'object', properties: { a: 'a text' } }, { a: 1 })).toMatchObject({ unsure: true });
  });

  it('follow their draft', () => {
    expect(quick({ type: 'number', minimum: 1, exclusiveMinimum: true }, 1)).toMatchObject({ at: 0 });
    expect(
      quick({ $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'number' }] }, ['a']),
    ).toMatchObject({ at: 0 });
    expect(quick({ prefixItems: [{ type: 'number' }], items: false }, [1, 2])).toMatchObject({ at: 0 });
    expect(
      quick({ $defs: { n: { type: 'number' } }, properties: { a: { $ref: '#/$defs/n' } } }, { a: 'x' }),
    ).toMatchObject({ at: 0 });
    expect(
      quick({ patternProperties: { '^n_': { type: 'number' } }, additionalProperties: false }, { n_a: 1 }),
    ).toBeNull();
    expect(
      quick({ patternProperties: { '^n_': { type: 'number' } }, additionalProperties: false }, { n_a: 'x' }),
    ).toMatchObject({ at: 0 });
    expect(quick({ type: 'string', nullable: true }, null)).toBeNull();
    expect(quick({ type: 'string', format: 'date' }, 'tomorrow')).toBeNull();
  });
});
