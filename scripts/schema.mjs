// Writes the JSON schemas: of the report from src/engine/report.ts, of corpus-inspector.json from src/engine/config.ts. With
// --check it only says whether they are up to date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as esbuild from 'esbuild';
import { root } from './lib/paths.mjs';
import { main, ScriptError } from './lib/run.mjs';

/** The JSON Schema of the report, as the text of the file. */
export function reportSchema() {
  return schemaText('src/engine/report.ts', 'ReportSchema', 'Corpus Inspector report');
}

/** The JSON Schema of corpus-inspector.json, as the text of the file. */
export function configSchema() {
  return schemaText('src/engine/config.ts', 'ConfigSchema', 'Corpus Inspector folder settings');
}

async function schemaText(module, name, title) {
  // Node 20 does not read TypeScript: the one module is bundled in memory.
  const built = await esbuild.build({
    entryPoints: [join(root, module)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const code = Buffer.from(built.outputFiles[0].contents).toString('base64');
  const { [name]: valibot } = await import(`data:text/javascript;base64,${code}`);
  const schema = toJsonSchema(valibot, { overrideSchema });
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}

/** Records whose keys are one of a few words, which the library leaves to us. */
function overrideSchema({ valibotSchema }) {
  if (valibotSchema.type !== 'record' || valibotSchema.key.type !== 'picklist') return undefined;
  const { $schema: _, ...additionalProperties } = toJsonSchema(valibotSchema.value, { overrideSchema });
  return { type: 'object', propertyNames: { enum: valibotSchema.key.options }, additionalProperties };
}

if (process.argv[1]?.endsWith('schema.mjs')) {
  await main(async () => {
    const files = { 'report.schema.json': await reportSchema(), 'config.schema.json': await configSchema() };
    for (const [file, text] of Object.entries(files)) {
      const place = join(root, 'schemas', file);
      if (!process.argv.includes('--check')) {
        await mkdir(join(root, 'schemas'), { recursive: true });
        await writeFile(place, text);
      } else if ((await readFile(place, 'utf8').catch(() => '')) !== text) {
        throw new ScriptError(`schemas/${file} is stale: run node scripts/schema.mjs.`);
      }
    }
  });
}
