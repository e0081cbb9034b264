// Runs the suite named in the environment inside the extension host and writes how it ended to a file. A desktop
// VS Code calls the suite by itself; code-server does not, so there this extension does it (see
// scripts/editor/codeServerShim.mjs).
const { existsSync, writeFileSync } = require('node:fs');

async function runSuite(tests, started, done) {
  writeFileSync(started, '');
  let ending = { code: 0, message: '' };
  try {
    await require(tests).run();
  } catch (error) {
    ending = { code: 1, message: error instanceof Error ? error.message : String(error) };
  }
  writeFileSync(done, JSON.stringify(ending));
}

exports.activate = () => {
  const { CORPUS_INSPECTOR_TESTS, CORPUS_INSPECTOR_TESTS_STARTED, CORPUS_INSPECTOR_TESTS_DONE } = process.env;
  // After a window reload the suite has had its turn already.
  if (!CORPUS_INSPECTOR_TESTS || existsSync(CORPUS_INSPECTOR_TESTS_STARTED)) return;
  void runSuite(CORPUS_INSPECTOR_TESTS, CORPUS_INSPECTOR_TESTS_STARTED, CORPUS_INSPECTOR_TESTS_DONE);
};
