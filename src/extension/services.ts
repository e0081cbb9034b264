// What the commands work with; put together once, on activation.
import type * as vscode from 'vscode';
import type { Active } from './active.ts';
import type { BetweenJobs } from './between/jobs.ts';
import type { Calibrations } from './calibration/calibrations.ts';
import type { RowMarks } from './calibration/rowMarks.ts';
import type { Corpora } from './corpora.ts';
import type { Engine } from './engine.ts';
import type { Findings } from './findings.ts';
import type { Evaluations } from './leakage/evaluations.ts';
import type { Mirrors } from './mirrors.ts';
import type { Panels } from './panel/panels.ts';
import type { Repeats } from './repeats.ts';
import type { FindingsTree } from './review/findingsTree.ts';
import type { Review } from './review/review.ts';
import type { SampleDocuments } from './sampleDocuments.ts';
import type { Traits } from './traits/traits.ts';

export interface Services {
  readonly engine: Engine;
  readonly mirrors: Mirrors;
  readonly corpora: Corpora;
  readonly findings: Findings;
  readonly panels: Panels;
  readonly repeats: Repeats;
  readonly traits: Traits;
  readonly calibrations: Calibrations;
  readonly evaluations: Evaluations;
  readonly marks: RowMarks;
  readonly review: Review;
  readonly between: BetweenJobs;
  readonly tree: FindingsTree;
  readonly active: Active;
  readonly samples: SampleDocuments;
  /** Where the extension is installed. */
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}
