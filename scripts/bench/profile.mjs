// `node scripts/bench/profile.mjs [--corpus NAME] [--mb 30] [--memory MB] [--metrics core|all]`: one worker over the
// first part of a corpus, and the share of self time of each function in each task. The profile itself stays in the
// temporary folder, for the editor's or the browser's viewer.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/paths.mjs';
import { main } from '../lib/run.mjs';
import { buildReadable } from './bundle.mjs';
import { inspect } from './child.mjs';
import { corpusFile, cut, folder } from './corpora.mjs';
import { profileText, selfTimes } from './profileTable.mjs';

const MB = 1e6;

await main(async () => {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: 'peps' },
      mb: { type: 'string', default: '30' },
      memory: { type: 'string' },
      metrics: { type: 'string' },
    },
  });
  const path = cut(corpusFile(values.corpus), Number(values.mb) * MB);
  const dist = await buildReadable();
  const into = join(folder(), 'profiles', values.corpus.replaceAll('/', '_'));
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const { report } = inspect(path, {
    dist,
    jobs: 1,
    memory: values.memory,
    metrics: values.metrics,
    preload: [new URL('./profileHook.mjs', import.meta.url)],
    env: { BENCH_PROFILE: into },
  });
  const place = places(join(dist, 'worker.mjs'));
  const tasks = new Set(Object.keys(report.timing.tasks));
  // The bundler numbers functions of the same name: only those that stand among the tasks are tasks.
  const taskNamed = (frame) => {
    const name = frame.functionName.replace(/\d+$/, '');
    return tasks.has(name) && place(frame)?.includes('/tasks/') ? name : undefined;
  };
  const label = (frame) => {
    const at = place(frame);
    const name = frame.functionName || '(closure)';
    return at ? `${name} — ${at}` : name;
  };
  console.log(`${values.corpus}, ${values.mb} MB, one worker; profiles in ${into}\n`);
  for (const name of readdirSync(into)) {
    const profile = JSON.parse(readFileSync(join(into, name), 'utf8'));
    console.log(profileText(selfTimes(profile, taskNamed, label)));
  }
});

/** File and line of the source that a frame of the bundle stands in; undefined for frames of others. */
function places(bundle) {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.endsWith('worker.mjs')) return undefined;
    const { originalSource, originalLine } = map.findEntry(lineNumber, columnNumber);
    return originalSource && `${relative(root, resolve(bundle, '..', originalSource))}:${originalLine + 1}`;
  };
}
