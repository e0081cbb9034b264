// What the status bar says about a corpus; pure, so that each state can be read in a test.
import type { CorpusState } from './corpus.ts';

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
  readonly isProblem: boolean;
}

export interface StatusFacts {
  readonly title: string;
  readonly state: Pick<CorpusState, 'phase' | 'progress' | 'message'>;
  readonly shown: { readonly shown: number; readonly total: number };
  readonly hasReport: boolean;
  /** Metrics of the report that are from before the last edits. */
  readonly updating?: number;
  /** Samples that were dropped by hand and are in the file still. */
  readonly dropped?: number;
}

/** `t` is `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

export function statusText(
  { title, state, shown, hasReport, updating = 0, dropped = 0 }: StatusFacts,
  t: Translate,
): StatusText {
  const command = 'corpusInspector.showReport';
  const findings = shown.total === 1 ? t('1 finding') : t('{0} findings', shown.total.toLocaleString('en-US'));
  const count = dropped > 0 ? t('{0}, {1} dropped by hand', findings, dropped.toLocaleString('en-US')) : findings;
  const hidden = shown.total - shown.shown;
  const lines = [title];
  if (state.message) lines.push(state.message);
  if (hidden > 0) lines.push(t('{0} more findings in the report.', hidden.toLocaleString('en-US')));
  if (updating > 0) lines.push(t('Some numbers of the report are updating.'));
  const done = (text: string, isProblem = false): StatusText => ({
    text: `$(beaker) ${text}`,
    tooltip: [...lines, t('Click to show the report.')].join('\n'),
    command,
    isProblem,
  });
  switch (state.phase) {
    case 'running': {
      const percent = Math.floor((state.progress?.fraction ?? 0) * 100);
      return {
        text: `$(beaker) ${t('Inspecting {0} %', percent)}`,
        tooltip: [...lines, t('Click to cancel.')].join('\n'),
        command: 'corpusInspector.cancel',
        isProblem: false,
      };
    }
    case 'failed':
      return done(t('Inspection failed'), true);
    case 'cancelled':
      return { ...done(t('Inspection cancelled')), command: 'corpusInspector.inspect' };
    case 'partial':
      return done(t('{0}, incomplete', count), true);
    case 'stale':
      return done(t('{0}, outdated', count));
    case 'done':
      return done(count);
    default:
      if (hasReport) return done(count);
      return {
        text: `$(beaker) ${t('Inspect corpus')}`,
        tooltip: t('{0} is not inspected yet. Click to inspect it.', title),
        command: 'corpusInspector.inspect',
        isProblem: false,
      };
  }
}
