// What was dropped, or would be, for people: by file, by reason, and the first lines.
import { FINDING_KINDS } from '../../engine/report.ts';
import type { DroppedSample } from '../../protocol/reviewApi.ts';
import type { CleanFile, CleanHead } from '../../runtime/review/cleanReport.ts';
import { counted, grouped, percent } from './numbers.ts';

const FIRST_LINES = 8;
const WORDS: Partial<Record<DroppedSample['reason'], string>> = {
  decision: 'dropped by hand',
  choice: 'chosen',
};

/** `report`: where it was written; absent for a dry run. `shown` names a path as people see it. */
export function cleaned(head: CleanHead, report: string | undefined, shown: (path: string) => string): string {
  const rows = head.files.reduce((n, f) => n + f.kept + f.dropped, 0);
  const lines = [
    `${report === undefined ? 'Would drop' : 'Dropped'} ${grouped(head.dropped)} of ${counted(rows, 'row')}${reasons(head)}.`,
  ];
  for (const file of head.files) lines.push(`  ${fileLine(file, shown)}`);
  const { before, after } = head.words;
  lines.push(`Words: ${grouped(before)} → ${grouped(after)} (${percent(before === 0 ? 1 : after / before)} stay).`);
  if (report !== undefined) lines.push(`What was dropped and why: ${shown(report)}`);
  return `${lines.join('\n')}\n`;
}

function fileLine(file: CleanFile, shown: (path: string) => string): string {
  const to = file.out === undefined ? '' : ` → ${shown(file.out)}`;
  const rows = file.droppedRows === undefined ? '' : `; its dropped rows: ${shown(file.droppedRows)}`;
  const kept = `${counted(file.kept, 'row')} kept, ${grouped(file.dropped)} dropped`;
  const nothing = file.kept === 0 ? ' (no row stays)' : '';
  return `${file.source}${to}: ${kept}${nothing}, ${grouped(file.sourceBytes)} → ${grouped(file.bytes)} bytes${rows}`;
}

function reasons({ reasons: counts }: CleanHead): string {
  const parts = (['decision', 'choice', ...FINDING_KINDS] as const).flatMap((reason) => {
    const n = counts[reason];
    return n ? [`${grouped(n)} ${WORDS[reason] ?? reason}`] : [];
  });
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

/** The first lines of each reason. */
export function firstLines(
  samples: readonly DroppedSample[],
  files: readonly CleanFile[],
): readonly { readonly reason: DroppedSample['reason']; readonly lines: readonly string[]; readonly more: number }[] {
  const found = new Map<DroppedSample['reason'], { lines: string[]; more: number }>();
  for (const { reason, file, line } of samples) {
    const group = found.get(reason) ?? { lines: [], more: 0 };
    found.set(reason, group);
    if (group.lines.length < FIRST_LINES)
      group.lines.push(files.length > 1 ? `${files[file]?.source}:${line}` : String(line));
    else group.more++;
  }
  return [...found].map(([reason, group]) => ({ reason, ...group }));
}

export function firstLinesText(groups: ReturnType<typeof firstLines>): string {
  return groups
    .map(({ reason, lines, more }) => {
      const rest = more > 0 ? ` and ${grouped(more)} more` : '';
      return `  ${WORDS[reason] ?? reason}: ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${rest}\n`;
    })
    .join('');
}
