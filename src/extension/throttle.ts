// Calls at once, then at most once per interval, and always with the last state.

export interface Throttled {
  (): void;
  dispose(): void;
}

export function throttle(call: () => void, intervalMs: number): Throttled {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const run = () => {
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) run();
    }, intervalMs);
    call();
  };
  const throttled = () => {
    if (timer) again = true;
    else run();
  };
  return Object.assign(throttled, { dispose: () => clearTimeout(timer) });
}
