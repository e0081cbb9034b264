import { describe, expect, it } from 'vitest';
import { CHUNK_UNITS } from '../../../src/extension/chunks.ts';
import { DocumentMirror } from '../../../src/extension/mirror.ts';
import { FakeEngine, FakeText } from './fakeEngine.ts';

const ID = 'file:///a.jsonl';

function setUp(content: string, nextTurn?: () => Promise<void>) {
  const engine = new FakeEngine();
  const text = new FakeText(content);
  const mirror = new DocumentMirror(ID, text, engine, nextTurn);
  const edit = (offset: number, length: number, inserted: string) =>
    mirror.edited([text.replace(offset, length, inserted)]);
  return { engine, text, mirror, edit, held: () => engine.documents.get(ID) };
}

const long = `${'x'.repeat(1000)}\n`.repeat(1200);

describe('DocumentMirror', () => {
  it('sends the text once, in chunks, and not again while nothing changes', async () => {
    const { engine, mirror, held } = setUp(long);
    await mirror.sync();
    await mirror.sync();
    expect(held()).toMatchObject({ text: long, done: true });
    expect(engine.chunks.length).toBeGreaterThan(2);
    expect(Math.max(...engine.chunks)).toBeLessThanOrEqual(CHUNK_UNITS);
    expect(engine.calls.filter((c) => c === 'open')).toHaveLength(engine.chunks.length);
  });

  it('forwards edits in their order', async () => {
    const { engine, mirror, text, edit, held } = setUp('one\ntwo\nthree');
    await mirror.sync();
    edit(0, 3, '1');
    edit(2, 3, '2\n');
    await mirror.sync();
    expect(held()?.text).toBe(text.text);
    expect(engine.calls).toEqual(['open', 'change', 'change']);
  });

  it('is not bothered by versions that the editor skips', async () => {
    const { engine, mirror, text, edit, held } = setUp('one');
    await mirror.sync();
    text.version += 5;
    edit(3, 0, '!');
    await mirror.sync();
    expect(held()?.text).toBe('one!');
    expect(engine.calls).toEqual(['open', 'change']);
  });

  it('starts the transfer again when the text changes while it is under way', async () => {
    let turns = 0;
    const { mirror, text, edit, held } = setUp(long, async () => {
      if (++turns === 2) edit(0, 1, 'y\nz');
    });
    await mirror.sync();
    expect(held()).toMatchObject({ text: text.text, done: true });
    expect(text.text.startsWith('y\nz')).toBe(true);
  });

  it('serves two callers with one transfer', async () => {
    const { engine, mirror } = setUp('one');
    await Promise.all([mirror.sync(), mirror.sync()]);
    expect(engine.calls).toEqual(['open']);
  });

  it('sends the text again to a restarted engine, and drops edits meant for the old one', async () => {
    const { engine, mirror, edit, held } = setUp('one');
    await mirror.sync();
    engine.restart();
    edit(0, 0, '> ');
    await mirror.sync();
    expect(held()?.text).toBe('> one');
    expect(engine.calls).toEqual(['open', 'open']);
  });

  it('sends the text again when the engine refuses an edit', async () => {
    const { engine, mirror, edit, held } = setUp('one');
    await mirror.sync();
    engine.documents.clear();
    edit(3, 0, '!');
    await mirror.sync();
    expect(held()?.text).toBe('one!');
  });

  it('sends a paste too big for one message in chunks', async () => {
    const { engine, mirror, text, edit, held } = setUp('one\n');
    await mirror.sync();
    edit(4, 0, long);
    await mirror.sync();
    expect(held()?.text).toBe(text.text);
    expect(engine.calls).not.toContain('change');
  });

  it('sends the text again when the line ends change', async () => {
    const { mirror, text, held } = setUp('one\ntwo');
    await mirror.sync();
    text.eol = '\r\n';
    text.version++;
    mirror.edited([{ rangeOffset: 0, rangeLength: 7, text: 'one\r\ntwo' }]);
    await mirror.sync();
    expect(held()?.text).toBe('one\r\ntwo');
  });

  it('stops a transfer when it is closed, and the engine forgets the document', async () => {
    const { engine, mirror, held } = setUp(long, async () => mirror.close());
    await mirror.sync();
    expect(held()).toBeUndefined();
    expect(engine.calls).toEqual(['open', 'close']);
  });
});
