// Compression ratio: bytes / gzip-9 bytes of the samples joined by a space.
import { type Metric, stateless } from '../metric.ts';
import { compressionRatio } from '../tallies/blockText.ts';

export const gzipRatio: Metric = {
  ...stateless,
  id: 'gzip-ratio',
  version: 2,
  tallies: ['blockText'],
  about: {
    label: 'Compression ratio',
    unit: '×',
    group: 'repetition',
    format: 'times',
    better: 'lower',
    explains: 'How many times smaller gzip makes the text; it sees repeats within 32 KB only.',
    source: 'Shaib et al. 2024; gzip level 9',
    cost: 'compresses the text, or 16 MiB of drawn blocks',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies, _rows, env) => compressionRatio(tallies, env, (bytes) => env.gzipLength(bytes)),
};
