// The workbench as a person meets it: the installed extension runs in it.
import { startWorkbench, type Workbench } from '../harness.ts';
import { runCommand, screenshot } from '../harnessActions.ts';

describe('The workbench', () => {
  let workbench: Workbench;
  before(async () => {
    // High enough for the whole list: it draws only the rows that show.
    workbench = await startWorkbench({ viewport: { width: 1280, height: 2600 } });
  });
  after(() => workbench?.close());

  it('shows Corpus Inspector among the running extensions', async () => {
    const { page } = workbench;
    await runCommand(page, 'Developer: Show Running Extensions');
    const name = page.getByText('Corpus Inspector', { exact: true });
    const row = page.locator('.runtime-extensions-editor .monaco-list-row').filter({ has: name });
    // The time of activation is there only when activation went well.
    await row.getByText(/Activation: \d+ms/).waitFor();
    await screenshot(page, 'running-extensions');
  });
});
