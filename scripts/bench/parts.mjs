// The parts by themselves, each in a process of its own with one thread: reading, tokenising, every tally and metric, NGD
// with self-repetition, the drawn metrics.
import { runEntry } from './bundle.mjs';
import { corpusFile, cut } from './corpora.mjs';
import { columns } from './table.mjs';

const MB = 1e6;
const PART = 20 * MB;
const QUICK_PART = 6 * MB;

/**
 * @param {string} name corpus @param {import('./options.mjs').Context} context
 * @returns {Promise<Record<string, any>>} what each entry answers, `{ skipped }` where it could not run
 */
export async function parts(name, { quick, say }) {
  const path = cut(corpusFile(name), quick ? QUICK_PART : PART);
  say(`\n${name}: parts, one thread`);
  const text = await runEntry('text', [path]);
  if (text.skipped) say(`  text: skipped, ${text.skipped}`);
  else sayText(text, say);
  const folds = await runEntry('folds', [path]);
  if (folds.skipped) say(`  tallies and metrics: skipped, ${folds.skipped}`);
  else sayFolds(folds, say);
  const repetition = await runEntry('repetition', [path]);
  if (repetition.skipped) say(`  NGD + self-repetition: skipped, ${repetition.skipped}`);
  else {
    repetition.mbPerSecond = repetitionSpeed(repetition);
    const { foldSeconds, scoreSeconds, cpuSeconds } = repetition;
    say(
      `  NGD + self-repetition  ${repetition.mbPerSecond.toFixed(1)} MB/s ` +
        `(fold ${foldSeconds.toFixed(2)} s, score ${scoreSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} CPU s)`,
    );
  }
  const drawn = await runEntry('drawn', [path, quick ? '20' : '120']);
  if (drawn.skipped) say(`  drawn metrics: skipped, ${drawn.skipped}`);
  else if (drawn.metrics.length === 0) say('  drawn metrics: the registry has none');
  else sayDrawn(drawn, say);
  return { text, folds, repetition, drawn };
}

/** MB of text per second, both passes and preparing in it. */
function repetitionSpeed({ characters, foldSeconds, scoreSeconds, finishSeconds }) {
  return characters / MB / (foldSeconds + scoreSeconds + finishSeconds);
}

function sayText({ fileBytes, characters, seconds }, say) {
  const rows = Object.entries(seconds).map(([part, s]) => {
    const of = part === 'readers' ? fileBytes : characters;
    return [`  ${part}`, `${(of / MB / s).toFixed(1)} MB/s`, `${((s / of) * 1e9).toFixed(1)} ns/byte`];
  });
  for (const line of columns(rows)) say(line);
}

/** Adding is told per character of text, since that is what grows; finishing once, in ms. */
function sayFolds({ characters, folds }, say) {
  const total = folds.reduce((sum, f) => sum + f.addSeconds, 0);
  const shown = [...folds].sort((a, b) => b.addSeconds - a.addSeconds);
  const rows = [['  tally or metric', 'ns/byte', 'share', 'finish ms']];
  for (const { id, kind, addSeconds, finishSeconds, failed } of shown) {
    if (addSeconds / total < 0.001 && (finishSeconds ?? 0) < 0.001) continue;
    rows.push([
      `  ${id}${kind === 'tally' ? ' (tally)' : ''}`,
      ((addSeconds / characters) * 1e9).toFixed(2),
      `${((addSeconds / total) * 100).toFixed(1)} %`,
      failed ? 'failed' : finishSeconds === undefined ? '' : (finishSeconds * 1000).toFixed(1),
    ]);
  }
  rows.push(['  all', ((total / characters) * 1e9).toFixed(2), '100 %', '']);
  for (const line of columns(rows)) say(line);
}

function sayDrawn({ metrics }, say) {
  const rows = metrics.map(({ id, seconds, cpuSeconds, samples, skipped }) => [
    `  ${id}`,
    skipped ? `skipped: ${skipped}` : `${seconds.toFixed(2)} s`,
    skipped ? '' : `${cpuSeconds.toFixed(2)} CPU s`,
    skipped ? '' : `${samples} samples`,
  ]);
  for (const line of columns(rows)) say(line);
}
