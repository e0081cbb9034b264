// "Lost and swollen": what the last snapshot lost or holds more of, strongest first, with example samples to open.
import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ComparisonReport, Shift } from '../../../engine/compare/report.ts';
import { baseName, formatInteger, plural } from '../../format.ts';
import { drawnBars, filteredShifts, type ShiftFilter } from './shiftsOrder.ts';
import { CHANGE_WORDS, countText, SHIFT_WORDS, stepLabels, stepName } from './words.ts';

type Example = Shift['examples'][number];

export interface ShiftActions {
  filter(change: Partial<ShiftFilter>): void;
  open(example: Example): void;
}

/** So few at first that what stands below is not out of reach. */
const FIRST = 12;
const PAGE = 50;
const KINDS = Object.keys(SHIFT_WORDS) as Shift['kind'][];
const CHANGES = Object.keys(CHANGE_WORDS) as Shift['change'][];
const BAR_WIDTH = 8;
const BAR_HEIGHT = 18;

@customElement('ci-shifts')
export class ShiftsElement extends LitElement {
  @property({ attribute: false }) report: ComparisonReport | null = null;
  @property({ attribute: false }) filter: ShiftFilter = { kind: null, change: null };
  @property({ attribute: false }) actions: ShiftActions | null = null;
  @state() private shown = FIRST;
  @state() private opened: ReadonlySet<Shift> = new Set();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('report') || changed.has('filter')) this.shown = FIRST;
    if (changed.has('report')) this.opened = new Set();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { report } = this;
    if (!report) return nothing;
    if (report.shifts.length === 0) {
      return html`<p class="muted">No word, opening, template, cluster or field value was lost or swelled measurably.</p>`;
    }
    const found = filteredShifts(report.shifts, this.filter);
    const left = found.length - this.shown;
    return html`${this.#filters(report.shifts, found.length)}
      ${
        found.length === 0
          ? html`<p class="muted nothing-here">Nothing of this kind.</p>`
          : html`<table class="shifts">
              <thead><tr><th scope="col">what</th><th scope="col">kind</th><th scope="col">change</th>
                <th scope="col" class="num" title="Samples that hold it in each draw of equal size">samples, first to last</th>
                <th scope="col" class="num" title="Log-likelihood ratio G²: how surprising the change is">strength</th>
                <th scope="col"><span class="sr-only">examples</span></th></tr></thead>
              ${found.slice(0, this.shown).map((shift, i) => this.#row(shift, i))}
            </table>`
      }
      ${
        left > 0
          ? html`<button class="link more" @click=${() => {
              this.shown += PAGE;
            }}>Show ${formatInteger(Math.min(PAGE, left))} of ${formatInteger(left)} more</button>`
          : nothing
      }`;
  }

  #filters(all: readonly Shift[], matching: number): TemplateResult {
    const { kind, change } = this.filter;
    const count = (k: Shift['kind']) => all.filter((s) => s.kind === k).length;
    const kinds = KINDS.filter((k) => count(k) > 0);
    const choose = (e: Event) => {
      const { value } = e.target as HTMLElement & { value: string };
      this.actions?.filter({ kind: value === '' ? null : (value as Shift['kind']) });
    };
    return html`<div class="filters">
      <vscode-single-select class="field-select" label="Kind" @change=${choose}>
        <vscode-option value="" ?selected=${kind === null}>all kinds (${formatInteger(all.length)})</vscode-option>
        ${kinds.map((k) => html`<vscode-option value=${k} ?selected=${k === kind}>${SHIFT_WORDS[k][1]} (${formatInteger(count(k))})</vscode-option>`)}
      </vscode-single-select>
      ${CHANGES.map(
        (k) =>
          html`<button class="chip" aria-pressed=${change === k} @click=${() => this.actions?.filter({ change: change === k ? null : k })}>${CHANGE_WORDS[k]}</button>`,
      )}
      <span class="count tabular" role="status">${plural(matching, 'item')}</span>
    </div>`;
  }

  #row(shift: Shift, i: number): TemplateResult {
    const [example] = shift.examples;
    const isOpen = this.opened.has(shift);
    const id = `shift-examples-${i}`;
    const kind = shift.field === undefined ? SHIFT_WORDS[shift.kind][0] : html`<bdi>${shift.field}</bdi>`;
    const label = shift.label === '' ? '(empty)' : shift.label;
    const toggle = () => {
      const next = new Set(this.opened);
      if (!next.delete(shift)) next.add(shift);
      this.opened = next;
    };
    return html`<tbody>
      <tr class=${isOpen ? 'open' : ''}>
        <th scope="row" class="shift-what">${
          example
            ? html`<button class="link quote" dir="auto" title=${`${label}\nShow a sample that holds it`} @click=${() => this.actions?.open(example)}>${label}</button>`
            : html`<span class="quote" dir="auto" title=${label}>${label}</span>`
        }</th>
        <td class="shift-kind" title=${shift.field ?? nothing}>${kind}</td>
        <td class="shift-change"><span class=${`change change-${shift.change}`}>${shift.change === 'lost' ? '▾' : '▴'} ${CHANGE_WORDS[shift.change]}</span></td>
        <td class="num"><span class="shift-counts">${this.#bars(shift.counts)}<span>${countText(shift.counts[0] ?? 0)} → ${countText(shift.counts.at(-1) ?? 0)}</span></span></td>
        <td class="num">${formatInteger(Math.round(Math.abs(shift.strength)))}</td>
        <td class="shift-more">${
          shift.examples.length > 0
            ? html`<button class="link" aria-expanded=${isOpen} aria-controls=${id} aria-label=${`Samples of ${label}`} @click=${toggle}>${isOpen ? 'Hide' : plural(shift.examples.length, 'sample')}</button>`
            : nothing
        }</td>
      </tr>
      <tr id=${id} ?hidden=${!isOpen}><td colspan="6">${isOpen ? this.#examples(shift) : nothing}</td></tr>
    </tbody>`;
  }

  #bars(counts: readonly number[]): TemplateResult {
    const drawn = drawnBars(counts.length);
    const most = Math.max(...counts, 1e-9);
    const labels = this.report ? stepLabels(this.report) : [];
    const words = counts.map((n, i) => `${labels[i] ?? i}: ${countText(n)}`).join('\n');
    return html`<svg class="shift-bars" role="img" aria-label=${words.replaceAll('\n', ', ')} width=${drawn.length * BAR_WIDTH} height=${BAR_HEIGHT}>
      <title>${words}</title>
      ${drawn.map((step, at) => {
        const height = Math.max(1, ((counts[step] ?? 0) / most) * (BAR_HEIGHT - 1));
        return svg`<rect class=${step === 0 ? 'bar-reference' : 'bar-fill'} x=${at * BAR_WIDTH + 1} y=${BAR_HEIGHT - height} width=${BAR_WIDTH - 2} height=${height}></rect>`;
      })}
    </svg>`;
  }

  #examples({ examples }: Shift): TemplateResult {
    return html`<ul class="shift-examples">${examples.map((example) => {
      const place = [
        example.file === undefined ? '' : baseName(example.file),
        example.line === undefined ? '' : `line ${formatInteger(example.line)}`,
      ]
        .filter(Boolean)
        .join(' ');
      return html`<li><span class="muted">${this.report ? stepName(this.report, example.step) : nothing}</span>
        <button class="link" title=${example.file ?? nothing} @click=${() => this.actions?.open(example)}>${place || 'Show the text'}</button>
        <span class="example-start" dir="auto">${example.start}</span></li>`;
    })}</ul>`;
  }
}
