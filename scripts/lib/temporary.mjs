// Throw-away folders: removed when their user is done, at the latest when the process exits.
import { rmSync } from 'node:fs';

/** Answers the function that removes the folder; it runs by itself at exit when nobody has called it. */
export function removeLater(folder) {
  const remove = () => {
    process.removeListener('exit', remove);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  process.once('exit', remove);
  return remove;
}
