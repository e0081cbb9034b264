import { describe, expect, it } from 'vitest';
import { hashRow, hashText, isIdentifier } from '../../../src/formats/rowHash.ts';

const same = (a: unknown, b: unknown) => expect(hashRow(a)).toEqual(hashRow(b));
const differ = (a: unknown, b: unknown) => expect(hashRow(a)).not.toEqual(hashRow(b));

describe('the content hash of a row', () => {
  it('folds case, white space and Unicode forms, and does not see the order of keys', () => {
    same({ a: 'Hello  World\n', b: 1 }, { b: 1, a: ' hello world' });
    same({ a: 'ÉTÉ' }, { a: 'e\u0301te\u0301' });
    same({ a: 'Ωmega ’s' }, { a: 'ωMEGA ’S' });
    same({ a: 'a\u00a0b' }, { a: 'a b' });
    same({ a: '\u1e9b\u0323' }, { a: '\u1e9b\u0323'.normalize('NFC') });
  });

  it('sees every other difference', () => {
    differ({ a: 'x' }, { b: 'x' });
    differ({ a: ['ab'] }, { a: ['a', 'b'] });
    differ({ a: 'ab', b: '' }, { a: 'a', b: 'b' });
    differ({ a: '1' }, { a: 1 });
    differ({ a: null }, { a: false });
    differ({ a: 'ab' }, { a: 'a b' });
    differ({ a: 'x' }, { a: 'x\u0000' });
    differ({ a: [[]] }, { a: [] });
  });

  it('leaves out identifiers, but not where they hold text', () => {
    same({ id: 1, doc_id: 'x', uid: 'u', text: 't' }, { id: 2, doc_id: 'y', text: 't' });
    differ({ key: 'a whole sentence' }, { key: 'another whole sentence' });
    expect(
      ['id', '_id', 'UID', 'uuid', 'idx', 'row_id', 'docId', 'question_id', 'conversation_hash', 'sha256'].filter(
        (k) => !isIdentifier(k, 'v1'),
      ),
    ).toEqual([]);
    expect(
      ['text', 'label_id', 'label', 'paid', 'grid', 'kind', 'source', 'turn'].filter((k) => isIdentifier(k, 'v1')),
    ).toEqual([]);
  });

  it('leaves out identifiers at every depth', () => {
    same({ text: 'x', meta: { id: 1 } }, { text: 'x', meta: { id: 2 } });
    same({ messages: [{ id: 'a', content: 'x' }] }, { messages: [{ id: 'b', content: 'x' }] });
    same({ a: { b: [{ c: { uuid: 'u' } }] } }, { a: { b: [{ c: { uuid: 'v' } }] } });
    const call = (id: string) => ({ messages: [{ tool_calls: [{ id, function: { name: 'f', arguments: {} } }] }] });
    same(call('call_1'), call('call_2'));
    differ({ messages: [{ id: 1, content: 'x' }] }, { messages: [{ id: 1, content: 'y' }] });
  });

  it.each(['arguments', 'args', 'parameters', 'input_schema', 'inputSchema', 'input', 'tools', 'functions'])(
    'keeps identifiers in %s, which say what a tool is asked',
    (key) => {
      const row = (id: number) => ({ messages: [{ name: 'f', [key]: { order: [{ order_id: id }] } }] });
      differ(row(1), row(2));
    },
  );

  it('keeps the identifier of a class', () => {
    differ({ text: 'x', label: { id: 1 } }, { text: 'x', label: { id: 2 } });
    same({ text: 'x', answers: [{ id: 1, text: 'y' }] }, { text: 'x', answers: [{ id: 2, text: 'y' }] });
  });

  it('has no collisions among 200,000 short strings and spreads over both lanes', () => {
    const lanes = [new Set<number>(), new Set<number>()];
    const both = new Set<string>();
    for (let i = 0; i < 200_000; i++) {
      const h = hashText(i.toString(36));
      lanes[0]!.add(h[0]);
      lanes[1]!.add(h[1]);
      both.add(h.join());
    }
    expect(both.size).toBe(200_000);
    // 200,000 draws from 2³² collide about 4.7 times.
    for (const lane of lanes) expect(lane.size).toBeGreaterThan(200_000 - 25);
  });
});
