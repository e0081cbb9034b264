// Types of schema.mjs, for the tests.
export function reportSchema(): Promise<string>;
export function configSchema(): Promise<string>;
