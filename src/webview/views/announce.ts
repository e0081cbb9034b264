// What a screen reader hears when the state changes. Progress is told in steps, not with every message.
import type { Marks } from '../../protocol/marks.ts';
import { formatInteger, plural } from '../format.ts';
import { resultOfKind } from '../state/between.ts';
import { NO_MARKS } from '../state/marks.ts';
import { isPreview, type Model } from '../state/model.ts';
import { hasFilter } from '../state/query.ts';
import { totalFindings } from '../summary.ts';
import { phaseWord } from './banner.ts';

const STEP = 0.25;

export function announcement(model: Model): string {
  const { host } = model;
  if (model.notice) return model.notice;
  if (!host) return '';
  // A drop in an open document is followed by an inspection, which says nothing of its own.
  if (model.said) return model.said;
  const between = model.ui.tab === 'compare' ? betweenWords(model) : '';
  if (between) return between;
  switch (host.phase) {
    case 'running': {
      const fraction = host.progress?.fraction ?? 0;
      const percent = Math.floor(fraction / STEP) * STEP * 100;
      const partly = isPreview(model) ? ' Numbers so far are estimates.' : '';
      return `Inspecting ${host.title}: ${percent} percent.${partly}`;
    }
    case 'done': {
      const marked = markedWords(host.marks ?? NO_MARKS);
      if (model.ui.tab === 'samples' && hasFilter(model.ui.filter) && model.matches !== null)
        return `${plural(model.matches, 'row')} match.${marked}`;
      const found = host.report ? `: ${plural(totalFindings(host.report), 'finding')}` : '';
      return `Inspection done${found}.${marked}`;
    }
    case 'empty':
      return 'Not inspected yet.';
    default:
      return `${phaseWord(host.phase)}. ${host.message ?? ''}${model.matches === null ? '' : ` ${formatInteger(model.matches)} rows.`}`;
  }
}

/** How the last job of the tab Compare stands: while one runs, that one. */
function betweenWords(model: Model): string {
  const jobs = Object.entries(model.host?.between?.jobs ?? {});
  const [kind, job] = jobs.find(([, { phase }]) => phase === 'running') ?? jobs.at(-1) ?? [];
  if (!job) return '';
  if (job.phase === 'running') {
    const percent = Math.floor((job.progress?.fraction ?? 0) / STEP) * STEP * 100;
    return `${job.title}: ${percent} percent.`;
  }
  if (job.phase === 'failed') return `${job.title}: ${job.message ?? 'failed'}`;
  if (job.phase === 'cancelled') return `${job.title} was stopped.`;
  const verdict = kind === 'comparison' ? resultOfKind(model, 'comparison')?.verdict.sentences[0] : undefined;
  return `${job.title}: done. ${verdict ?? ''}`.trim();
}

/** Tells that a key has marked a row, which moves nothing else that is read out. */
function markedWords(marks: Marks): string {
  const all = Object.values(marks);
  const human = all.filter((mark) => mark === 'human').length;
  const counts = [
    human > 0 ? `${formatInteger(human)} human` : '',
    all.length > human ? `${formatInteger(all.length - human)} LLM` : '',
  ];
  return all.length === 0 ? '' : ` Marked: ${counts.filter(Boolean).join(', ')}.`;
}
