// The parts of the engine that estimate shares, bundled in memory.
import { build } from 'esbuild';
import { root } from '../../lib/paths.mjs';

const FOLDER = './src/engine/traits/alpha';

export async function loadAlpha() {
  const contents = `
    export { estimateAlpha } from '${FOLDER}/estimate.ts';
    export { estimatorsFor } from '${FOLDER}/methods.ts';
    export { everyRow } from '${FOLDER}/rows.ts';
    export { occurrencesOf } from '${FOLDER}/occurrences.ts';
    export { seededRandom } from './src/engine/statistics/random.ts';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}
