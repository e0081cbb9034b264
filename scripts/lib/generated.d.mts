// Types of generated.mjs, for the tests.
export function generatedFiles(): Promise<Record<string, string>>;
