// Labels that samples are grouped by.
import { describe, expect, it } from 'vitest';
import { compileLabel, NO_LABEL } from '../../../src/formats/views/fieldValue.ts';

describe('the label of a row', () => {
  it.each([
    ['source', { source: 'web' }, 'web'],
    ['$.meta.model', { meta: { model: 'm-1' } }, 'm-1'],
    ['n', { n: 3 }, '3'],
    ['ok', { ok: false }, 'false'],
    ['tags', { tags: ['a', 'b'] }, '["a","b"]'],
    ['tags[*]', { tags: ['a', 'b'] }, 'a'],
    ['messages[role=user].content', { messages: [{ role: 'user', content: 'hi' }] }, 'hi'],
    ['source', { source: '  two\n lines ' }, 'two lines'],
    ['source', { source: '' }, NO_LABEL],
    ['source', { source: null }, NO_LABEL],
    ['source', { other: 1 }, NO_LABEL],
    ['source', 'plain text', NO_LABEL],
    ['source', undefined, NO_LABEL],
  ])('%s of %j is %s', (field, row, label) => {
    expect(compileLabel(field)(row)).toBe(label);
  });

  it('is cut where it is long, never inside a surrogate pair', () => {
    const label = compileLabel('a')({ a: `${'x'.repeat(58)}😀${'y'.repeat(500)}` });
    expect(label).toBe(`${'x'.repeat(58)}…`);
  });

  it('comes from a field, not from a filter', () => {
    expect(() => compileLabel('a | think')).toThrow(/name a field alone/);
    expect(() => compileLabel('a[')).toThrow(/does not name a field/);
  });
});
