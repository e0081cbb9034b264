// YAML 1.2, by `yaml`: streams of documents, front matter, aliases; nothing is resolved into values.
import { parseAllDocuments } from 'yaml';
import type { DataVerdict } from '../../../engine/verify/verifier.ts';

/** Expressions of templates are not YAML yet: Helm, Jinja, ERB, shell. */
const TEMPLATE = /\{\{|\{%|<%|\$\{/;

export function yamlFault(text: string): DataVerdict {
  // Looking for repeated keys is quadratic in the library, and most parsers accept them.
  const documents = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return null;
  for (const { errors } of documents) {
    const error = errors[0];
    if (!error) continue;
    if (TEMPLATE.test(text)) return { unsure: true, what: 'it is a template' };
    const what = error.message
      .split('\n')[0]!
      .replace(/\s*at line \d+.*$/, '')
      .replace(/[.:]$/, '');
    return { at: error.pos[0], what: what.charAt(0).toLowerCase() + what.slice(1) };
  }
  return null;
}
