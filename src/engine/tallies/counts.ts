// Samples, bytes, words and sentences of a view.
import { decodeJson, encodeJson, type Fold, type Tallies } from '../metric.ts';

export interface Counts {
  samples: number;
  bytes: number;
  words: number;
  sentences: number;
}

export const countsTally: Fold<Counts> = {
  id: 'counts',
  version: 1,
  init: () => ({ samples: 0, bytes: 0, words: 0, sentences: 0 }),
  add(s, x) {
    s.samples++;
    s.bytes += x.bytes;
    s.words += x.words.length;
    s.sentences += x.sentences;
  },
  remove(s, x) {
    s.samples--;
    s.bytes -= x.bytes;
    s.words -= x.words.length;
    s.sentences -= x.sentences;
  },
  merge: (a, b) => ({
    samples: a.samples + b.samples,
    bytes: a.bytes + b.bytes,
    words: a.words + b.words,
    sentences: a.sentences + b.sentences,
  }),
  subtract: (a, b) => ({
    samples: a.samples - b.samples,
    bytes: a.bytes - b.bytes,
    words: a.words - b.words,
    sentences: a.sentences - b.sentences,
  }),
  encode: encodeJson,
  decode: decodeJson,
};

export const countsOf = (t: Tallies): Counts => t.counts as Counts;
