// A Port over the IPC channel between a forked process and its parent.
import { CallError } from '../../protocol/errors.ts';
import type { Port } from '../../protocol/rpc.ts';

/** What a ChildProcess and the `process` of a forked child have in common. */
export interface IpcEnd {
  readonly connected: boolean | undefined;
  send?(message: unknown, ...rest: unknown[]): boolean;
  on(event: string, listener: (...args: never[]) => void): unknown;
}

/**
 * The port closes when the channel does. `reason` says in a sentence why, when the channel closed because the other
 * process ended (called after 'exit', so that it may tell the exit code).
 */
export function processPort(end: IpcEnd, reason: () => string = () => 'The other process is gone.'): Port {
  let closed: string | null = null;
  const closers: ((reason: string) => void)[] = [];
  const close = () => {
    if (closed !== null) return;
    closed = reason();
    for (const listener of closers.splice(0)) listener(closed);
  };
  end.on('exit', close);
  end.on('error', close);
  // 'exit' follows 'disconnect' and knows more, but it does not come in the child itself.
  end.on('disconnect', () => setTimeout(close, 50));
  return {
    post(message) {
      if (closed !== null || !end.connected || !end.send) {
        throw new CallError('port-closed', closed ?? 'The channel is closed.', {}, true);
      }
      // With a callback, a channel that closes meanwhile does not throw: 'disconnect' tells of it.
      end.send(message, undefined, undefined, () => {});
    },
    onMessage: (listener) => void end.on('message', listener as (...args: never[]) => void),
    onClose: (listener) => void (closed === null ? closers.push(listener) : listener(closed)),
  };
}
