// The chart of a simulation, with the measure to choose, and its numbers.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SimulationReport } from '../../../engine/compare/simulationReport.ts';
import type { ChartSpec } from '../../charts/chartElement.ts';
import { tableView } from '../../views/diversity/chart.ts';
import { simulationSpec } from './chart.ts';
import { MEASURES, type Measure, measuresOf } from './measures.ts';

@customElement('ci-simulation')
export class SimulationElement extends LitElement {
  @property({ attribute: false }) report: SimulationReport | null = null;
  @state() private measure: Measure = MEASURES[0]!;
  /** Made anew when the report or the measure is another: the chart is drawn only then. */
  private spec: ChartSpec | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.report || !(changed.has('report') || changed.has('measure'))) return;
    // Another model may have no number for it.
    if (!measuresOf(this.report).includes(this.measure)) this.measure = MEASURES[0]!;
    this.spec = simulationSpec(this.report, this.measure);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { report, measure, spec } = this;
    if (!report || !spec) return nothing;
    const change = (e: Event) => {
      const { value } = e.target as HTMLElement & { value: string };
      this.measure = MEASURES.find(({ id }) => id === value) ?? measure;
    };
    return html`<figure class="chart">
      <figcaption class="card-head"><h3>By generation</h3>
        <vscode-single-select class="measure-select" label="Measure" .value=${measure.id} @change=${change}>
          ${measuresOf(report).map(
            ({ id, label }) => html`<vscode-option value=${id} ?selected=${id === measure.id}>${label}</vscode-option>`,
          )}
        </vscode-single-select></figcaption>
      <p class="muted note">${measure.explains}</p>
      <ci-chart .spec=${spec}></ci-chart>
      ${tableView(measure.label, spec.table)}
    </figure>`;
  }
}
