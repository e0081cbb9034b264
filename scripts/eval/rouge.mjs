// Pruning by ROUGE-L as it is common for instructions (Self-Instruct, Wang et al. 2023): a row stays when it is less similar
// than the threshold to every row that stayed before it.

/** @param {string} text */
export function wordsOf(text) {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** F-measure of the longest common subsequence of words (Lin 2004). @param {readonly string[]} a @param {readonly string[]} b */
export function rougeL(a, b) {
  let above = new Uint16Array(b.length + 1);
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    for (let j = 0; j < b.length; j++) row[j + 1] = word === b[j] ? above[j] + 1 : Math.max(above[j + 1], row[j]);
    [above, row] = [row, above];
  }
  return a.length + b.length === 0 ? 0 : (2 * above[b.length]) / (a.length + b.length);
}

/** Numbers of the rows that stay. @param {readonly (readonly string[])[]} rows @param {number} threshold */
export function prunedInOrder(rows, threshold) {
  const kept = new Set();
  /** Kept rows by word: rows without a word in common have nothing in common. */
  const holders = new Map();
  rows.forEach((row, i) => {
    const common = new Map();
    for (const word of new Set(row))
      for (const j of holders.get(word) ?? []) common.set(j, (common.get(j) ?? 0) + count(row, word));
    for (const [j, n] of common) {
      // No subsequence is longer than the words that both could share.
      if (2 * n >= threshold * (row.length + rows[j].length) && rougeL(row, rows[j]) >= threshold) return;
    }
    kept.add(i);
    for (const word of new Set(row)) {
      if (!holders.has(word)) holders.set(word, []);
      holders.get(word).push(i);
    }
  });
  return kept;
}

function count(row, word) {
  let n = 0;
  for (const other of row) if (other === word) n++;
  return n;
}
