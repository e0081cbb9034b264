// Parsers of data formats and the JSON Schema validator, a bundle of their own.
import type { DataFormat, DataTools, DataVerdict } from '../../engine/verify/verifier.ts';
import { csvFault } from './data/csv.ts';
import { schemaBreaks } from './data/schema.ts';
import { xmlFault } from './data/xml.ts';
import { yamlFault } from './data/yaml.ts';

/** Texts beyond this many UTF-16 units are not parsed; it bounds time and memory whatever they hold. */
const MOST = 100_000;

const PARSERS: Readonly<Record<DataFormat, (text: string) => DataVerdict>> = {
  yaml: yamlFault,
  xml: xmlFault,
  csv: (text) => csvFault(text),
  tsv: (text) => csvFault(text, '\t'),
};

export const dataTools: DataTools = {
  fault(format, text) {
    if (text.length > MOST) return { unsure: true, what: 'it is too long to be parsed' };
    try {
      return PARSERS[format](text);
    } catch (error) {
      // Lists nested a hundred thousand deep exhaust the stack.
      return { unsure: true, what: error instanceof RangeError ? 'it is nested too deeply' : 'the parser gave up' };
    }
  },
  breaks: schemaBreaks,
};
