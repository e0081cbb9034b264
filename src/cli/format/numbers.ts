// Numbers as people read them in a terminal.

/** 12408 → "12,408". */
export function grouped(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Counts of words: exact up to 99,999, then "312 k", "3.1 M". */
export function shortCount(n: number): string {
  if (n < 100_000) return grouped(n);
  if (n < 999_500) return `${Math.round(n / 1000)} k`;
  return n < 99_950_000 ? `${(n / 1e6).toFixed(1)} M` : `${grouped(n / 1e6)} M`;
}

/** Shares and other small numbers: "0.71", with a real minus sign. */
export function decimal(n: number, digits = 2): string {
  return n.toFixed(digits).replace('-', '−');
}

/** 0.9951 → "99.5 %": 100 and 0 only where it is all or nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share >= 0.9995) return '> 99.9 %';
  const value = share * 100;
  return `${Number.isInteger(Number(value.toFixed(1))) ? value.toFixed(0) : value.toFixed(1)} %`;
}

/** Six digits: enough for shares of a few thousand n-grams, without the noise of single precision. */
export function tidy(n: number): number {
  return Math.round(n * 1e6) / 1e6;
}

/** "1 sample", "2 samples". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

/** 50000 → "50k"; what is not a whole number of thousands is written out. */
export function thousands(n: number): string {
  return n >= 1000 && n % 1000 === 0 ? `${grouped(n / 1000)}k` : grouped(n);
}
