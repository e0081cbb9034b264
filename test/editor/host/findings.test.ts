// Planted findings as diagnostics: on their lines and on no clean one, with all that a diagnostic carries.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  generateChat,
  generateInstructions,
  generateNotes,
  type PlantedCorpus,
} from '../../../scripts/lib/sampleCorpus.mjs';
import {
  closeAll,
  diagnosticsOf,
  didInspect,
  eventually,
  flagged,
  kindOf,
  product,
  seed,
  setSetting,
  show,
  showInspected,
  writeCorpus,
} from '../harnessHost.ts';

function assertPlanted(uri: vscode.Uri, { planted, clean }: PlantedCorpus): void {
  for (const [kind, lines] of Object.entries(planted)) {
    const missed = lines.filter((line) => !flagged(uri, kind).includes(line));
    assert.deepEqual(missed, [], `seed ${seed}: lines without their ${kind}`);
  }
  const all = new Set(flagged(uri));
  const wrong = clean.filter((line) => all.has(line));
  assert.deepEqual(wrong, [], `seed ${seed}: clean lines that are flagged`);
}

describe(`Findings of a corpus (seed ${seed})`, function () {
  this.timeout(60_000);
  const corpus = generateInstructions(seed);
  let uri: vscode.Uri;

  before(async () => {
    await closeAll();
    uri = writeCorpus('planted.jsonl', `${corpus.rows.join('\n')}\n`);
    await showInspected(uri);
  });
  after(closeAll);

  it('stand on every planted line and on no clean one', () => assertPlanted(uri, corpus));

  it('agree with the report that inspect answers', async () => {
    const { report, rows } = await (await product()).inspect(uri);
    assert.equal(report.format, 'corpus-inspector/report');
    assert.equal(report.files[0]?.path, uri.fsPath);
    assert.equal(report.files[0]?.invalid, corpus.planted.invalid?.length);
    assert.ok(rows > corpus.rows.length, `${rows} rows`);
    const counts: Record<string, number> = {};
    for (const diagnostic of diagnosticsOf(uri)) counts[kindOf(diagnostic)] = (counts[kindOf(diagnostic)] ?? 0) + 1;
    const reported = Object.fromEntries(Object.entries(report.findings.counts).filter(([, n]) => n > 0));
    assert.deepEqual(counts, reported);
  });

  it('are of low severity, name their source, and link to a page that is shipped', () => {
    const diagnostics = diagnosticsOf(uri);
    for (const diagnostic of diagnostics) {
      const wanted =
        kindOf(diagnostic) === 'invalid' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
      assert.equal(diagnostic.severity, wanted, kindOf(diagnostic));
      assert.equal(diagnostic.source, 'Corpus Inspector');
      const { code } = diagnostic;
      assert.ok(typeof code === 'object', 'a code with a link');
      assert.equal(code.target.fragment, code.value);
      assert.ok(existsSync(code.target.fsPath), `${code.target.fsPath} is not shipped`);
      const page = readFileSync(code.target.fsPath, 'utf8');
      assert.match(page, new RegExp(`^#+ ${code.value}$`, 'm'), 'the page has such a heading');
      assert.ok(diagnostic.message.length > 10 && diagnostic.message.length < 300, diagnostic.message);
    }
  });

  it('underline at most 120 characters of the text, on one line and inside of it', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    for (const { range, code } of diagnosticsOf(uri)) {
      assert.ok(range.isSingleLine && !range.isEmpty);
      assert.ok(document.validateRange(range).isEqual(range), `outside of line ${range.start.line + 1}`);
      // In the row's JSON a character may take two: \n, \".
      const { length } = document.getText(range);
      assert.ok(length <= 240, `${JSON.stringify(code)} underlines ${length} characters`);
    }
    const [line] = corpus.planted['low-novelty']!;
    const [low] = diagnosticsOf(uri).filter((d) => kindOf(d) === 'low-novelty' && d.range.start.line === line! - 1);
    const row = JSON.parse(corpus.rows[line! - 1]!);
    const start = JSON.stringify(row.output.slice(0, 120)).slice(1, -1);
    assert.equal(document.getText(low!.range), start, 'the start of the response');
  });

  it('point at the lines they repeat', () => {
    for (const kind of ['exact-duplicate', 'near-duplicate', 'low-novelty', 'conflict']) {
      for (const diagnostic of diagnosticsOf(uri).filter((d) => kindOf(d) === kind)) {
        const related = diagnostic.relatedInformation ?? [];
        assert.ok(related.length > 0, `${kind} on line ${diagnostic.range.start.line + 1} points nowhere`);
        for (const { location, message } of related) {
          assert.equal(location.uri.toString(), uri.toString());
          assert.ok(corpus.originals[kind]!.includes(location.range.start.line + 1), `${kind}: ${message}`);
        }
      }
    }
  });

  it('are capped by the setting, and come back with it', async () => {
    const all = diagnosticsOf(uri).length;
    try {
      await setSetting('maxDiagnostics', 3);
      await eventually('only three diagnostics', () => diagnosticsOf(uri).length === 3);
      assert.deepEqual(
        [...new Set(diagnosticsOf(uri).map(kindOf))].sort(),
        ['invalid', 'schema'],
        'the gravest come first',
      );
    } finally {
      await setSetting('maxDiagnostics', undefined);
    }
    await eventually('all diagnostics again', () => diagnosticsOf(uri).length === all);
  });

  it('come and go with Clear Findings and Inspect Corpus', async () => {
    assert.ok(diagnosticsOf(uri).length > 0);
    await vscode.commands.executeCommand('corpusInspector.clearFindings');
    assert.deepEqual(diagnosticsOf(uri), []);
    const inspected = didInspect(uri);
    await vscode.commands.executeCommand('corpusInspector.inspect', uri);
    await inspected;
    assertPlanted(uri, corpus);
  });
});

describe('Findings of other kinds of files', () => {
  before(closeAll);
  afterEach(closeAll);

  it('of chats', async () => {
    const chat = generateChat(seed);
    const uri = writeCorpus('chat.jsonl', `${chat.rows.join('\n')}\n`);
    const inspected = didInspect(uri);
    await show(uri);
    const { report } = await inspected;
    assert.deepEqual(Object.keys(report.views).sort(), ['prompt', 'response', 'system']);
    assertPlanted(uri, chat);
  });

  it('of plain text, where a paragraph is a sample', async () => {
    const notes = generateNotes(seed);
    const uri = writeCorpus('notes.txt', `${notes.rows.join('\n')}\n`);
    await show(uri);
    const { report } = await (await product()).inspect(uri);
    assert.equal(report.files[0]?.split, 'paragraphs');
    assertPlanted(uri, notes);
  });

  it('with columns that hold for a file with a byte order mark, CRLF, tabs and emoji', async () => {
    const text = '😀 one two three four five six seven eight nine ten eleven twelve';
    const row = `\t{"id":"😀😀","text":${JSON.stringify(text)}}`;
    const other = JSON.stringify({ text: 'Nothing here is like the rest of it, and that is all there is to say.' });
    const uri = writeCorpus('bom.jsonl', `\ufeff${[row, other, row].join('\r\n')}\r\n`);
    const { document } = await showInspected(uri);
    const [copy] = diagnosticsOf(uri).filter((d) => kindOf(d) === 'exact-duplicate');
    assert.equal(copy?.range.start.line, 2);
    assert.equal(document.getText(copy?.range), text);
  });
});
