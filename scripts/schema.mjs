// Writes schemas/report.schema.json from src/engine/report.ts; with --check it only says whether the file is up to date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as esbuild from 'esbuild';
import { root } from './lib/paths.mjs';
import { main, ScriptError } from './lib/run.mjs';

const PLACE = join(root, 'schemas', 'report.schema.json');

/** The JSON Schema of the report, as the text of the file. */
export async function reportSchema() {
  // Node 20 does not read TypeScript: the one module is bundled in memory.
  const built = await esbuild.build({
    entryPoints: [join(root, 'src/engine/report.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const code = Buffer.from(built.outputFiles[0].contents).toString('base64');
  const { ReportSchema } = await import(`data:text/javascript;base64,${code}`);
  const schema = toJsonSchema(ReportSchema);
  return `${JSON.stringify({ ...schema, title: 'Corpus Inspector report' }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('schema.mjs')) {
  await main(async () => {
    const text = await reportSchema();
    if (process.argv.includes('--check')) {
      const there = await readFile(PLACE, 'utf8').catch(() => '');
      if (there !== text) throw new ScriptError('schemas/report.schema.json is stale: run node scripts/schema.mjs.');
      return;
    }
    await mkdir(join(root, 'schemas'), { recursive: true });
    await writeFile(PLACE, text);
  });
}
