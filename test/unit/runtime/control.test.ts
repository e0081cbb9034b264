// The shared block of a pass: claims, ownership, progress, cancel.
import { describe, expect, it } from 'vitest';
import {
  addProgress,
  cancel,
  claim,
  clearProgress,
  createControl,
  isCancelled,
  ownedBy,
  progress,
  unclaimed,
  workerControl,
} from '../../../src/runtime/pool/control.ts';

describe('control', () => {
  it('gives each block to one worker, in order, then says there are none', () => {
    const pass = createControl(5);
    const [a, b] = [workerControl(pass, 0), workerControl(pass, 1)];
    expect([claim(a), claim(b), claim(b), claim(a), claim(b), claim(a), claim(b)]).toEqual([0, 1, 2, 3, 4, -1, -1]);
    expect([ownedBy(pass, 0), ownedBy(pass, 1), unclaimed(pass)]).toEqual([[0, 3], [1, 2, 4], []]);
  });

  it('gives a listed worker its list and leaves the rest alone', () => {
    const pass = createControl(6);
    const first = workerControl(pass, 0);
    claim(first);
    claim(first);
    const again = workerControl(pass, 7, [1, 0]);
    expect([claim(again), claim(again), claim(again)]).toEqual([1, 0, -1]);
    expect([ownedBy(pass, 0), ownedBy(pass, 7), unclaimed(pass)]).toEqual([[], [0, 1], [2, 3, 4, 5]]);
  });

  it('gives nothing more after a cancel', () => {
    const pass = createControl(5);
    const worker = workerControl(pass, 0);
    claim(worker);
    expect(isCancelled(worker)).toBe(false);
    cancel(pass);
    expect([isCancelled(worker), isCancelled(pass), claim(worker)]).toEqual([true, true, -1]);
    expect([claim(workerControl(pass, 1, [3])), unclaimed(pass)]).toEqual([-1, [1, 2, 3, 4]]);
  });

  it('adds up bytes beyond 32 bits, and forgets those of a lost slot', () => {
    const pass = createControl(1, 3);
    for (let i = 0; i < 3; i++) addProgress(workerControl(pass, 0), 3_000_000_000, 2);
    addProgress(workerControl(pass, 2), 5, 1);
    expect(progress(pass)).toEqual({ bytes: 9_000_000_005, samples: 7 });
    clearProgress(pass, 0);
    expect(progress(pass)).toEqual({ bytes: 5, samples: 1 });
  });

  it('keeps sharing its memory when it is posted', () => {
    const pass = createControl(3);
    const copy = structuredClone(pass);
    claim(workerControl(copy, 4));
    expect(ownedBy(pass, 4)).toEqual([0]);
  });
});
