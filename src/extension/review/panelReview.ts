// What a person decides in the panel, with what the editor adds to it: dialogs, and messages where there is nothing to do.
import { startCheck } from '../commands/spotCheck.ts';
import { writeCorpus } from '../commands/writeReviewed.ts';
import type { PanelReview } from '../panel/api.ts';
import type { Services } from '../services.ts';

export function panelReview(services: Pick<Services, 'review' | 'panels' | 'engine' | 'log'>): PanelReview {
  const { review } = services;
  return {
    decide: (corpus, p) => review.decide(corpus, p),
    undo: (corpus) => review.undo(corpus),
    write: (corpus, choice) => writeCorpus(services, corpus, choice),
    check: (corpus, kind) => startCheck(services, corpus, kind),
    judge: (corpus, p) => review.judge(corpus, p),
    endCheck: (corpus) => review.endCheck(corpus),
  };
}
