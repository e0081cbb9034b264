// Types of sampleCorpus.mjs, for the tests.
export interface PlantedCorpus {
  /** The lines of the file, without line breaks. */
  rows: string[];
  /** Kind of finding → 1-based lines that deserve it, ascending. */
  planted: Record<string, number[]>;
  /** Kind → the lines that the planted ones repeat. */
  originals: Record<string, number[]>;
  /** The lines that share the planted template, which is reported once, at the first of them. */
  family: number[];
  /** 1-based lines that deserve no finding and that nothing planted repeats. */
  clean: number[];
}
export function generateInstructions(seed: number): PlantedCorpus;
export function generateChat(seed: number): PlantedCorpus;
export function generateNotes(seed: number): PlantedCorpus;
