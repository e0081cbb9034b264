// Calibrate LLM Traits…: where human rows come from, LLM rows likewise or none, the false-positive rate; then the
// calibration is made, kept in the workspace and the corpus inspected by it. With arguments nothing is asked.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { fewestRows } from '../../engine/traits/calibration/conformal.ts';
import type { CalibrationReport } from '../../engine/traits/schema.ts';
import { isCancelled } from '../../protocol/errors.ts';
import { MARKS } from '../../protocol/marks.ts';
import type { Calibrated, CalibrateProgress } from '../../protocol/traitsApi.ts';
import { activeUri } from '../active.ts';
import { folderOf } from '../calibration/calibrations.ts';
import { askSource, isSameSource, rowsOf, type Source, type SourceContext } from '../calibration/sources.ts';
import { type Answer, ask, BACK, type Step, walk } from '../calibration/steps.ts';
import type { Corpus } from '../corpus.ts';
import type { Services } from '../services.ts';
import { basename } from '../titles.ts';
import { tell } from './run.ts';

const RATES = [0.05, 0.01, 0.1] as const;
/** Views that are read for traits, the likeliest first. */
const VIEWS: readonly ViewName[] = ['response', 'text', 'prompt'];

interface Choice {
  readonly view?: ViewName;
  readonly human?: Source;
  readonly llm?: Source | { readonly from: 'none' };
  readonly rate?: number;
}

const SourceSchema = v.variant('from', [
  v.object({
    from: v.literal('file'),
    uri: v.pipe(
      v.string(),
      v.transform((uri) => vscode.Uri.parse(uri, true)),
    ),
  }),
  v.object({ from: v.literal('field'), field: v.string(), value: v.string() }),
  v.object({ from: v.literal('marks'), as: v.picklist(MARKS) }),
]);

/** For key bindings and other extensions: `{ human: { from: 'field', field: 'source', value: 'human' }, rate: 0.05 }`. */
const GivenSchema = v.object({
  human: SourceSchema,
  llm: v.optional(SourceSchema),
  view: v.optional(v.picklist(VIEW_NAMES)),
  rate: v.optional(v.pipe(v.number(), v.minValue(0.001), v.maxValue(0.5)), RATES[0]),
});

export async function calibrate(services: Services, given?: unknown): Promise<void> {
  const uri = activeUri();
  const corpus =
    services.active.corpus() ?? (uri && services.active.mayInspect() ? services.corpora.open([uri]) : undefined);
  const answers = v.safeParse(GivenSchema, given);
  if (corpus) return calibrateCorpus(services, corpus, undefined, answers.success ? answers.output : undefined);
  vscode.window.showInformationMessage(vscode.l10n.t('Open the corpus that is to be judged, then calibrate.'));
}

/** `view`: what the panel shows; asked for where it is not given and several are read for traits. */
export async function calibrateCorpus(
  services: Services,
  corpus: Corpus,
  view?: ViewName,
  given?: Choice,
): Promise<void> {
  const refusal = whyNotHere(corpus);
  if (refusal !== undefined) {
    vscode.window.showWarningMessage(refusal);
    return;
  }
  try {
    if (services.engine.failed) services.engine.startOver();
    if (!corpus.report || corpus.state.phase === 'stale') await corpus.inspect();
    const views = VIEWS.filter((name) => corpus.report?.views[name]);
    if (views.length === 0) {
      vscode.window.showInformationMessage(vscode.l10n.t('This corpus has no texts that are read for traits.'));
      return;
    }
    const known = view && views.includes(view) ? view : views.length === 1 ? views[0] : undefined;
    const fields = services.engine.api.fieldValues({ corpus: corpus.id });
    // Awaited only where somebody asks for a field.
    fields.catch(() => {});
    const context: SourceContext = { services, corpus, fields };
    const choice = given ?? (await walk<Choice>(known ? { view: known } : {}, questions(context, known ? [] : views)));
    if (choice) await make(services, context, { ...(known ? { view: known } : {}), ...choice });
  } catch (error) {
    if (!isCancelled(error)) await tell(error, services.log);
  }
}

/** Why no calibration can be kept for a corpus, in a sentence. */
function whyNotHere({ targets }: Corpus): string | undefined {
  const { t } = vscode.l10n;
  const [uri] = targets;
  const folder = uri && folderOf(uri);
  if (!uri || !folder) {
    return uri?.scheme === 'untitled'
      ? t('An untitled document cannot be calibrated: save it in a folder of the workspace first.')
      : t(
          'A calibration is kept beside the corpus in the workspace: open the folder of {0} first.',
          uri ? basename(uri) : '',
        );
  }
  if (vscode.workspace.fs.isWritableFileSystem(folder.uri.scheme) === false) {
    return t('A calibration is kept in the workspace, and {0} cannot be written.', folder.name);
  }
  return undefined;
}

function questions(context: SourceContext, views: readonly ViewName[]): Step<Choice>[] {
  const title = vscode.l10n.t('Calibrate LLM Traits');
  const steps: Step<Choice>[] = [
    (state, place) =>
      answered(askSource(context, 'human', { title, ...place }), (human) => ({ ...state, human: human as Source })),
    (state, place) => answered(askLlm(context, state.human, { title, ...place }), (llm) => ({ ...state, llm })),
    (state, place) => answered(askRate({ title, ...place }), (rate) => ({ ...state, rate })),
  ];
  if (views.length === 0) return steps;
  return [(state, place) => answered(askView(views, { title, ...place }), (view) => ({ ...state, view })), ...steps];
}

/** Rows of a model, which cannot be those of people too. */
async function askLlm(context: SourceContext, human: Source | undefined, place: Place) {
  for (;;) {
    const llm = await askSource(context, 'llm', place);
    const known = llm === undefined || llm === BACK || llm.from === 'none';
    if (known || !human || !isSameSource(llm, human)) return llm;
    vscode.window.showInformationMessage(vscode.l10n.t('These are the rows that you chose as written by people.'));
  }
}

async function answered<T, S>(asked: Promise<Answer<T>>, take: (answer: T) => S): Promise<Answer<S>> {
  const answer = await asked;
  if (answer === undefined) return undefined;
  return answer === BACK ? BACK : take(answer as T);
}

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

async function askView(views: readonly ViewName[], place: Place): Promise<Answer<ViewName>> {
  const { t } = vscode.l10n;
  const labels: Partial<Record<ViewName, string>> = {
    response: t('Responses'),
    text: t('Texts'),
    prompt: t('Prompts'),
  };
  const items = views.map((view) => ({ label: labels[view] ?? view, description: view, view }));
  const placeholder = t('Which texts are to be judged? A calibration is for one view.');
  const item = await ask({ ...place, placeholder, items });
  return item === undefined || item === BACK ? item : item.view;
}

async function askRate(place: Place): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  const items = RATES.map((rate, i) => ({
    label: t('{0} %', Math.round(rate * 100)),
    description: i === 0 ? t('default') : '',
    detail: t('Needs at least {0} human rows.', fewestRows(rate)),
    rate,
  }));
  const placeholder = t('How many of the texts that people wrote may be flagged?');
  const item = await ask({ ...place, placeholder, items });
  return item === undefined || item === BACK ? item : item.rate;
}

async function make(services: Services, context: SourceContext, { view, human, llm, rate }: Choice): Promise<void> {
  const { corpus } = context;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Calibrating LLM traits'),
    cancellable: true,
  };
  const made = await vscode.window.withProgress(progress, async (bar, token) => {
    const control = new AbortController();
    token.onCancellationRequested(() => control.abort());
    const people = await rowsOf(human!, context, control.signal);
    const models = llm && llm.from !== 'none' ? await rowsOf(llm, context, control.signal) : undefined;
    let shown = 0;
    const onProgress = (value: unknown) => {
      const { step, fraction } = value as CalibrateProgress;
      const message = step === 'reading' ? vscode.l10n.t('reading rows') : vscode.l10n.t('comparing scores');
      // The bar counts in steps: the second kind of work starts again at nothing.
      const total = step === 'reading' ? fraction / 2 : 0.5 + fraction / 2;
      bar.report({ message, increment: Math.max(0, total - shown) * 100 });
      shown = Math.max(shown, total);
    };
    const params = {
      corpus: corpus.id,
      human: people.rows,
      ...(view ? { view } : {}),
      ...(models ? { llm: models.rows } : {}),
      ...(rate ? { rate } : {}),
      ...(human!.from === 'marks' ? { name: vscode.l10n.t('rows marked in the panel') } : {}),
    };
    const calibrated = await services.engine.api.calibrate(params, { signal: control.signal, onProgress });
    bar.report({ message: vscode.l10n.t('inspecting the corpus by it') });
    await services.calibrations.store(corpus.targets[0]!, calibrated.content, calibrated.report.rate);
    await corpus.inspect();
    return { calibrated, lost: people.lost + (models?.lost ?? 0) };
  });
  await report(services, corpus, made.calibrated, made.lost);
}

function flaggedWords({ flagged, judged }: CalibrationReport): string {
  const { t } = vscode.l10n;
  if (judged === 0) return '';
  return flagged === 0
    ? t('None of {0} samples is flagged.', judged)
    : t('{0} of {1} samples are flagged: they share surface traits with LLM text.', flagged, judged);
}

async function report(services: Services, corpus: Corpus, made: Calibrated, lost: number): Promise<void> {
  const { t } = vscode.l10n;
  const { guaranteed, missing } = made.report;
  const judged = corpus.report?.views[made.view]?.traits?.calibration;
  const sentences = [
    made.llm
      ? t('Calibrated by {0} human and {1} LLM rows.', made.human.used, made.llm.used)
      : t('Calibrated by {0} human rows.', made.human.used),
    made.human.abstained > 0 ? t('{0} more could not be scored.', made.human.abstained) : '',
    lost > 0 ? t('{0} marked rows are not there any more.', lost) : '',
    guaranteed === undefined
      ? ''
      : t('At most {0} % of such human texts are flagged, with 95 % confidence.', (guaranteed * 100).toFixed(1)),
    judged ? flaggedWords(judged) : '',
    // What the corpus lacks is known only now that it was judged.
    judged?.missing ?? missing ?? '',
  ];
  const message = sentences.filter(Boolean).join(' ');
  const isThin = guaranteed === undefined || judged?.judged === 0;
  const show = t('Show Report');
  const chosen = isThin
    ? vscode.window.showWarningMessage(message, show)
    : vscode.window.showInformationMessage(message, show);
  // Not awaited: the message may stand for as long as it likes.
  chosen.then((answer) => answer === show && services.panels.show(corpus));
}
