import type { SamplePool } from '../../../src/engine/compare/pool.ts';

export function poolOf(steps: readonly (readonly string[])[], documents?: readonly number[]): SamplePool;
