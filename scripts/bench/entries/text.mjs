// Entry: readers, tokeniser, sentences and the whole preparation over one corpus, in one thread, seconds per run.
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { countSentences } from '../../../src/engine/text/sentences.ts';
import { TokenBuffer, tokenise } from '../../../src/engine/text/words.ts';
import { answer, readCorpus, timed } from './corpusInMemory.mjs';

const { texts, characters, fileBytes, readSeconds } = await readCorpus(process.argv[2]);
const buffer = new TokenBuffer();
const preparer = new Preparer();
const eachText = (visit) => {
  for (const { segments } of texts) for (const { text } of segments) visit(text);
};
let words = 0;
const seconds = {
  tokenise: timed(() => {
    words = 0;
    eachText((text) => {
      buffer.clear();
      tokenise(text, buffer);
      words += buffer.length;
    });
  }),
  sentences: timed(() => eachText((text) => countSentences(text))),
  prepare: timed(() => {
    for (const { ref, view, segments } of texts) preparer.prepare(ref, view, segments);
  }),
};
answer({ fileBytes, characters, words, samples: texts.length, seconds: { readers: readSeconds, ...seconds } });
