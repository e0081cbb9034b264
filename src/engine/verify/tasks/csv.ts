// A small reader of CSV (RFC 4180) for comparing cells; whether a text is sound CSV is the data verifier's affair.

/** Rows of cells; null where a quote is not closed or the rows differ in length. */
export function csvRows(text: string): string[][] | null {
  const head = text.trim();
  const separator = head.split('\n', 1)[0]!.includes('\t') ? '\t' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i <= head.length; i++) {
    const char = head[i];
    if (quoted) {
      if (char === undefined) return null;
      if (char !== '"') cell += char;
      else if (head[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === separator || char === '\n' || char === undefined) {
      row.push(cell.trim());
      cell = '';
      if (char !== separator) {
        rows.push(row);
        row = [];
      }
    } else cell += char;
  }
  const width = rows[0]!.length;
  return width >= 2 && rows.length >= 2 && rows.every((r) => r.length === width) ? rows : null;
}
