// Traits by themselves: one thread over all samples of a part of a corpus.
import { runEntry } from './bundle.mjs';
import { corpusFile, cut } from './corpora.mjs';

const MB = 1e6;
const PART = 20 * MB;
const QUICK_PART = 6 * MB;

/** @param {string} name corpus @param {import('./options.mjs').Context} context @returns {Promise<Record<string, any>>} */
export async function traits(name, { quick, say }) {
  const path = cut(corpusFile(name), quick ? QUICK_PART : PART);
  const found = await runEntry('traits', [path]);
  say(`\n${name}: traits, one thread`);
  if (found.skipped) {
    say(`  skipped, ${found.skipped}`);
    return found;
  }
  const { model, samples, scored, abstained, characters, loadSeconds, seconds, cpuSeconds } = found;
  found.mbPerSecond = characters / MB / seconds;
  const why = Object.entries(abstained).map(([reason, n]) => `${n} ${reason}`);
  say(`  model ${model}, loaded in ${(loadSeconds * 1000).toFixed(0)} ms`);
  say(`  ${samples} samples, ${scored} scored, not measured: ${why.join(', ') || 'none'}`);
  say(`  reading     ${found.mbPerSecond.toFixed(1)} MB/s (${(characters / MB / cpuSeconds).toFixed(1)} MB per CPU s)`);
  const explaining = found.explainedCharacters / MB / found.explainSeconds;
  const each = (1000 * found.explainSeconds) / Math.max(1, found.explained);
  say(`  explaining  ${explaining.toFixed(1)} MB/s, ${each.toFixed(2)} ms per sample`);
  return found;
}
