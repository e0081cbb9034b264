// What each kind of finding means, when it fires and what to do about it: for the help and for docs/metrics.md.
import type { FindingKind } from '../report.ts';

export interface AboutFinding {
  /** One line, for lists. */
  readonly brief: string;
  /** When it fires, with its limits. */
  readonly fires: string;
  readonly advice: string;
  readonly source?: string;
}

export const ABOUT_FINDINGS: Readonly<Record<FindingKind, AboutFinding>> = {
  invalid: {
    brief: 'The row could not be read; the others were measured.',
    fires:
      'A line of a JSONL file, or an element of a JSON array, is not valid JSON. Line, column and reason are named.',
    advice: 'Repair the line or delete it: whatever reads the file for training will stumble over it too.',
  },
  schema: {
    brief: 'A field is missing, null or of another type than in most rows.',
    fires: 'A row lacks a field that a complete row of this file has, or holds something that is not text there.',
    advice: 'Fill the field in, or drop the row. If the field is optional in your data, choose other views.',
  },
  'exact-duplicate': {
    brief: 'The whole row equals an earlier one.',
    fires:
      'The row equals an earlier one after Unicode NFC, white space and case are folded and identifiers left out. Every copy but the first is flagged.',
    advice: 'Drop the copies. They add no information, and a model learns them by heart.',
  },
  'near-duplicate': {
    brief: 'Most of its word 5-grams are those of a sample that is kept.',
    fires:
      'The Jaccard index of the sets of word 5-grams is at least 0.7 (a setting) to a kept sample of the same view. Candidates come from MinHash; every pair is then verified exactly. Sets of fewer than 8 5-grams take no part. The first sample of a cluster is kept; clusters only group, so a sample that reaches the limit to dropped ones alone stays.',
    advice: 'Compare it with its partner and keep the better one.',
    source: 'Broder 1997; Lee et al. 2022',
  },
  'low-novelty': {
    brief: 'Other samples hold nearly all of its word 4-grams.',
    fires:
      'Less than 20 % (a setting) of the distinct word 4-grams of a text or response are its own: no other cluster holds them. Half that limit holds where the sample is mostly code. Samples with fewer than 17 distinct 4-grams have no novelty, and duplicates are flagged as such instead. Novelty falls as a corpus grows.',
    advice:
      'Open the covering samples that it names. Keep it if it carries something that word sequences do not show; otherwise it is the cheapest row to drop. Drop in small steps and inspect again, because what remains becomes more novel.',
  },
  template: {
    brief: 'Samples that share a frame and differ in its slots, or boilerplate.',
    fires:
      'Frame: samples of a text, prompt or response are equal once numbers and what is their own are masked as ___. A word belongs to the frame where a 4-gram over it stands in at least max(5, √n / 10) of the n samples, or a 3-gram occurs so often and the word is no loose end of it; articles before a slot are masked too. Tried at 1, 4, 16 and 64 times that number, because what fills slots is common in large corpora. A frame has at least 4 fixed words, two of them no stopwords, 40 % of the words, and a slot; texts of more than 256 words are compared by their first and their last sentence only, which need 5 fixed words and twice as many samples, and are not looked at in code. Copies and near-duplicates count once. Each sample has one such finding, for its largest frame, and the first of each frame ranks before all members; where frames hold more than half of a view, each is reported once. Boilerplate: word 4-grams stand in at least max(20, 1 %) of the samples of a view. They leave the sets that novelty and near-duplicates compare; the first sample that holds them carries the finding.',
    advice:
      'A shared system prompt is as it should be. A stock phrase in the answers, or one frame filled in many times, is worth varying at its source; to thin it out, keep a few members.',
  },
  'self-repetition': {
    brief: 'The same phrases or lines come back within one sample.',
    fires:
      'The commonest word 2-, 3- or 4-gram that stands at least twice makes up more than 20 %, 18 % or 16 % of the letters, or more than 30 % of the lines repeat an earlier one. Texts and responses of at least 50 words, outside code.',
    advice: 'Look for a generation that ran in circles; songs and lists may be meant so.',
    source: 'Rae et al. 2021, table A1',
  },
  residue: {
    brief: 'Left over from generation: a refusal, a role marker, a template token, a cut ending.',
    fires:
      'A text or response holds a chat template token, a role marker at the start of a line, a sentence in which it speaks of itself as an AI, a refusal within the first 200 characters, or (from 30 words on, outside code) ends in the middle of a sentence. The span is named. Where at least a fifth of a view (and ten samples) end so, the set was cut as a whole: that is reported once.',
    advice: 'Cut the remnant out, or drop the row. Leave it where the sample is about such texts.',
  },
  encoding: {
    brief: 'Characters that a wrong or double decoding left behind.',
    fires:
      'Replacement characters (U+FFFD), control characters, half a surrogate pair, or UTF-8 that was read as Windows-1252.',
    advice: 'Go back to the source and decode it again; what became U+FFFD cannot be recovered here.',
  },
  conflict: {
    brief: 'The same prompt has different responses.',
    fires:
      'The prompt, unless empty, under the same system prompt, equals that of an earlier row with Unicode form, case and white space folded, and the responses differ.',
    advice: 'Nothing to do where several answers are wanted. Otherwise keep the one that is right.',
  },
  'llm-traits': {
    brief: 'Shares more surface traits with LLM text than the human rows of the calibration do.',
    fires:
      'Only with a calibration by human rows of yours that match the corpus in length, language and markup: the p-value of the trait score among them lies at or below the threshold for the false-positive rate that you chose. See docs/traits.md.',
    advice:
      'Read it. A trait is no proof of origin: human rows are flagged at the rate that you chose, and edited LLM text is missed. Never hold it against a person.',
    source: 'docs/traits.md',
  },
  'verification-failed': {
    brief: 'Something in it was checked and is wrong, e.g. arithmetic or syntax.',
    fires:
      'A check that applies to the sample failed. Which verifiers run is chosen from the data, and by setting; docs/verification.md tells what each checks and what it leaves alone. Code is parsed, never executed. What cannot be checked is not a finding.',
    advice:
      'Read the reason: it names the place and what was expected. Repair the sample or drop it; a model learns wrong arithmetic and broken syntax as readily as right ones.',
    source: 'docs/verification.md',
  },
  leakage: {
    brief: 'Holds much of an evaluation item.',
    fires:
      'At least half of the distinct word 13-grams of an item of an evaluation set stand in the sample, in whatever view; 13-grams that stand in at least max(3, 1 %) of the items of the set are left out. An item of which no 13-gram counts leaks where its whole texts stand in the same views of the sample, with Unicode form, case and white space folded. Also said: a prompt that stands in the sample with another answer (half of at least 8 13-grams, or a shorter one of at least 5 words as a whole), and the samples that hold half of an item only together. Only with an evaluation set: `references.evaluation` in corpus-inspector.json, `--against FILE`, or splits that file names or the field `split` tell. See docs/leakage.md.',
    advice:
      'Drop it before training: a score on that item would measure memory. Where the sample is the source that the item was made from, drop the item instead.',
    source: 'Brown et al. 2020, appendix C',
  },
};
