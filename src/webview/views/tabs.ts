// The panel's tabs: one tab stop, in which the arrow keys move; only the chosen tab is drawn.
import { html, type TemplateResult } from 'lit';
import type { Controller } from '../state/controller.ts';
import { type Model, TABS, type Tab } from '../state/model.ts';

const LABELS: Record<Tab, string> = {
  overview: 'Overview',
  diversity: 'Diversity',
  samples: 'Samples',
  clusters: 'Clusters',
  traits: 'Traits',
  compare: 'Compare',
};

/** The tab that a key leads to, around the ends; null for keys that mean nothing here. */
export function tabAfterKey(key: string, tab: Tab): Tab | null {
  const at = TABS.indexOf(tab);
  const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[key];
  return step === undefined ? null : TABS[(step + TABS.length) % TABS.length]!;
}

function tabList(model: Model, c: Controller): TemplateResult {
  const chosen = model.ui.tab;
  const go = (tab: Tab) => c.dispatch({ type: 'tab', tab });
  const key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const tab = tabAfterKey(event.key, chosen);
    if (!tab) return;
    event.preventDefault();
    go(tab);
    // The element is the same before and after: only its attributes change.
    document.getElementById(`tab-${tab}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Report" @keydown=${key}>${TABS.map(
    (tab) => html`<button class="tab" role="tab" id=${`tab-${tab}`} aria-controls=${`panel-${tab}`}
      aria-selected=${tab === chosen} tabindex=${tab === chosen ? 0 : -1} @click=${() => go(tab)}>${LABELS[tab]}</button>`,
  )}</div>`;
}

export function tabsView(
  model: Model,
  c: Controller,
  views: Readonly<Record<Tab, () => TemplateResult>>,
): TemplateResult {
  const chosen = model.ui.tab;
  return html`${tabList(model, c)}${TABS.map(
    (tab) => html`<div role="tabpanel" id=${`panel-${tab}`} class="tab-panel" aria-labelledby=${`tab-${tab}`}
      ?hidden=${tab !== chosen}>${tab === chosen ? views[tab]() : ''}</div>`,
  )}`;
}
