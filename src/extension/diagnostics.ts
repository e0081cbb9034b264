// Findings as diagnostics: one collection, set per file, ranked and capped by the engine; the cap is said in the log.
import * as vscode from 'vscode';
import type { PlacedFinding } from '../protocol/hostApi.ts';
import type { Findings, ShownFindings } from './findings.ts';
import { uriOfPath } from './resolvePath.ts';

const MAX_RELATED = 5;

export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('corpus-inspector');
  readonly #subscription: vscode.Disposable;

  constructor(
    findings: Findings,
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#subscription = findings.onDidChange(({ uri, shown }) => {
      if (shown) this.#show(shown);
      else this.#collection.delete(uri);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  #show(shown: ShownFindings): void {
    this.#collection.set(
      shown.uri,
      shown.findings.map((finding) => this.#diagnostic(finding, shown)),
    );
    const hidden = shown.total - shown.findings.length;
    if (hidden > 0) this.log.info(`${shown.uri.path}: ${hidden} more findings in the report.`);
  }

  #diagnostic(finding: PlacedFinding, { corpus, uri }: ShownFindings): vscode.Diagnostic {
    const line = Math.max(0, finding.line - 1);
    const range = new vscode.Range(line, finding.startColumn, line, finding.endColumn);
    const severity =
      finding.kind === 'invalid' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
    const diagnostic = new vscode.Diagnostic(range, finding.message, severity);
    diagnostic.source = 'Corpus Inspector';
    diagnostic.code = {
      value: finding.kind,
      target: vscode.Uri.joinPath(this.extensionUri, 'docs', 'metrics.md').with({ fragment: finding.kind }),
    };
    diagnostic.relatedInformation = finding.related.slice(0, MAX_RELATED).map((related) => {
      const target = uriOfPath(corpus, related.file) ?? uri;
      const at = new vscode.Position(Math.max(0, related.line - 1), 0);
      const share = Math.round(related.share * 100);
      const text =
        finding.kind === 'leakage'
          ? vscode.l10n.t('Evaluation item on line {0}: {1} % of it stands in this sample', related.line, share)
          : vscode.l10n.t('{0} % of it is here, on line {1}', share, related.line);
      return new vscode.DiagnosticRelatedInformation(new vscode.Location(target, at), text);
    });
    return diagnostic;
  }
}
