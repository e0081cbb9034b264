import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonPath } from '../../../src/engine/sample.ts';
import { rawSpan } from '../../../src/formats/positions.ts';

const anyString = fc.string({
  unit: fc.constantFrom('a', ' ', '"', '\\', '/', '\n', '\t', '\u0000', 'é', '\u2028', '😀', '\ud83d', '\ude00'),
});

/** JSON with some characters escaped that need not be. */
const escapeMore = (json: string): string =>
  json.replace(/[aé/]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

function strings(value: unknown, path: JsonPath = []): { path: JsonPath; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((v, i) => strings(v, [...path, i]));
  return Object.entries(value).flatMap(([k, v]) => strings(v, [...path, k]));
}

describe('rawSpan', () => {
  it('cuts out the literal of exactly the part that was asked for', () => {
    fc.assert(
      fc.property(
        fc.object({ key: anyString, values: [anyString, fc.integer()] }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (row, i, k, more) => {
          // Compared as parsed: `__proto__` and the like are plain keys there.
          const raw = more ? escapeMore(JSON.stringify(row, null, 1)) : JSON.stringify(row);
          for (const { path, value } of strings(JSON.parse(raw))) {
            const [start, end] = [i % (value.length + 1), k % (value.length + 1)].sort((x, y) => x - y) as [
              number,
              number,
            ];
            const span = rawSpan(raw, path, start, end, 'jsonl')!;
            expect(JSON.parse(`"${raw.slice(span.start, span.end)}"`)).toBe(value.slice(start, end));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
