// What a simulation does where nobody says otherwise, and how far it may go.
import { SIMULATION_MODES } from '../simulationReport.ts';

export const MOST_GENERATIONS = 100;
/** Seeds are whole numbers from 0 to this. */
export const MOST_SEED = 2 ** 32 - 1;

export const SIMULATION_DEFAULTS = {
  model: 'trigram',
  generations: 10,
  modes: SIMULATION_MODES,
  real: 0.1,
  seed: 1,
} as const;
