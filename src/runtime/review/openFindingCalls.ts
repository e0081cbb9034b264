// Findings by line, for an editor that shows a part of a large file: the calls of ReviewApi.
import type { PlacedFinding } from '../../protocol/hostApi.ts';
import type { ReviewApi } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import { breather } from '../pool/pause.ts';
import { fitting } from '../process/replySize.ts';
import { Placement } from '../rows/placement.ts';
import type { ReviewParts } from './service.ts';

const MOST = 1000;

export function openFindingCalls({
  reviewOf,
  readSample,
  rawSpan,
}: Pick<ReviewParts, 'reviewOf' | 'readSample' | 'rawSpan'>): Pick<Impl<ReviewApi>, 'findingsBetween' | 'nextFinding'> {
  return {
    async findingsBetween({ corpus, file, from, to }, { signal }) {
      const { inspection, open } = reviewOf(corpus);
      const placement = new Placement(inspection, readSample, rawSpan);
      try {
        const placed = await placement.placeAll(open.between(file, from, to, MOST), breather(signal));
        return fitting(placed) as PlacedFinding[];
      } finally {
        placement.close();
      }
    },

    nextFinding: ({ corpus, file, line, backwards }) => reviewOf(corpus).open.next(file, line, backwards),
  };
}
