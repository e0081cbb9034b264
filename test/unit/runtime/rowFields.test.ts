import { describe, expect, it } from 'vitest';
import { rowFields } from '../../../src/runtime/rows/rowFields.ts';

describe('the other fields of a row', () => {
  it('stand in their order, all but the one that is shown', () => {
    const raw = JSON.stringify({ id: 7, output: 'The text.', meta: { source: 'wiki' }, empty: null });
    expect(rowFields(raw, 'The text.')).toEqual([
      { name: 'id', value: '7', truncated: false },
      { name: 'meta', value: '{\n  "source": "wiki"\n}', truncated: false },
      { name: 'empty', value: 'null', truncated: false },
    ]);
  });

  it('are cut where they are long or many, never inside a character', () => {
    const [field] = rowFields(JSON.stringify({ a: `${'x'.repeat(599)}😀` }), '');
    expect(field).toEqual({ name: 'a', value: 'x'.repeat(599), truncated: true });
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, i]));
    expect(rowFields(JSON.stringify(many), '')).toHaveLength(60);
  });

  it('are none of what is no object', () => {
    for (const raw of ['"text"', '[1]', 'null', 'not JSON']) expect(rowFields(raw, '')).toEqual([]);
  });
});
