// The snapshot that a panel shows, made from the state of its corpus.
import type { PanelState } from '../../protocol/panelApi.ts';
import type { CorpusState } from '../corpus.ts';

export function panelState(
  title: string,
  { phase, generation, progress, outcome, message }: CorpusState,
  shown: { readonly shown: number; readonly total: number },
): PanelState {
  return {
    phase,
    title,
    generation,
    ...(outcome ? { report: outcome.report, rows: outcome.rows, about: outcome.about } : {}),
    ...(outcome && outcome.updating.length > 0 ? { updating: outcome.updating } : {}),
    ...(progress ? { progress } : {}),
    ...(message === undefined ? {} : { message }),
    ...(shown.shown < shown.total ? { shown } : {}),
  };
}
