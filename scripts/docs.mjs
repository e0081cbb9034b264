// `npm run docs`: writes what is generated from the code. A test fails while any of it is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedFiles } from './lib/generated.mjs';
import { root } from './lib/paths.mjs';
import { main } from './lib/run.mjs';

await main(async () => {
  for (const [path, content] of Object.entries(await generatedFiles())) {
    const file = join(root, path);
    if ((await readFile(file, 'utf8').catch(() => undefined)) === content) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    console.log(`Wrote ${path}.`);
  }
});
