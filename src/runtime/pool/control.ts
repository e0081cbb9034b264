// What the coordinator and its workers share during one pass over blocks: which block is next, who took which,
// how far everyone is, and whether to stop. Shared memory, so that no message is needed per block.

const NEXT = 0;
const CANCELLED = 1;

/** The shared memory itself. Plain typed arrays, so that it can be posted. */
export interface PassControl {
  /** Next block, cancelled flag. */
  readonly head: Int32Array;
  /** Per block: slot + 1 of the worker that took it, 0 for none. */
  readonly owner: Int32Array;
  /** Per slot: bytes, samples. */
  readonly counts: BigInt64Array;
}

/** A worker's end: the shared memory, its own slot, and the blocks it was given by name (null: take the next free). */
export interface WorkerControl {
  readonly pass: PassControl;
  readonly slot: number;
  readonly list: readonly number[] | null;
  /** How many of `list` are taken. */
  taken: number;
}

/** Shared memory for a pass over `blocks` blocks by at most `slots` workers (a worker that is replaced counts anew). */
export function createControl(blocks: number, slots = 64): PassControl {
  const shared = new SharedArrayBuffer(16 * slots + 8 + 4 * blocks);
  return {
    counts: new BigInt64Array(shared, 0, 2 * slots),
    head: new Int32Array(shared, 16 * slots, 2),
    owner: new Int32Array(shared, 16 * slots + 8, blocks),
  };
}

export function workerControl(pass: PassControl, slot: number, list: readonly number[] | null = null): WorkerControl {
  return { pass, slot, list, taken: 0 };
}

// ── Worker side ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Takes a block: the next of the worker's list, else the next that nobody has; −1 when there is none or on cancel. */
export function claim(control: WorkerControl, slot: number = control.slot): number {
  const { head, owner } = control.pass;
  if (Atomics.load(head, CANCELLED) !== 0) return -1;
  let block: number;
  if (control.list) {
    block = control.list[control.taken++] ?? -1;
  } else {
    block = Atomics.load(head, NEXT) < owner.length ? Atomics.add(head, NEXT, 1) : -1;
    if (block >= owner.length) block = -1;
  }
  if (block >= 0) Atomics.store(owner, block, slot + 1);
  return block;
}

/** Whether the worker should stop as soon as it can. Cheap: ask as often as once per sample. */
export function isCancelled(control: WorkerControl | PassControl): boolean {
  return Atomics.load('pass' in control ? control.pass.head : control.head, CANCELLED) !== 0;
}

/** Adds to the progress that the coordinator shows. Once per block or per thousand samples is enough. */
export function addProgress(control: WorkerControl, bytes: number, samples: number): void {
  Atomics.add(control.pass.counts, 2 * control.slot, BigInt(Math.round(bytes)));
  Atomics.add(control.pass.counts, 2 * control.slot + 1, BigInt(samples));
}

// ── Coordinator side ─────────────────────────────────────────────────────────────────────────────────────────────

export function cancel(pass: PassControl): void {
  Atomics.store(pass.head, CANCELLED, 1);
}

/** Bytes and samples done by all workers. */
export function progress(pass: PassControl): { bytes: number; samples: number } {
  let bytes = 0n;
  let samples = 0n;
  for (let i = 0; i < pass.counts.length; i += 2) {
    bytes += Atomics.load(pass.counts, i);
    samples += Atomics.load(pass.counts, i + 1);
  }
  return { bytes: Number(bytes), samples: Number(samples) };
}

/** The blocks that a slot took last, ascending; without a list the last one is the one it was working on. */
export function ownedBy(pass: PassControl, slot: number): number[] {
  const blocks: number[] = [];
  for (let b = 0; b < pass.owner.length; b++) if (Atomics.load(pass.owner, b) === slot + 1) blocks.push(b);
  return blocks;
}

/** Blocks that nobody has taken yet. */
export function unclaimed(pass: PassControl): number[] {
  const blocks: number[] = [];
  for (let b = Math.max(0, Atomics.load(pass.head, NEXT)); b < pass.owner.length; b++) blocks.push(b);
  return blocks;
}

/** Forgets the progress of a slot whose work was lost. */
export function clearProgress(pass: PassControl, slot: number): void {
  Atomics.store(pass.counts, 2 * slot, 0n);
  Atomics.store(pass.counts, 2 * slot + 1, 0n);
}
