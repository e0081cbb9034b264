// What `npm run bench` can be asked.
import { parseArgs } from 'node:util';
import { ScriptError } from '../lib/run.mjs';
import { HUNDRED, THOUSAND } from './goals.mjs';

export const SECTIONS = ['corpora', 'budget', 'scaling', 'parts', 'traits', 'accuracy', 'first', 'whatif'];

export const USAGE = `npm run bench -- [options]
  --corpus NAME     peps, instructions-100, instructions-1000 or a JSONL file; may be given again (default: the three)
  --only SECTIONS   some of ${SECTIONS.join(',')} (default: all)
  --jobs N          workers (default: 2)
  --memory MB       budget for tables (default: the product's)
  --quick           the first 30 MB of each corpus, smaller parts, nothing at 1 GB
  --check           end with 1 when a goal is missed`;

/**
 * @typedef {object} Context what every section gets
 * @property {string} dist folder of the measured command line
 * @property {boolean} hasMetrics whether it knows --metrics
 * @property {number} jobs
 * @property {number | undefined} memory
 * @property {boolean} quick
 * @property {(line: string) => void} say
 */

/**
 * @param {readonly string[]} args
 * @param {(name: string) => boolean} isThere corpora that are not named and not there are left out
 */
export function readOptions(args, isThere) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      corpus: { type: 'string', multiple: true },
      only: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      memory: { type: 'string' },
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { quick, check, help } = values;
  const all = quick ? ['peps', HUNDRED] : ['peps', HUNDRED, THOUSAND];
  const sections = values.only?.split(',') ?? SECTIONS;
  for (const name of sections) {
    if (!SECTIONS.includes(name)) throw new ScriptError(`--only ${name}: choose from ${SECTIONS.join(', ')}.`);
  }
  return {
    corpora: values.corpus ?? all.filter(isThere),
    sections: new Set(sections),
    jobs: whole('jobs', values.jobs),
    memory: values.memory === undefined ? undefined : whole('memory', values.memory),
    quick,
    check,
    help,
  };
}

function whole(name, word) {
  if (!/^[1-9]\d*$/.test(word)) throw new ScriptError(`--${name} ${word}: give a whole number.`);
  return Number(word);
}
