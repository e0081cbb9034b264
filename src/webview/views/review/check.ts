// Puts the spot check above the tabs while one is under way.
import { html, nothing, type TemplateResult } from 'lit';
import { leftToCheck } from '../../reviewText.ts';
import type { Controller } from '../../state/controller.ts';
import type { Model } from '../../state/model.ts';
import { textActions } from '../detail.ts';
import { Links } from '../links.ts';
import type { CheckEvents } from './checkElement.ts';
import './checkElement.ts';
import { partnersView } from './partners.ts';

const eventsOf = new WeakMap<Controller, CheckEvents>();

function events(c: Controller): CheckEvents {
  const known = eventsOf.get(c);
  if (known) return known;
  const links = () => new Links(c.model, c);
  const made: CheckEvents = {
    detail: (row, signal) => c.options.host.detail({ row }, { signal }),
    judge: (row, kind, verdict) => c.options.host.judge({ row, kind, verdict }),
    more: (kind) => c.call('spotCheck', { kind }),
    end: () => c.call('endSpotCheck', {}),
    partners: (d) => partnersView(d, links(), c, { heading: 'h3', open: true }),
    text: (d) => textActions(d, links(), c),
  };
  eventsOf.set(c, made);
  return made;
}

export function checkView(model: Model, c: Controller): TemplateResult | typeof nothing {
  const { check, review, generation, report } = model.host!;
  if (!check || !report) return nothing;
  return html`<ci-spot-check .check=${check} .so=${review?.checks[check.kind] ?? null} .left=${leftToCheck(report.findings.counts[check.kind] ?? 0, review?.checks[check.kind])} .generation=${generation}
    .events=${events(c)}></ci-spot-check>`;
}
