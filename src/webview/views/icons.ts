// The few icons of the panel, drawn here: no font to load.
import { html, svg, type TemplateResult } from 'lit';

function icon(css: string, shape: TemplateResult): TemplateResult {
  return html`<svg class="icon ${css}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shape}</svg>`;
}

export const errorIcon = icon(
  'icon-error',
  svg`<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor"/><path d="M5.5 5.5l5 5m0-5l-5 5" stroke="currentColor"/>`,
);

export const warningIcon = icon(
  'icon-warning',
  svg`<path d="M8 2l6.5 11.5h-13z" fill="none" stroke="currentColor" stroke-linejoin="round"/><path d="M8 6v4m0 1.2v1.1" stroke="currentColor"/>`,
);

export const infoIcon = icon(
  'icon-info',
  svg`<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor"/><path d="M8 7v4.5M8 4.4v1.2" stroke="currentColor"/>`,
);

export const closeIcon = icon('', svg`<path d="M4 4l8 8m0-8l-8 8" stroke="currentColor"/>`);
