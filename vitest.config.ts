import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,property,golden,architecture}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // By default one core stays free, which on two leaves one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
