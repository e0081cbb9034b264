// Rows of different heights in a list of any length: a row is held at a place, and its neighbours are set around it, so that
// nothing has to be known of the rows that nobody has seen.

/** A row and the place of its upper edge, in pixels from that of the viewport. */
export interface Anchor {
  readonly row: number;
  readonly y: number;
}

export interface Extent {
  readonly rows: number;
  readonly viewport: number;
  heightOf(row: number): number;
}

export interface Placed {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Where the first row starts. */
  readonly top: number;
  /** The first row in sight. */
  readonly anchor: Anchor;
  /** The last row ends in sight, and nothing comes behind it. */
  readonly atEnd: boolean;
}

/** Which rows to draw, and where: no gap above the first row, nor below the last one. */
export function place(at: Anchor, e: Extent, overscan = 240): Placed {
  if (e.rows <= 0) return { first: 0, last: 0, top: 0, anchor: { row: 0, y: 0 }, atEnd: true };
  let row = Math.min(Math.max(0, at.row), e.rows - 1);
  let { y } = at;
  const up = () => {
    while (row > 0 && y > 0) y -= e.heightOf(--row);
    if (y > 0) y = 0;
  };
  up();
  while (row < e.rows - 1 && y + e.heightOf(row) <= 0) y += e.heightOf(row++);
  let bottom = y;
  let last = row;
  while (last < e.rows && bottom < e.viewport) bottom += e.heightOf(last++);
  // The last row may be taller than the viewport: then its end may stand at the bottom, not above.
  if (last === e.rows && bottom < e.viewport) {
    y += e.viewport - bottom;
    bottom = e.viewport;
    up();
    bottom = y;
    last = row;
    while (last < e.rows && bottom < e.viewport) bottom += e.heightOf(last++);
  }
  const anchor = { row, y };
  const atEnd = last === e.rows && bottom <= e.viewport + 1;
  while (last < e.rows && bottom < e.viewport + overscan) bottom += e.heightOf(last++);
  let first = row;
  let top = y;
  while (first > 0 && top > -overscan) top -= e.heightOf(--first);
  return { first, last, top, anchor, atEnd };
}

/** Where a row starts while `at` holds; undefined for one that is not near. */
export function topOf(row: number, at: Anchor, e: Extent, near = 500): number | undefined {
  if (Math.abs(row - at.row) > near) return undefined;
  let { y } = at;
  for (let r = at.row; r < row; r++) y += e.heightOf(r);
  for (let r = at.row; r > row; r--) y -= e.heightOf(r - 1);
  return y;
}

/** The least scrolling that shows a row: whole, or from its start where it is taller than the viewport. */
export function toShow(row: number, at: Anchor, e: Extent): Anchor {
  const top = topOf(row, at, e);
  const height = e.heightOf(row);
  // Far away: a little below the top, so that what comes before is seen, too.
  if (top === undefined) return { row, y: Math.max(0, Math.min(e.viewport / 4, e.viewport - height)) };
  if (top < 0 || height > e.viewport) return { row, y: 0 };
  return top + height > e.viewport ? { row, y: e.viewport - height } : at;
}

/** The share of the list above the viewport, 0..1. */
export function shareOf({ row, y }: Anchor, e: Extent): number {
  return e.rows === 0 ? 0 : Math.min(1, (row + Math.min(1, Math.max(0, -y / e.heightOf(row)))) / e.rows);
}

/** The place to which a share of the list leads. */
export function anchorAt(share: number, e: Extent): Anchor {
  const at = share * e.rows;
  const row = Math.min(Math.floor(at), Math.max(0, e.rows - 1));
  return { row, y: -(at - row) * e.heightOf(row) };
}
