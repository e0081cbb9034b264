// What the process answers to its caller; docs/cli.md names the same numbers.
export const EXIT = {
  done: 0,
  /** Kept for gates: a limit that the corpus broke. */
  gate: 1,
  usage: 2,
  /** One or more inputs could not be read; the others were inspected. */
  input: 3,
  /** Our own fault: a crash, or a result that is only partial. */
  fault: 70,
  /** Ctrl+C: 128 + SIGINT. */
  cancelled: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line was wrong. `message` is a whole sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
