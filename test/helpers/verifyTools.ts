// What verifiers are given, for tests that run the sources instead of the bundles.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packGrammars } from '../../scripts/lib/grammars.mjs';
import type { VerifyTools } from '../../src/engine/verify/verifier.ts';
import * as data from '../../src/runtime/lazy/data.ts';
import * as html from '../../src/runtime/lazy/html.ts';
import { guessLanguage } from '../../src/runtime/lazy/language.ts';
import * as parsers from '../../src/runtime/lazy/parsers.ts';
import * as sql from '../../src/runtime/lazy/sql.ts';
import { loadVerifyTools } from '../../src/runtime/lazy/verifyTools.ts';
import { root } from './sourceGraph.ts';

let folder: Promise<string> | undefined;

async function grammars(): Promise<string> {
  const path = mkdtempSync(join(tmpdir(), 'corpus-inspector-grammars-'));
  process.on('exit', () => rmSync(path, { recursive: true, force: true }));
  await packGrammars(root, path);
  return path;
}

/** Parsers for languages, and the language guesser. */
export async function testVerifyTools(languages: readonly string[]): Promise<VerifyTools> {
  folder ??= grammars();
  const modules = {
    parsers: () => parsers,
    html: () => html,
    sql: () => sql,
    data: () => data,
    guessLanguage,
    grammars: await folder,
  };
  return loadVerifyTools(languages, modules);
}
