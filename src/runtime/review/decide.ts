// Deciding about samples, and taking that back: the calls of ReviewApi.
import { randomUUID } from 'node:crypto';
import { CorpusError } from '../../engine/errors.ts';
import { FINDING_KINDS } from '../../engine/report.ts';
import type { Decision } from '../../engine/review/decision.ts';
import { sampleName } from '../../engine/review/history.ts';
import { decidedBy, isSameState } from '../../engine/review/state.ts';
import type { DroppedSample, ReviewApi } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import { rowsPassing } from '../filter/rowFilters.ts';
import type { CorpusReview } from './corpusReview.ts';
import { namesOf, nothingDecided } from './decided.ts';
import { dropSet } from './dropSet.ts';
import type { Ledger } from './ledger.ts';
import type { ReviewParts } from './service.ts';

type Asked = Pick<Parameters<ReviewApi['decide']>[0], 'action' | 'finding' | 'reason'>;

export function decideCalls({
  reviewOf,
  pool,
  readSample,
}: Pick<ReviewParts, 'reviewOf' | 'pool' | 'readSample'>): Pick<Impl<ReviewApi>, 'review' | 'decide' | 'undoDecision'> {
  return {
    review({ corpus }) {
      const review = reviewOf(corpus);
      review.refresh();
      return review.state();
    },

    async decide({ corpus, choice, ...asked }, { signal }) {
      if ((asked.action === 'yes' || asked.action === 'no') && !asked.finding) {
        throw new CorpusError('bad-option', 'Say which kind of finding the answer is about.');
      }
      const { inspection, decided } = reviewOf(corpus);
      const parts = { pool, readSample, signal };
      // What was kept by hand stands in the way of drops only: it can be cleared, and answered about.
      const isDrop = asked.action === 'drop';
      const { filter, ...named } = choice;
      const passing = filter && !isDrop ? await rowsPassing(inspection, filter, { ...parts, decided }) : [];
      const chosen = isDrop ? choice : { ...named, rows: [...(choice.rows ?? []), ...passing] };
      const minding = isDrop ? decided : nothingDecided(inspection.columns.length);
      const samples = await dropSet(inspection, { ...chosen, decisions: false }, minding, parts);
      const review = reviewOf(corpus);
      if (review.inspection !== inspection) {
        throw new CorpusError('not-found', 'The corpus was inspected anew meanwhile: choose again.', {}, true);
      }
      decideSamples(review, samples, asked);
      return review.state();
    },

    undoDecision({ corpus }) {
      const review = reviewOf(corpus);
      review.refresh();
      const when = new Date().toISOString();
      const batch = randomUUID();
      for (const last of review.last()) {
        last.ledger.append(last.ledger.history.undoing(last).map((line) => ({ ...line, when, batch })));
      }
      return review.state();
    },
  };
}

/** Writes what changes something, as one action. */
function decideSamples(
  review: CorpusReview,
  samples: readonly DroppedSample[],
  { action, finding, reason }: Asked,
): void {
  const { columns } = review.inspection;
  const whyOf = new Map(samples.map((s) => [s.row, s.reason]));
  const names = namesOf(columns, new Set(samples.flatMap(({ row }) => (row < 0 ? [] : [row]))));
  if (samples.length > 0 && names.length === 0) {
    throw new CorpusError(
      'bad-option',
      'Lines that could not be read cannot be remembered: leave out the kind "invalid" when you write the corpus.',
    );
  }
  review.refresh();
  const when = new Date().toISOString();
  const batch = randomUUID();
  const lines = new Map<Ledger, Decision[]>();
  for (const { row, file, content, copy, of } of names) {
    const { ledger, name } = review.fileOf(file);
    const about = { file: name, sample: sampleName(content), copy, of };
    const before = ledger.history.stateOf(about);
    if (isSameState(before, decidedBy(before, finding ? { action, finding } : { action }))) continue;
    const why = finding ?? (action === 'drop' ? FINDING_KINDS.find((kind) => kind === whyOf.get(row)) : undefined);
    const list = lines.get(ledger) ?? [];
    lines.set(ledger, list);
    list.push({
      ...about,
      action,
      ...(why ? { finding: why } : {}),
      ...(reason ? { reason } : {}),
      line: columns.line[row] as number,
      when,
      batch,
    });
  }
  for (const [ledger, list] of lines) ledger.append(list);
}
