// Well-formed XML, by `saxes`. Fragments pass: several elements side by side, text around them. No entity or DTD is loaded.
import { SaxesParser } from 'saxes';
import type { DataVerdict } from '../../../engine/verify/verifier.ts';

/** HTML need not be XML, and templates are not yet. */
const OTHER = /<!doctype html|<html[\s>]|<%|\{\{|\{%|<\?php/i;
/** "<name …>", "<your key>", "...": what stands for something left out. */
const PLACEHOLDER = /\.{3}|…|<\/?[a-z]+ [a-z]+ ?>|\[[a-z]+ [a-z ]+\]/i;

class Fault extends Error {}

export function xmlFault(text: string): DataVerdict {
  const start = text.search(/\S/);
  if (OTHER.test(text)) return { unsure: true, what: 'it is HTML or a template' };
  const isDocument = /^<\?xml\s/.test(text.slice(start, start + 6));
  const parser = new SaxesParser({ fragment: !isDocument, position: true });
  let at = 0;
  parser.on('error', (error) => {
    at = parser.position;
    throw new Fault(error.message);
  });
  try {
    parser.write(text.slice(start)).close();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    // Entities may be defined in a DTD that stands elsewhere.
    if (/entity/i.test(what)) return { unsure: true, what };
    if (PLACEHOLDER.test(text)) return { unsure: true, what: `it holds placeholders (${what})` };
    return { at: Math.max(0, Math.min(text.length, start + at - 1)), what };
  }
}
