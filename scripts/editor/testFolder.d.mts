// Types of testFolder.mjs for the editor tests.
export function createTestFolder(): { readonly path: string; remove(): void };
