// encoding: replacement characters, control characters (form feeds and vertical tabs excepted), lone surrogates, and UTF-8 that was read as Windows-1252.
import type { LocalDetector } from './local.ts';

/** One cheap look: any character that one of the patterns below needs. */
const SUSPECT = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00c2\u00c3\u00e2\ud800-\udfff\ufffd]/;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\ufffd+/g, 'replacement characters (U+FFFD) where bytes were lost'],
  [/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, 'half of a surrogate pair'],
  [/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]+/g, 'control characters'],
  // ’ “ ” – … and accented letters, each as the Windows-1252 reading of its UTF-8 bytes.
  [
    /\u00e2\u20ac[\u0080-\u00bf\u2122\u0153\u201c\u201d\u2018\u2019\u02dc\u00a6\u00a2]/g,
    'mojibake: UTF-8 read as Windows-1252',
  ],
  [/\u00c3[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u0192\u2013-\u2122]/g, 'mojibake: UTF-8 read as Windows-1252'],
  [/\u00c2[\u00a0-\u00bf]/g, 'mojibake: UTF-8 read as Windows-1252'],
];

export const encoding: LocalDetector = (x) => {
  for (let segment = 0; segment < x.segments.length; segment++) {
    const text = x.segments[segment]?.text ?? '';
    if (!SUSPECT.test(text)) continue;
    for (const [pattern, what] of PATTERNS) {
      const all = [...text.matchAll(pattern)];
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
