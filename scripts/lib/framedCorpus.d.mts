// Types of framedCorpus.mjs, for the tests.
/** JSONL lines with a `text` each, and the 1-based lines that come from a frame, ascending. */
export function generateFramed(
  seed: number,
  unrelated: number,
  perFrame: number,
): { readonly rows: string[]; readonly framed: number[] };
