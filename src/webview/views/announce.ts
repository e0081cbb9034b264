// What a screen reader hears when the state changes. Progress is told in steps, not with every message.
import { formatInteger, plural } from '../format.ts';
import { hasFilter, type Model } from '../state/model.ts';
import { totalFindings } from '../summary.ts';
import { phaseWord } from './banner.ts';

const STEP = 0.25;

export function announcement(model: Model): string {
  const { host } = model;
  if (model.notice) return model.notice;
  if (!host) return '';
  switch (host.phase) {
    case 'running': {
      const fraction = host.progress?.fraction ?? 0;
      const percent = Math.floor(fraction / STEP) * STEP * 100;
      const partly = host.preview ? ' Numbers so far are estimates.' : '';
      return `Inspecting ${host.title}: ${percent} percent.${partly}`;
    }
    case 'done': {
      if (model.ui.tab === 'samples' && hasFilter(model.ui.filter) && model.matches !== null)
        return `${plural(model.matches, 'row')} match.`;
      return host.report ? `Inspection done: ${plural(totalFindings(host.report), 'finding')}.` : 'Inspection done.';
    }
    case 'empty':
      return 'Not inspected yet.';
    default:
      return `${phaseWord(host.phase)}. ${host.message ?? ''}${model.matches === null ? '' : ` ${formatInteger(model.matches)} rows.`}`;
  }
}
