// UTF-8 to strings: strict first, and with replacement characters where the bytes are not UTF-8.

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Counts what had to be replaced. */
export interface DecodeTally {
  /** U+FFFD put in for bytes that are not UTF-8. */
  invalidUtf8: number;
  /** Rows that held such bytes. */
  invalidUtf8Rows: number;
}

/** Decodes one row. Row by row is faster than a whole block at once: most rows stay one-byte strings. */
export function decodeRow(bytes: Uint8Array, tally: DecodeTally): string {
  try {
    return strict.decode(bytes);
  } catch {
    const text = lenient.decode(bytes);
    tally.invalidUtf8Rows++;
    tally.invalidUtf8 += replacements(text) - encodedReplacements(bytes);
    return text;
  }
}

/** Decodes with U+FFFD for invalid bytes. */
export function decodeLossy(bytes: Uint8Array): string {
  return lenient.decode(bytes);
}

function replacements(text: string): number {
  let n = 0;
  for (let i = text.indexOf('\ufffd'); i >= 0; i = text.indexOf('\ufffd', i + 1)) n++;
  return n;
}

/** U+FFFD that stood in the file as such (EF BF BD). */
function encodedReplacements(bytes: Uint8Array): number {
  let n = 0;
  for (let i = bytes.indexOf(0xef); i >= 0; i = bytes.indexOf(0xef, i + 1)) {
    if (bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) n++;
  }
  return n;
}
