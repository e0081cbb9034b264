import { describe, expect, it } from 'vitest';
import {
  generationsFirst,
  inOrder,
  movedUp,
  shortNames,
  shortRef,
  tellsGenerations,
} from '../../../src/extension/between/compare/order.ts';
import { sendText } from '../../../src/extension/between/compare/sentText.ts';
import { CHUNK_UNITS } from '../../../src/extension/chunks.ts';
import type { MirrorEngine } from '../../../src/extension/mirror.ts';
import { FakeEngine } from './fakeEngine.ts';

describe('snapshots', () => {
  it('stand in the order of their names, numbers by their value', () => {
    expect(inOrder(['g10.jsonl', 'g2.jsonl', 'G1.jsonl'], (name) => name)).toEqual([
      'G1.jsonl',
      'g2.jsonl',
      'g10.jsonl',
    ]);
  });
  it('move one place towards the reference, which stays where it is', () => {
    expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
    expect(movedUp(['a', 'b', 'c'], 0)).toEqual(['a', 'b', 'c']);
    expect(movedUp(['a', 'b', 'c'], 3)).toEqual(['a', 'b', 'c']);
  });
  it('are called by the end of their path, as much of it as tells them apart', () => {
    expect(shortNames(['/w/a/train.jsonl', '/w/b/train.jsonl', '/w/b/test.jsonl'])).toEqual([
      'a/train.jsonl',
      'b/train.jsonl',
      'test.jsonl',
    ]);
    expect(shortNames(['/train.jsonl', '/b/train.jsonl'])).toEqual(['train.jsonl', 'b/train.jsonl']);
  });
  it('in git are called by seven digits of their commit, or by their name', () => {
    expect(shortRef('0123456789abcdef0123456789abcdef01234567')).toBe('0123456');
    expect(shortRef('v1.2')).toBe('v1.2');
  });
});

describe('fields that tell generations', () => {
  it.each(['generation', 'meta.gen', 'round', 'Epoch', 'version_no', 'step-index'])('%s', (field) => {
    expect(tellsGenerations(field)).toBe(true);
  });
  it.each(['genre', 'source', 'generation.model', 'steps_taken'])('not %s', (field) => {
    expect(tellsGenerations(field)).toBe(false);
  });
  it('come first', () => {
    const fields = [{ field: 'source' }, { field: 'round' }, { field: 'model' }];
    expect(generationsFirst(fields).map(({ field }) => field)).toEqual(['round', 'source', 'model']);
  });
});

describe('a text that is no document', () => {
  const send = (engine: FakeEngine, text: string, signal = new AbortController().signal) =>
    sendText(engine as unknown as Pick<MirrorEngine, 'api'>, text, 'HEAD:a.jsonl', signal);

  it('reaches the engine in pieces, and leaves it again', async () => {
    const engine = new FakeEngine();
    // A pair of surrogates stands where the first piece would end.
    const text = `${'x'.repeat(CHUNK_UNITS - 1)}😀${'y'.repeat(CHUNK_UNITS)}`;
    const { ref, close } = await send(engine, text);
    expect(ref).toMatchObject({ kind: 'document', path: 'HEAD:a.jsonl' });
    const [held] = engine.documents.values();
    expect(held).toMatchObject({ text, done: true });
    expect(engine.chunks).toEqual([CHUNK_UNITS - 1, CHUNK_UNITS, 2]);
    close();
    expect(engine.documents.size).toBe(0);
  });
  it('may be empty', async () => {
    const engine = new FakeEngine();
    await send(engine, '');
    expect([...engine.documents.values()]).toMatchObject([{ text: '', done: true }]);
  });
  it('is not sent on once nobody waits for it', async () => {
    const engine = new FakeEngine();
    const control = new AbortController();
    control.abort();
    await expect(send(engine, 'abc', control.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(engine.documents.size).toBe(0);
  });
});
