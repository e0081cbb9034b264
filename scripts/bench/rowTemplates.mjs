// Rows as flat arrays of bytes and pieces, so that writing one more copy of a row is a walk over typed arrays.

/** Words of fewer letters stay; so do the commonest, without which no text reads like text. */
const LEAST_LETTERS = 3;
const COMMONEST = 100;

/** A JSON escape is skipped, or `\nfoo` would give the word `nfoo`. */
const PIECES = /\\(?:u[0-9a-fA-F]{4}|.)|[A-Za-z]+/g;

/**
 * @typedef {object} CompiledRows
 * @property {number} rows
 * @property {number} longestRow bytes that a row can take at most
 * @property {Uint32Array} first piece with which each row begins, and the number of pieces: rows + 1 entries
 * @property {Uint32Array} start piece → first byte in `source`
 * @property {Uint32Array} end
 * @property {Uint8Array} isWord 0: stays as it is; 1: may be replaced; 2: may be replaced and begins with a capital
 * @property {Uint8Array} source all rows as JSON lines
 * @property {Uint32Array} draws a word for every content word of the rows, so that frequent ones are drawn often
 * @property {Uint8Array} words their bytes, lower case
 * @property {Uint32Array} wordStart word → first byte in `words`, one entry more than words
 */

/**
 * @param {readonly import('./instructionSets.mjs').Instruction[]} rows
 * @returns {CompiledRows}
 */
export function compile(rows) {
  const encoded = rows.map((row) => [row.instruction, row.input, row.output].map((text) => JSON.stringify(text)));
  const common = commonest(encoded);
  const number = new Map();
  const draws = [];
  const [first, start, end, isWord] = [[], [], [], []];
  const chunks = [];
  let size = 0;
  let mostPieces = 0;

  const piece = (text, kind) => {
    if (text === '') return;
    const bytes = Buffer.from(text);
    start.push(size);
    size += bytes.length;
    end.push(size);
    isWord.push(kind);
    chunks.push(bytes);
  };
  for (const [instruction, input, output] of encoded) {
    first.push(start.length);
    let fixed = '';
    const addField = (name, json) => {
      fixed += name;
      let from = 0;
      for (const { 0: match, index } of json.matchAll(PIECES)) {
        if (!isContent(match, common)) continue;
        piece(fixed + json.slice(from, index), 0);
        fixed = '';
        piece(match, isCapital(match) ? 2 : 1);
        draws.push(numberOf(match.toLowerCase(), number));
        from = index + match.length;
      }
      fixed += json.slice(from);
    };
    addField('{"instruction":', instruction);
    addField(',"input":', input);
    addField(',"output":', output);
    piece(`${fixed}}\n`, 0);
    mostPieces = Math.max(mostPieces, start.length - first[first.length - 1]);
  }
  first.push(start.length);

  const list = [...number.keys()];
  const wordStart = [0];
  for (const word of list) wordStart.push(wordStart[wordStart.length - 1] + word.length);
  const longestWord = list.reduce((most, word) => Math.max(most, word.length), 0);
  const longest = first.slice(1).reduce((most, to, i) => Math.max(most, end[to - 1] - start[first[i]]), 0);
  return {
    rows: rows.length,
    longestRow: longest + mostPieces * longestWord,
    first: Uint32Array.from(first),
    start: Uint32Array.from(start),
    end: Uint32Array.from(end),
    isWord: Uint8Array.from(isWord),
    source: Buffer.concat(chunks),
    draws: Uint32Array.from(draws),
    words: Buffer.from(list.join(''), 'latin1'),
    wordStart: Uint32Array.from(wordStart),
  };
}

function commonest(encoded) {
  const counts = new Map();
  for (const json of encoded.flat()) {
    for (const [match] of json.matchAll(PIECES)) {
      if (!isLong(match)) continue;
      const word = match.toLowerCase();
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Set(sorted.slice(0, COMMONEST).map(([word]) => word));
}

function isLong(match) {
  return match.length >= LEAST_LETTERS && !match.startsWith('\\');
}

function isContent(match, common) {
  return isLong(match) && !common.has(match.toLowerCase());
}

function isCapital(word) {
  return word.charCodeAt(0) < 97;
}

function numberOf(word, number) {
  const known = number.get(word);
  if (known !== undefined) return known;
  number.set(word, number.size);
  return number.size - 1;
}
