// Which row a key leads to.

/** The row after `key`, or null when the key does not move. Without an active row, movement starts at `first`. */
export function rowAfterKey(
  key: string,
  active: number | null,
  list: { readonly rows: number; readonly first: number; readonly page: number },
): number | null {
  if (list.rows === 0) return null;
  const clamped = (x: number) => Math.min(Math.max(x, 0), list.rows - 1);
  const page = Math.max(1, list.page);
  switch (key) {
    case 'ArrowDown':
      return clamped(active === null ? list.first : active + 1);
    case 'ArrowUp':
      return clamped(active === null ? list.first : active - 1);
    case 'PageDown':
      return clamped((active ?? list.first) + page);
    case 'PageUp':
      return clamped((active ?? list.first) - page);
    case 'Home':
      return 0;
    case 'End':
      return list.rows - 1;
    default:
      return null;
  }
}
