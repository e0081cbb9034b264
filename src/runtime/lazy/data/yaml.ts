// YAML 1.2, by `yaml`: streams of documents, front matter, aliases; nothing is resolved into values.
import { parseAllDocuments } from 'yaml';
import type { DataVerdict } from '../../../engine/verify/verifier.ts';

/** Expressions of templates are not YAML yet: Helm, Jinja, ERB, shell. */
const TEMPLATE = /\{\{|\{%|<%|\$\{/;

/** Levels that no document has; the parser goes down by recursion, and near the end of the stack even its expressions fail hard. */
const DEEPEST = 100;

/** Whether lists, mappings and brackets may stand in each other deeper than that; brackets in quotes are counted, too. */
function isDeep(text: string): boolean {
  const indents: number[] = [];
  let brackets = 0;
  for (const line of text.split('\n')) {
    const content = line.trimStart();
    if (content === '') continue;
    const indent = line.length - content.length;
    while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop();
    indents.push(indent);
    const compact = content.split(/(?:[-?:]|^[&!]\S*)(?=\s)/, DEEPEST + 2).length;
    if (indents.length + compact + brackets > DEEPEST) return true;
    for (const unit of content) {
      if (unit === '[' || unit === '{') brackets++;
      else if ((unit === ']' || unit === '}') && brackets > 0) brackets--;
      if (brackets > DEEPEST) return true;
    }
  }
  return false;
}

export function yamlFault(text: string): DataVerdict {
  if (isDeep(text)) return { unsure: true, what: 'it is nested too deeply' };
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
