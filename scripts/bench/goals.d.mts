import type { Goal } from './arithmetic.mjs';

// biome-ignore lint/suspicious/noExplicitAny: the shape of bench/results.json, which no other code reads
export function goalsOf(results: Record<string, any>): Goal[];
