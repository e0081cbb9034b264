// The lines that could not be read, as one sentence.
import type { Inspection } from '../../runtime/inspect/result.ts';
import { counted, grouped } from './numbers.ts';

const SHOWN = 5;

/** "2 lines could not be read: 40 (column 17: unexpected end), 8,113 (not an object)"; undefined when there are none. */
export function badLines({ report, findings }: Pick<Inspection, 'report' | 'findings'>): string | undefined {
  const bad = findings.filter((f) => f.kind === 'invalid');
  const total = Math.max(
    bad.length,
    report.files.reduce((sum, f) => sum + f.invalid, 0),
  );
  if (total === 0) return undefined;
  const places = bad.slice(0, SHOWN).map((f) => {
    const place = report.files.length > 1 ? `${f.file}:${f.line}` : grouped(f.line);
    const message = f.message.replace(/\.$/, '');
    const column = f.column !== undefined && !/\bcolumn\b/i.test(message) ? `column ${grouped(f.column)}: ` : '';
    return `${place} (${column}${message})`;
  });
  if (total > places.length && places.length > 0) places.push(`and ${grouped(total - places.length)} more`);
  const list = places.length > 0 ? `: ${places.join(', ')}` : '';
  return `${counted(total, 'line')} could not be read${list}`;
}
