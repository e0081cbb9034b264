import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, parseRow } from '../../../../src/webview/samples/jsonTree.ts';

function readBack(node: JsonNode): unknown {
  switch (node.type) {
    case 'string':
      return node.text;
    case 'literal':
      return JSON.parse(node.text);
    case 'array':
      return node.items.map(readBack);
    case 'object': {
      // As JSON.parse does it: a field of any name, also `__proto__`.
      const pairs = node.fields.map(([key, value]) => [key, readBack(value)] as const);
      return Object.fromEntries(pairs);
    }
  }
}

const valid = (text: string): JsonNode => {
  const parsed = parseRow(text, false);
  if (!('node' in parsed)) throw new Error(parsed.problem);
  return parsed.node;
};

describe('a row of JSON', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1), (text, indent) => {
        const row = JSON.stringify(JSON.parse(text), null, indent);
        expect(readBack(valid(row))).toEqual(JSON.parse(row));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps digits, the order of fields, and fields that come twice', () => {
    expect(valid('{"b":12345678901234567890,"1":1.50,"b":-0}')).toEqual({
      type: 'object',
      fields: [
        ['b', { type: 'literal', text: '12345678901234567890' }],
        ['1', { type: 'literal', text: '1.50' }],
        ['b', { type: 'literal', text: '-0' }],
      ],
    });
  });

  it('that was cut anywhere gives what is there', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const cut = text.slice(0, Math.ceil(share * text.length));
        if (cut.trim() === '') return;
        const parsed = parseRow(cut, true);
        expect('node' in parsed, JSON.stringify([cut, parsed])).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect('node' in parseRow('{"a":[1,2e', true)).toBe(true);
    expect(parseRow('{"a":"long te', true)).toEqual({
      node: { type: 'object', fields: [['a', { type: 'string', text: 'long te' }]] },
    });
  });

  it.each([
    ['{"a" 1}', 'a colon is expected', 6],
    ['{"a":1 "b":2}', 'a comma is expected', 8],
    ['{"a":"x', 'the string that starts here is not closed', 6],
    ['[1,2', 'the row ends too early', 5],
    ['{a:1}', 'a field name in double quotes is expected', 2],
    ['[1] 2', 'something follows the end of the row', 5],
    ['NaN', 'a value is expected', 1],
    [`${'['.repeat(200)}`, 'nested too deeply to be shown', 102],
  ])('%s is refused, and says where', (text, problem, column) => {
    expect(parseRow(text, false)).toEqual({ problem, column });
  });
});
