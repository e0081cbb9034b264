// A report goes out: as JSON, or as text that knows the colours and the width of the terminal it goes to.
import type { CliContext } from './command.ts';
import { noColours, type Palette, paletteFor } from './format/colours.ts';
import { withOutput } from './output.ts';

export interface ReportForm<Report> {
  readonly format: string;
  /** The file of --out; undefined for the terminal. */
  readonly target: string | undefined;
  /** `width`: columns of the terminal; absent when the text goes to a file. */
  readonly text: (report: Report, palette: Palette, width?: number) => string;
}

/** Rejects as `withOutput`. */
export function writeReport<Report>(
  report: Report,
  { format, target, text }: ReportForm<Report>,
  { stdout, env }: Pick<CliContext, 'stdout' | 'env'>,
): Promise<void> {
  return withOutput(target, stdout, (output) => {
    if (format === 'json') return output.write(`${JSON.stringify(report, null, 2)}\n`);
    const toTerminal = target === undefined;
    const palette = toTerminal ? paletteFor(stdout, env) : noColours;
    return output.write(text(report, palette, toTerminal ? stdout.columns : undefined));
  });
}
