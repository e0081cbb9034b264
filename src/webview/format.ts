// Numbers as people read them: grouped, with a unit, never more digits than the measurement carries.
import type { NumberFormat } from '../engine/metric.ts';

const NBSP = '\u00a0';
const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const MINUS = '\u2212';

function sign(text: string): string {
  return text.startsWith('-') ? MINUS + text.slice(1) : text;
}

/** One digit behind the point below 100, none where it would be zero: 3.1, 10, 171. */
function shortDecimal(n: number): string {
  return n.toFixed(Math.abs(n) < 100 ? 1 : 0).replace(/\.0$/, '');
}

/** 12408 → "12,408". */
export function formatInteger(n: number): string {
  return sign(integer.format(n));
}

/** 3120000 → "3.1 M"; below 10,000 every digit is shown. */
export function formatCompact(n: number): string {
  const steps: readonly [number, string][] = [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e4, 'k'],
  ];
  for (const [from, letter] of steps) {
    if (Math.abs(n) < from) continue;
    const scaled = n / (letter === 'k' ? 1e3 : from);
    return sign(`${shortDecimal(scaled)}${NBSP}${letter}`);
  }
  return formatInteger(n);
}

/** Decimal units, as file managers and the settings of this product count: 1 MB = 10⁶ bytes. */
export function formatBytes(n: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let scaled = n;
  let i = 0;
  while (scaled >= 1000 && i < units.length - 1) {
    scaled /= 1000;
    i++;
  }
  return `${i === 0 ? formatInteger(scaled) : shortDecimal(scaled)}${NBSP}${units[i]}`;
}

/** 0.386 → "39 %"; small shares keep a digit, and what is not zero never reads "0 %". */
export function formatPercent(share: number): string {
  const p = share * 100;
  if (p > 0 && p < 0.1) return `<0.1${NBSP}%`;
  if (p < 100 && p > 99.9) return `>99.9${NBSP}%`;
  const digits = (p > 0 && p < 10) || (p > 99 && p < 100) ? 1 : 0;
  return sign(`${p.toFixed(digits)}${NBSP}%`);
}

export function formatNumber(n: number, format: NumberFormat): string {
  if (!Number.isFinite(n)) return '–';
  switch (format) {
    case 'integer':
      return formatInteger(n);
    case 'compact':
      return formatCompact(n);
    case 'bytes':
      return formatBytes(n);
    case 'percent':
      return formatPercent(n);
    case 'ratio':
      return sign(n.toFixed(3));
    case 'times':
      return `${n.toFixed(2)}${NBSP}×`;
    case 'decimal':
      return sign(Math.abs(n) >= 1000 ? formatInteger(n) : n.toFixed(2));
  }
}

/** A number of unknown meaning: whole numbers whole, others with three significant places. */
export function formatAny(n: number): string {
  if (Number.isInteger(n)) return formatInteger(n);
  return sign(Math.abs(n) >= 1000 ? formatInteger(n) : String(Number(n.toPrecision(3))));
}

/** Two numbers of one kind: "0.58–0.64", "58–64 %"; a unit that both print stands once; words between signs: "93 to >99.9 %". */
export function formatInterval(low: number, high: number, format?: NumberFormat): string {
  const [a, b] = [low, high].map((n) => (format ? formatNumber(n, format) : formatAny(n))) as [string, string];
  if (a === b) return a;
  const unit = b.includes(NBSP) ? b.slice(b.indexOf(NBSP)) : '';
  const first = unit !== '' && a.endsWith(unit) ? a.slice(0, -unit.length) : a;
  const isSigned = [a, b].some((text) => /^[<>]/.test(text) || text.startsWith(MINUS));
  return `${first}${isSigned ? ' to ' : '–'}${b}`;
}

/** A p-value: two digits that count, and never 0. */
export function formatP(p: number): string {
  if (p < 0.001) return '<0.001';
  return p < 0.1 ? String(Number(p.toPrecision(2))) : p.toFixed(2);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${formatInteger(n)} ${n === 1 ? one : many}`;
}

/** ["a", "b", "c"] → "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}
