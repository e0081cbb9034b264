// encoding: replacement characters, control characters (form feeds and vertical tabs excepted), lone surrogates, and UTF-8 that was read as Windows-1252.
import type { LocalDetector } from './local.ts';

/** What Windows-1252 makes of the bytes 0x80–0x9F; the five that it leaves undefined stay controls. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** A byte 0x80–0xBF, read as Windows-1252 or Latin-1. */
const TAIL = `[\u0080-\u00bf${CP1252}]`;
/** One cheap look: any character that one of the patterns below needs. */
const SUSPECT = new RegExp(`[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffd]|[\u00c2-\u00f4]${TAIL}`);

const MOJIBAKE = new RegExp(`(?:[\u00c2-\u00df]${TAIL}|[\u00e0-\u00ef]${TAIL}{2}|[\u00f0-\u00f4]${TAIL}{3})+`, 'g');
/** One letter and what may stand after it, or before the next, in sound text: É”, é », Úž, 3×½. Not within a word: dziÄ™kujÄ™. */
const SOUND = /^[\u00c2-\u00f4](?:\u00a0.*|[\u00a0«®©°²³¹ªº¼½¾·´\u00ad‘’“”…–—•™›»†‡ŠšŽž]+)$/;
/** à and Â start the mojibake of Western text: sound only at the end of a word in capitals. */
const SOUND_WESTERN = /^[ÃÂ][\u00a0«®‘’“”…–—•™›»]$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const PATTERNS: readonly (readonly [
  RegExp,
  string,
  isDamage?: (found: string, at: number, text: string) => boolean,
])[] = [
  [/\ufffd+/g, 'replacement characters (U+FFFD) where bytes were lost'],
  [/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, 'half of a surrogate pair'],
  [MOJIBAKE, 'mojibake: UTF-8 read as Windows-1252', isMojibake],
  [/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]+/g, 'control characters'],
];

/** Whether the characters, as Windows-1252 bytes, are UTF-8, and no honest letter with its punctuation. */
function isMojibake(found: string, at: number, text: string): boolean {
  const before = text[at - 1] ?? '';
  if (/^[ÃÂ]/.test(found)) {
    const endsCapitals = /\p{Lu}/u.test(before) && !/\p{L}/u.test(text[at + 2] ?? '');
    if (endsCapitals && SOUND_WESTERN.test(found)) return false;
  } else if (SOUND.test(found) && !(/\p{Ll}/u.test(before) && /^\p{Lu}/u.test(found))) return false;
  try {
    utf8.decode(Uint8Array.from(found, byteOf));
    return true;
  } catch {
    return false;
  }
}

function byteOf(character: string): number {
  const at = CP1252.indexOf(character);
  return at < 0 ? character.charCodeAt(0) : 0x80 + at;
}

export const encoding: LocalDetector = (x) => {
  for (let segment = 0; segment < x.segments.length; segment++) {
    const text = x.segments[segment]?.text ?? '';
    if (!SUSPECT.test(text)) continue;
    for (const [pattern, what, isDamage] of PATTERNS) {
      const all = [...text.matchAll(pattern)].filter((m) => isDamage?.(m[0], m.index, text) ?? true);
      const first = all[0];
      if (!first) continue;
      const times = all.length === 1 ? '' : `, ${all.length.toLocaleString('en')} places`;
      return {
        kind: 'encoding',
        message: `Encoding: ${what}${times}.`,
        score: Math.min(1, 0.5 + all.length / 20),
        segment,
        start: first.index,
        end: first.index + first[0].length,
      };
    }
  }
  return null;
};
