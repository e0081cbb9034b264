// The snapshot that a panel shows, made from the state of its corpus.
import type { Marks } from '../../protocol/marks.ts';
import type { PanelState } from '../../protocol/panelApi.ts';
import type { CorpusState } from '../corpus.ts';

type Shown = Pick<PanelState, 'report' | 'rows' | 'about' | 'preview' | 'updating'>;

/** The last whole result; numbers of the run under way only where there is none yet. */
function shownReport({ phase, outcome, preview }: CorpusState): Shown {
  if (outcome) {
    const { report, rows, about, updating } = outcome;
    return { report, rows, about, ...(updating?.length ? { updating } : {}) };
  }
  if (!preview || phase !== 'running') return {};
  const { report, about, ...part } = preview;
  return { report, about, preview: part };
}

export function panelState(
  title: string,
  state: CorpusState,
  shown: { readonly shown: number; readonly total: number },
  marks?: Marks,
  beside: Partial<Pick<PanelState, 'review' | 'check' | 'between'>> = {},
): PanelState {
  const { phase, generation, progress, message } = state;
  return {
    phase,
    title,
    generation,
    ...shownReport(state),
    ...(progress ? { progress } : {}),
    ...(message === undefined ? {} : { message }),
    ...(shown.shown < shown.total ? { shown } : {}),
    ...(marks ? { marks } : {}),
    ...beside,
  };
}
