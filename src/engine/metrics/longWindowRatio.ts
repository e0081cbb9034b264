// Compression ratio with a window of 16 MiB: bytes / Brotli bytes of the samples joined by a space.
import { type Metric, stateless } from '../metric.ts';
import { compressionRatio } from '../tallies/blockText.ts';

export const longWindowRatio: Metric = {
  ...stateless,
  id: 'long-window-ratio',
  tallies: ['blockText'],
  about: {
    label: 'Long-window ratio',
    unit: '×',
    group: 'repetition',
    format: 'times',
    better: 'lower',
    explains: 'How many times smaller Brotli makes the text; it also sees repeats that stand megabytes apart.',
    source: 'Brotli (RFC 7932) quality 6, window 16 MiB',
    cost: 'compresses the text, or 16 MiB of drawn blocks',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies, _rows, env) => compressionRatio(tallies, env, (bytes) => env.longLength(bytes)),
};
