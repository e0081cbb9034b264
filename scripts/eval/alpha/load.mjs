// The parts of the engine that estimate shares, bundled in memory.
import { importEngine } from '../../lib/engineModule.mjs';

const FOLDER = './src/engine/traits/alpha';

export function loadAlpha() {
  return importEngine(`
    export { estimateAlpha } from '${FOLDER}/estimate.ts';
    export { estimatorsFor } from '${FOLDER}/methods.ts';
    export { everyRow } from '${FOLDER}/rows.ts';
    export { occurrencesOf } from '${FOLDER}/occurrences.ts';
    export { seededRandom } from './src/engine/statistics/random.ts';`);
}
