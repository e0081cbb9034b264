// Entry: readers, tokeniser, the scan of the first pass and the preparation of both passes over one corpus, in one thread,
// seconds per run.
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { TextScanner } from '../../../src/engine/text/scan.ts';
import { TokenBuffer, tokenise } from '../../../src/engine/text/words.ts';
import { answer, readCorpus, timed } from './corpusInMemory.mjs';

const { texts, characters, fileBytes, readSeconds } = await readCorpus(process.argv[2]);
const buffer = new TokenBuffer();
const scanner = new TextScanner();
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
  scan: timed(() =>
    eachText((text) => {
      scanner.clear();
      scanner.add(text);
    }),
  ),
  prepare: timed(() => {
    for (const { ref, view, segments } of texts) preparer.prepare(ref, view, segments);
  }),
  'prepare words': timed(() => {
    for (const { ref, view, segments } of texts) preparer.prepare(ref, view, segments, 'words');
  }),
};
answer({ fileBytes, characters, words, samples: texts.length, seconds: { readers: readSeconds, ...seconds } });
