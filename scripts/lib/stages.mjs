// The stages of `npm test`: each timed and printed, all run whatever the others did, their counts added up.
import { ScriptError } from './run.mjs';

/** Collects what the stages came to. A stage that throws counts as one failure. */
export function createStages() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const broken = [];

  /** Runs one stage. It answers nothing, or {passed, failed, skipped}; `true` comes back when nothing failed. */
  async function stage(name, body) {
    console.log(`\n== ${name}`);
    const begin = performance.now();
    let counts;
    try {
      counts = { passed: 0, failed: 0, skipped: 0, ...(await body()) };
    } catch (error) {
      console.error(error instanceof ScriptError ? error.message : error);
      counts = { passed: 0, failed: 1, skipped: 0 };
    }
    for (const key of Object.keys(total)) total[key] += counts[key];
    if (counts.failed > 0) broken.push(name);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    const tests = counts.passed + counts.failed + counts.skipped;
    const said = tests > 0 ? describe(counts) : 'ok';
    console.log(`-- ${name}: ${said} (${seconds} s)`);
    return counts.failed === 0;
  }

  /** Prints the closing line; answers the exit code. */
  function close() {
    console.log('');
    if (broken.length > 0) console.log(`Failed: ${broken.join(', ')}`);
    if (total.passed === 0 && total.failed === 0) total.failed = Number(broken.length > 0);
    console.log(describe(total));
    return total.failed > 0 ? 1 : 0;
  }

  return { stage, close };
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** With this set, a skipped test is a failure: names them and counts them so. */
export function refuseSkipped(counts, titles, refuse) {
  if (!refuse || counts.skipped === 0) return counts;
  console.log(`Skipped, though nothing may be skipped here:\n${titles.map((title) => `  ${title}`).join('\n')}`);
  return { passed: counts.passed, failed: counts.failed + counts.skipped, skipped: 0 };
}
