// Numbers as sentences of a comparison have them.
import type { MeasureSpec } from './measures.ts';

/** 12345 → "12,345". */
export function grouped(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A value of a measure: "0.55", "12,345", "39 %", with a real minus sign. */
export function shown({ format }: Pick<MeasureSpec, 'format'>, value: number): string {
  if (format === 'integer') return grouped(value);
  if (format === 'percent') {
    const percent = value * 100;
    return `${percent < 10 && percent > 0 ? percent.toFixed(1) : percent.toFixed(0)} %`;
  }
  return value.toFixed(2).replace('-', '−');
}

/** Both values with as many digits as it takes to tell them apart, four at most. */
export function shownBoth({ format }: Pick<MeasureSpec, 'format'>, a: number, b: number): [string, string] {
  if (format === 'integer') return [grouped(a), grouped(b)];
  const [factor, unit, from] = format === 'percent' ? [100, ' %', 0] : [1, '', 2];
  for (let digits = from; ; digits++) {
    const [x, y] = [a, b].map((v) => (v * factor).toFixed(digits).replace('-', '−')) as [string, string];
    if (x !== y || digits === from + 2) return [x + unit, y + unit];
  }
}
