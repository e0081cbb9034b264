// The rows that the instruction corpora are made of: the shared sets where they are there, else the project's own samples.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateInstructions } from '../lib/sampleCorpus.mjs';

/** Seeds of the project's own samples; each gives about 350 rows. */
const SEEDS = 20;

/**
 * @typedef {object} Instruction
 * @property {string} instruction
 * @property {string} input
 * @property {string} output
 */

/**
 * @param {string} demo folder of the shared sets
 * @returns {{ rows: Instruction[], origin: 'demo' | 'samples' }} rows in the order of files and lines
 */
export function instructionSets(demo) {
  if (!existsSync(demo)) return { rows: ownRows(), origin: 'samples' };
  const files = readdirSync(demo).filter((name) => /^instruct_.*\.jsonl$/.test(name));
  const rows = files.sort().flatMap((name) => readRows(readFileSync(join(demo, name), 'utf8').split('\n')));
  return rows.length > 0 ? { rows, origin: 'demo' } : { rows: ownRows(), origin: 'samples' };
}

/**
 * Valid rows in one shape: the answer may be called `response`, and instances may be nested.
 * @param {readonly string[]} lines @returns {Instruction[]}
 */
export function readRows(lines) {
  return lines.flatMap((line) => {
    const row = parse(line);
    if (typeof row?.instruction !== 'string') return [];
    const answers = Array.isArray(row.instances) ? row.instances : [row];
    return answers.map((a) => ({
      instruction: row.instruction,
      input: text(a.input),
      output: text(a.output ?? a.response),
    }));
  });
}

function ownRows() {
  return Array.from({ length: SEEDS }, (_, seed) => readRows(generateInstructions(seed + 1).rows)).flat();
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function text(value) {
  return typeof value === 'string' ? value : '';
}
