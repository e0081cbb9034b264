// The calls of the sample editor: rows of a file of any size by number.
import { CorpusError } from '../../engine/errors.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { SamplesApi } from '../../protocol/samplesApi.ts';

const later = async (): Promise<never> => {
  throw new CorpusError('bad-option', 'This is not there yet.');
};

export function samplesCalls(): Impl<SamplesApi> {
  return {
    samplesOpen: later,
    samplesIndex: later,
    samplesRows: later,
    samplesFind: later,
    samplesRowAt: later,
    samplesClose: later,
  };
}
