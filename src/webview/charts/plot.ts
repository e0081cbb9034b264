// Observable Plot under the webview's CSP: its style sheet ships as media/plot.css, and its groups carry no names that
// a screen reader would stumble over.
import * as Plot from '@observablehq/plot';

/** The class that media/plot.css is written for. */
const PLOT_CLASS = 'plot-d6a7b5';

export const COLOR = {
  corpus: 'var(--ci-chart-corpus)',
  context: 'var(--ci-chart-context)',
  grid: 'var(--ci-chart-grid)',
} as const;

/** Draws a plot as one image with a name. */
export function drawPlot(label: string, options: Plot.PlotOptions): Element {
  const figure = Plot.plot({
    className: PLOT_CLASS,
    height: 176,
    marginTop: 24,
    marginRight: 20,
    marginBottom: 34,
    marginLeft: 46,
    ...options,
  });
  for (const style of figure.querySelectorAll('style')) style.remove();
  for (const group of figure.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', label);
  return figure;
}
