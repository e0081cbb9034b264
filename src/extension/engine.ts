// The engine as the extension sees it: its API, and how often it was started. runtime's EngineClient is one.
import type { EngineApi } from '../protocol/hostApi.ts';
import type { Client } from '../protocol/rpc.ts';

export interface Engine {
  /** Calling a method starts the process when it is not running. */
  readonly api: Client<EngineApi>;
  /** Grows when a crashed process was replaced; the new one knows no documents and no results. */
  readonly generation: number;
  /** True once it crashed again after its one restart: calls fail until `startOver`. */
  readonly failed: boolean;
  /** Forgets earlier crashes, on a person's explicit wish. */
  startOver(): void;
  onDidRestart(listener: (reason: string) => void): { dispose(): void };
  dispose(): void;
}
