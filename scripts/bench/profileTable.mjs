// A CPU profile as a table: the share of self time of each function, apart for each task of the engine.

/**
 * @typedef {object} ProfileNode as in the DevTools protocol
 * @property {number} id
 * @property {{ functionName: string, url: string, lineNumber: number, columnNumber: number }} callFrame
 * @property {number[]} [children]
 */

/** Frames that say what the thread did while no script ran. */
const OUTSIDE = new Set(['(root)', '(program)', '(idle)']);

/**
 * Self time per task and function. A sample belongs to the outermost of its frames that is a task.
 * @param {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} profile
 * @param {(frame: ProfileNode['callFrame']) => string | undefined} taskNamed the task whose function the frame is
 * @param {(frame: ProfileNode['callFrame']) => string} label
 * @returns {Map<string, { ms: number, functions: { label: string, ms: number, share: number }[] }>} the longest first
 */
export function selfTimes(profile, taskNamed, label) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const taskOf = new Map();
  const walk = [{ id: profile.nodes[0].id, task: '' }];
  for (let step = walk.pop(); step; step = walk.pop()) {
    const node = nodes.get(step.id);
    const task = step.task || (taskNamed(node.callFrame) ?? '');
    taskOf.set(step.id, task);
    for (const id of node.children ?? []) walk.push({ id, task });
  }
  const totals = new Map();
  let last = '';
  profile.samples.forEach((id, i) => {
    const { callFrame } = nodes.get(id);
    if (OUTSIDE.has(callFrame.functionName)) return;
    // The collector runs under no task of its own: it is billed to the one that it interrupted.
    const collecting = callFrame.functionName === '(garbage collector)';
    const task = collecting ? last : taskOf.get(id) || 'other';
    last = task || last;
    const name = label(callFrame);
    const functions = totals.get(task) ?? new Map();
    functions.set(name, (functions.get(name) ?? 0) + profile.timeDeltas[i] / 1000);
    totals.set(task, functions);
  });
  const rows = [...totals].map(([task, functions]) => {
    const ms = [...functions.values()].reduce((a, b) => a + b, 0);
    const sorted = [...functions].sort((a, b) => b[1] - a[1]);
    return [task, { ms, functions: sorted.map(([name, own]) => ({ label: name, ms: own, share: own / ms })) }];
  });
  return new Map(rows.sort((a, b) => b[1].ms - a[1].ms));
}

/**
 * @param {ReturnType<typeof selfTimes>} times
 * @param {{ least?: number, leastMs?: number }} [options] smaller shares and tasks are left out
 * @returns {string} Markdown: one table per task
 */
export function profileText(times, { least = 0.01, leastMs = 100 } = {}) {
  const parts = [];
  for (const [task, { ms, functions }] of times) {
    if (ms < leastMs) continue;
    const shown = functions.filter((f) => f.share >= least);
    const rest = 1 - shown.reduce((sum, f) => sum + f.share, 0);
    parts.push(
      `### ${task}: ${(ms / 1000).toFixed(2)} s`,
      '',
      '| self | function |',
      '| ---: | --- |',
      ...shown.map((f) => `| ${(f.share * 100).toFixed(1)} % | ${cell(f.label)} |`),
      `| ${(rest * 100).toFixed(1)} % | the rest |`,
      '',
    );
  }
  return parts.join('\n');
}

/** Regular expressions bear their source as name: what a table cannot hold is left out, and long ones are cut. */
function cell(label) {
  const plain = label.replace(/[^\x20-\x7e—]+/g, '…').replaceAll('|', '\\|');
  return plain.length > 90 ? `${plain.slice(0, 90)}…` : plain;
}
