// The life of the engine process: serves its API to the parent over IPC, and never outlives it.
import type { EngineApi } from '../../protocol/hostApi.ts';
import { type Impl, serve } from '../../protocol/rpc.ts';
import { processPort } from './processPort.ts';

/**
 * Serves `impl` until the parent goes. Ends the process with 0 when the parent disconnects, with 1 (and the error
 * on stderr, for the log) when something was thrown that nobody caught.
 */
export function runEngineProcess(impl: Impl<EngineApi>): void {
  const die = (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`, () => process.exit(1));
    setTimeout(() => process.exit(1), 200);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  process.on('disconnect', () => process.exit(0));
  serve(processPort(process as Parameters<typeof processPort>[0]), impl);
}
