import { describe, expect, it, vi } from 'vitest';
import { BACK, type Step, walk } from '../../../src/extension/calibration/steps.ts';

vi.mock('vscode', () => ({}));

/** Answers in turn; a number is added to the state. */
function question(answers: readonly (number | typeof BACK | undefined)[], asked: number[][]): Step<number[]> {
  const left = [...answers];
  return async (state) => {
    asked.push(state);
    const answer = left.shift();
    return typeof answer === 'number' ? [...state, answer] : answer;
  };
}

describe('questions one after another', () => {
  it('collect the answers', async () => {
    const asked: number[][] = [];
    expect(await walk<number[]>([], [question([1], asked), question([2], asked)])).toEqual([1, 2]);
    expect(asked).toEqual([[], [1]]);
  });
  it('are asked again after steps back, without the answers that were given', async () => {
    const asked: number[][] = [];
    const first = question([1, 7], asked);
    const second = question([2, BACK, 8], asked);
    const third = question([BACK, 3], asked);
    expect(await walk<number[]>([], [first, second, third])).toEqual([7, 8, 3]);
    expect(asked).toEqual([[], [1], [1, 2], [1], [], [7], [7, 8]]);
  });
  it('end with nothing where the person gives up', async () => {
    expect(await walk<number[]>([], [question([1], []), question([undefined], [])])).toBeUndefined();
  });
  it('stay at the first where there is nothing before', async () => {
    expect(await walk<number[]>([], [question([BACK, 1], [])])).toEqual([1]);
  });
  it('are counted', async () => {
    const places: unknown[] = [];
    const step: Step<number[]> = async (state, place) => {
      places.push(place);
      return state;
    };
    await walk<number[]>([], [step, step]);
    expect(places).toEqual([
      { step: 1, steps: 2 },
      { step: 2, steps: 2 },
    ]);
  });
});
