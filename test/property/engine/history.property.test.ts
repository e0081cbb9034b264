// Decisions and their undoing: whatever was decided in whatever order, undo gives back the state before.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FINDING_KINDS } from '../../../src/engine/report.ts';
import { ACTIONS, type Decision } from '../../../src/engine/review/decision.ts';
import { History, sampleName } from '../../../src/engine/review/history.ts';
import { decidedBy, type SampleState, stepsBetween, UNDECIDED } from '../../../src/engine/review/state.ts';

const kind = fc.constantFrom(...FINDING_KINDS.slice(2, 5));
const step = fc.oneof(
  fc.record({ action: fc.constantFrom(...ACTIONS), finding: kind }),
  fc.record({ action: fc.constantFrom('drop' as const, 'keep' as const, 'clear' as const) }),
);
const state = fc.array(step, { maxLength: 6 }).map((steps) => steps.reduce<SampleState>(decidedBy, UNDECIDED));
const act = fc.record({
  step,
  file: fc.constantFrom('a.jsonl', 'b.jsonl'),
  samples: fc.uniqueArray(
    fc.record({ content: fc.integer({ min: 1, max: 3 }), copy: fc.integer({ min: 1, max: 2 }) }),
    {
      minLength: 1,
      maxLength: 3,
      selector: ({ content, copy }) => `${content} ${copy}`,
    },
  ),
});
const FILES = ['a.jsonl', 'b.jsonl'];

const snapshot = (history: History) => {
  const out: string[] = [];
  for (const file of FILES)
    for (let content = 1; content <= 3; content++)
      for (let copy = 1; copy <= 2; copy++)
        out.push(JSON.stringify(history.stateOf({ file, sample: sampleName(content), copy })));
  return out;
};

it('leads from any state to any other', () => {
  fc.assert(
    fc.property(state, state, (from, to) => {
      const steps = stepsBetween(from, to);
      expect(steps.reduce<SampleState>(decidedBy, from)).toEqual(to);
      expect(steps.length).toBeGreaterThan(0);
    }),
  );
});

it('gives the state before every decision, in any mix of deciding and undoing', () => {
  fc.assert(
    fc.property(fc.array(fc.option(act, { freq: 3 }), { maxLength: 25 }), (acts) => {
      const history = new History();
      const standing: string[][] = [];
      const files = new Set(FILES);
      let n = 0;
      const undo = () => {
        const last = history.last(files);
        expect(last === null).toBe(standing.length === 0);
        if (!last) return;
        for (const line of history.undoing(last)) history.add({ ...line, when: String(n), batch: `undo ${n}` });
        n++;
        expect(snapshot(history)).toEqual(standing.pop());
      };
      for (const next of acts) {
        if (next === null) undo();
        else {
          standing.push(snapshot(history));
          for (const { content, copy } of next.samples) {
            const line: Decision = {
              file: next.file,
              sample: sampleName(content),
              copy,
              of: 2,
              ...next.step,
              when: String(n),
              batch: `batch ${n}`,
            };
            history.add(line);
          }
          n++;
        }
      }
      while (standing.length > 0) undo();
      expect(history.last(files)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

it('takes back only what concerns the files that are asked about', () => {
  const history = new History();
  const about = (file: string) => ({ file, sample: sampleName(5), copy: 1, of: 1, when: '1' });
  history.add({ ...about('a.jsonl'), action: 'drop', batch: 'both' });
  history.add({ ...about('b.jsonl'), action: 'drop', batch: 'both' });
  const last = history.last(new Set(['b.jsonl']))!;
  for (const line of history.undoing(last)) history.add({ ...line, when: '2', batch: 'undo' });
  expect(history.stateOf(about('a.jsonl')).dropped).toBe(true);
  expect(history.stateOf(about('b.jsonl')).dropped).toBe(false);
  expect(history.last(new Set(['b.jsonl']))).toBeNull();
  expect(history.last(new Set(['a.jsonl', 'b.jsonl']))?.lines.map((l) => l.file)).toEqual(['a.jsonl']);
});
