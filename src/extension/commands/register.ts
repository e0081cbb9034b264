// The list of commands.
import * as vscode from 'vscode';
import { betweenCommands } from '../between/lazy.ts';
import { revealLine } from '../reveal.ts';
import type { Services } from '../services.ts';
import { applyDecisions } from './applyDecisions.ts';
import { calibrate } from './calibrate.ts';
import { cancel } from './cancel.ts';
import { checkAgainst } from './checkAgainst.ts';
import { chooseViews } from './chooseViews.ts';
import { clearFindings } from './clearFindings.ts';
import { compareWithCovering } from './compareWithCovering.ts';
import { dropSample } from './dropSample.ts';
import { compareFinding, filterFindings, openFinding, showMoreFindings } from './findingNodes.ts';
import { goToFinding } from './goToFinding.ts';
import { inspect } from './inspect.ts';
import { inspectSelection } from './inspectSelection.ts';
import { keepSample, reopenSample } from './keepSample.ts';
import { openSample } from './openSample.ts';
import { removeCalibration } from './removeCalibration.ts';
import { showRepeats } from './showRepeats.ts';
import { showReport } from './showReport.ts';
import { showTraits } from './showTraits.ts';
import { spotCheck } from './spotCheck.ts';
import { undoDecision } from './undoDecision.ts';
import { writeReviewed } from './writeReviewed.ts';

type Command = (services: Services, ...args: unknown[]) => unknown;

const COMMANDS: Record<string, Command> = {
  inspect,
  inspectSelection,
  showReport,
  chooseViews,
  nextFinding: (services) => goToFinding(services, 'next'),
  previousFinding: (services) => goToFinding(services, 'previous'),
  compareWithCovering,
  showRepeats,
  showTraits,
  calibrate,
  removeCalibration,
  checkAgainst,
  clearFindings,
  cancel,
  openSample,
  dropSample,
  keepSample,
  reopenSample,
  openFinding,
  compareFinding,
  filterFindings,
  undoDecision,
  spotCheck,
  writeReviewed,
  applyDecisions,
  ...betweenCommands(),
  /** For the Findings view's own rows: not in the manifest. */
  showMoreFindings,
  /** For links in hovers only: not in the manifest. */
  revealLine: (_, uri, line) => {
    if (typeof uri === 'string' && typeof line === 'number') return revealLine(vscode.Uri.parse(uri, true), line);
  },
};

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(COMMANDS).map(([name, run]) =>
    vscode.commands.registerCommand(`corpusInspector.${name}`, (...args: unknown[]) => run(services, ...args)),
  );
  return vscode.Disposable.from(...registered);
}
