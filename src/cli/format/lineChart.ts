// A chart of curves in braille characters, which have eight dots each. Curves are told apart by their dashes and by the label at their
// end, never by colour.

export interface ChartCurve {
  readonly label: string;
  /** At equal distances from left to right, 0 (bottom) to 1 (top). At least two. */
  readonly values: readonly number[];
  readonly dash: Dash;
}

export type Dash = 'solid' | 'dashed' | 'dotted';

export interface ChartLayout {
  /** Characters of a line, all included. */
  readonly width: number;
  /** Of the plot; one more than a multiple of `yLabels.length − 1`. */
  readonly rows: number;
  /** From the bottom to the top, at equal distances. */
  readonly yLabels: readonly string[];
  /** One per value; those without room are left out. */
  readonly xLabels: readonly string[];
}

const DOTS: readonly (readonly [left: number, right: number])[] = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];
const BLANK = 0x2800;
/** Dots of a dash and of the gap behind it. */
const DASHES: Record<Dash, readonly [on: number, off: number]> = { solid: [1, 0], dashed: [5, 3], dotted: [1, 1] };
const LEAST_COLUMNS = 10;

/** Lines without line breaks. */
export function lineChart(curves: readonly ChartCurve[], { width, rows, yLabels, xLabels }: ChartLayout): string[] {
  const left = Math.max(...yLabels.map((label) => label.length));
  const right = Math.max(...curves.map(({ label }) => label.length));
  const columns = Math.max(LEAST_COLUMNS, width - left - right - 4);
  const dots = new Uint8Array(columns * rows);
  for (const curve of curves) plot(curve, dots, columns, rows);
  const ends = endLabels(curves, rows);
  const step = (rows - 1) / (yLabels.length - 1);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const tick = (rows - 1 - row) / step;
    const isTick = Number.isInteger(tick);
    const label = (isTick ? (yLabels[tick] as string) : '').padStart(left);
    let drawn = '';
    for (const cell of dots.subarray(row * columns, (row + 1) * columns)) {
      drawn += cell === 0 ? ' ' : String.fromCharCode(BLANK + cell);
    }
    lines.push(`${label} ${isTick ? '┤' : '│'}${drawn}  ${ends[row] ?? ''}`.trimEnd());
  }
  lines.push(`${' '.repeat(left + 2)}${axisLabels(xLabels, columns)}`.trimEnd());
  return lines;
}

function plot({ values, dash }: ChartCurve, dots: Uint8Array, columns: number, rows: number): void {
  const [on, off] = DASHES[dash];
  const [across, down] = [2 * columns, 4 * rows];
  let before: number | undefined;
  for (let x = 0; x < across; x++) {
    const at = (x / (across - 1)) * (values.length - 1);
    const i = Math.min(Math.floor(at), values.length - 2);
    const value = (values[i] as number) + ((values[i + 1] as number) - (values[i] as number)) * (at - i);
    const y = Math.round((1 - Math.min(1, Math.max(0, value))) * (down - 1));
    if (x % (on + off) < on) {
      // A steep line has no holes.
      const from = before === undefined ? y : before + Math.sign(y - before);
      for (let dot = Math.min(from, y); dot <= Math.max(from, y); dot++) {
        const cell = (dot >> 2) * columns + (x >> 1);
        dots[cell] = (dots[cell] as number) | ((DOTS[dot & 3] as readonly number[])[x & 1] as number);
      }
    }
    before = y;
  }
}

/** The label of each curve at the row of its end, or the nearest below that is free, or above. */
function endLabels(curves: readonly ChartCurve[], rows: number): (string | undefined)[] {
  const labels = new Array<string | undefined>(rows).fill(undefined);
  const byHeight = [...curves].sort((a, b) => (b.values.at(-1) as number) - (a.values.at(-1) as number));
  for (const { label, values } of byHeight) {
    let row = Math.round((1 - Math.min(1, Math.max(0, values.at(-1) as number))) * (rows - 1));
    while (row < rows && labels[row] !== undefined) row++;
    if (row === rows) {
      // Below the last there is no room: all of them move up by one.
      const free = labels.lastIndexOf(undefined);
      labels.splice(free, 1);
      row = rows - 1;
    }
    labels[row] = label;
  }
  return labels;
}

function axisLabels(labels: readonly string[], columns: number): string {
  const widest = Math.max(...labels.map((label) => label.length));
  const per = (columns - 1) / (labels.length - 1);
  const every = Math.max(1, Math.ceil((widest + 2) / per));
  let line = '';
  labels.forEach((label, i) => {
    // The last one says how far the curves go: it is there, whatever the others do.
    const isLast = i === labels.length - 1;
    if (!isLast && (i % every !== 0 || (labels.length - 1 - i) * per < widest + 2)) return;
    const at = Math.round(i * per) - (isLast ? label.length - 1 : 0);
    line = line.padEnd(at) + label;
  });
  return line;
}
