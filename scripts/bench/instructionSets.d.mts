export interface Instruction {
  instruction: string;
  input: string;
  output: string;
}
export function instructionSets(demo: string): { rows: Instruction[]; origin: 'demo' | 'samples' };
export function readRows(lines: readonly string[]): Instruction[];
