// The arithmetic of a list that is taller than an element may be: rows stand at virtual pixels, the scroll bar moves
// over at most MAX_HEIGHT real ones. All rows have one height, so no measuring is needed.

/** An element ends at 33.5 million device pixels; this leaves room for a zoom of 400 %. */
export const MAX_HEIGHT = 8_000_000;

export interface Extent {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height in which rows show. */
  readonly viewport: number;
}

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Where the first row starts, relative to the top of the viewport. */
  readonly shift: number;
}

const clamp = (x: number, low: number, high: number) => Math.min(Math.max(x, low), Math.max(low, high));

export function virtualHeight(e: Extent): number {
  return e.rows * e.rowHeight;
}

export function domHeight(e: Extent): number {
  return Math.min(virtualHeight(e), MAX_HEIGHT);
}

export function isScaled(e: Extent): boolean {
  return virtualHeight(e) > MAX_HEIGHT;
}

export function maxTop(e: Extent): number {
  return Math.max(0, virtualHeight(e) - e.viewport);
}

export function clampTop(top: number, e: Extent): number {
  return clamp(top, 0, maxTop(e));
}

function factor(e: Extent): number {
  return isScaled(e) ? maxTop(e) / Math.max(1, domHeight(e) - e.viewport) : 1;
}

/** The virtual offset at which a scroll bar stands. */
export function toVirtual(domTop: number, e: Extent): number {
  return clampTop(domTop * factor(e), e);
}

/** Where the scroll bar has to stand for a virtual offset. */
export function toDom(top: number, e: Extent): number {
  return clampTop(top, e) / factor(e);
}

export function rowWindow(top: number, e: Extent, overscan = 6): RowWindow {
  const at = clampTop(top, e);
  const first = clamp(Math.floor(at / e.rowHeight) - overscan, 0, e.rows);
  const last = clamp(Math.ceil((at + e.viewport) / e.rowHeight) + overscan, 0, e.rows);
  return { first, last, shift: first * e.rowHeight - at };
}

export function isInside(row: number, top: number, e: Extent): boolean {
  return (row + 1) * e.rowHeight > top && row * e.rowHeight < top + e.viewport;
}

/** The least scrolling that brings a row into the viewport. */
export function topToShow(row: number, top: number, e: Extent): number {
  const start = row * e.rowHeight;
  if (start < top) return clampTop(start, e);
  if (start + e.rowHeight > top + e.viewport) return clampTop(start + e.rowHeight - e.viewport, e);
  return clampTop(top, e);
}
