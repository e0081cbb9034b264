// Remove Calibration: no findings by traits any more in the folder of the corpus.
import * as vscode from 'vscode';
import { CONFIG_FILE } from '../../runtime/config.ts';
import { activeUri } from '../active.ts';
import { folderOf } from '../calibration/calibrations.ts';
import type { Services } from '../services.ts';
import { tell } from './run.ts';

export async function removeCalibration(services: Services): Promise<void> {
  const uri = services.active.corpus()?.targets[0] ?? activeUri();
  await removeCalibrationOf(services, uri);
}

export async function removeCalibrationOf(services: Services, uri: vscode.Uri | undefined): Promise<void> {
  // From the palette without a file: the only folder there is.
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  const folder = (uri && folderOf(uri)) ?? (others.length === 0 ? only : undefined);
  if (!folder) return;
  const near = uri && folderOf(uri) ? uri : vscode.Uri.joinPath(folder.uri, CONFIG_FILE);
  try {
    const had = await services.calibrations.remove(near);
    vscode.window.showInformationMessage(
      had
        ? vscode.l10n.t('The calibration of {0} was removed: traits are shown without verdicts.', folder.name)
        : vscode.l10n.t('{0} has no calibration.', folder.name),
    );
  } catch (error) {
    await tell(error, services.log);
  }
}
