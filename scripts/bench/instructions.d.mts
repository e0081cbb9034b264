import type { Instruction } from './instructionSets.mjs';

export interface Written {
  bytes: number;
  rows: number;
}
export function generate(
  rows: readonly Instruction[],
  options: { bytes: number; seed: number },
  write: (chunk: Uint8Array) => void,
): Written;
export function writeInstructions(
  path: string,
  rows: readonly Instruction[],
  options: { bytes: number; seed: number },
): Written;
