// A few terminal colours, off when nobody looks. Meaning never hangs on colour alone.

export interface Palette {
  strong(text: string): string;
  quiet(text: string): string;
  warn(text: string): string;
}

const plain: Palette = { strong: (t) => t, quiet: (t) => t, warn: (t) => t };
const ansi = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;
const coloured: Palette = { strong: ansi(1, 22), quiet: ansi(2, 22), warn: ansi(33, 39) };

/** https://no-color.org: any non-empty NO_COLOR switches colours off; FORCE_COLOR=1 switches them on when piped. */
export function paletteFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Palette {
  if (env.NO_COLOR) return plain;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return coloured;
  return stream.isTTY && env.TERM !== 'dumb' ? coloured : plain;
}

export const noColours = plain;
