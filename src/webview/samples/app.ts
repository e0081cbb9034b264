// The page around the list: what file this is, where to go, what to look for, and what can be done with the chosen row.
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { formatInteger, plural } from '../format.ts';
import { closeIcon } from '../views/icons.ts';
import type { SamplesController } from './controller.ts';
import type { Model } from './model.ts';

export function appView(model: Model, controller: SamplesController, onList: (list?: Element) => void): TemplateResult {
  return html`<main class="page">
    <h1 class="sr-only">Samples of ${model.state?.title ?? 'a file'}</h1>
    ${barView(model, controller)}${model.find.open ? findView(model, controller) : nothing}
    <ci-samples ${ref(onList)} .model=${model} .controller=${controller}></ci-samples>
    ${footView(model)}
    <div class="sr-only" role="status">${announcement(model)}</div>
  </main>`;
}

function button(label: string, run: () => void, options: { title?: string; disabled?: boolean } = {}): TemplateResult {
  return html`<button class="action" title=${options.title ?? label} ?disabled=${options.disabled === true} @click=${run}>${label}</button>`;
}

function barView(model: Model, c: SamplesController): TemplateResult {
  const { state, selected } = model;
  const inspected = state !== null && state.inspected !== 'no';
  const none = selected === null;
  return html`<div class="bar" role="toolbar" aria-label="Samples">
    <form class="go" @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const input = (event.target as HTMLFormElement).elements.namedItem('line') as HTMLInputElement;
      const line = Number(input.value.replace(/[\s.,']/g, ''));
      if (Number.isInteger(line) && line > 0) void c.goTo({ line });
    }}>
      <label for="go-line">Line</label>
      <input id="go-line" name="line" inputmode="numeric" autocomplete="off" title="Go to line (Ctrl+G)" .value=${selected === null ? '' : String(selected + 1)}>
    </form>
    ${button('Find', () => c.openFind(), { title: 'Find (Ctrl+F)' })}
    <span class="gap"></span>
    ${
      inspected
        ? html`${button('Previous finding', () => void c.nextFinding(true), { title: 'Previous finding (Shift+Alt+F9)' })}
        ${button('Next finding', () => void c.nextFinding(false), { title: 'Next finding (Alt+F9)' })}
        ${button('Keep', () => c.decide('keep'), { title: 'Keep this sample (K)', disabled: none })}
        ${button('Drop', () => c.decide('drop'), { title: 'Drop this sample (D)', disabled: none })}
        ${button('Undo', () => c.undo(), { title: state.undo ? `Undo: ${state.undo} (U)` : 'Nothing to undo', disabled: !state.undo })}`
        : button('Inspect', () => c.inspect(), { title: 'Inspect this corpus: findings appear in their places' })
    }
    <span class="gap"></span>
    ${button('Copy row', () => c.copy(), { title: 'Copy the row as it stands in the file (C)', disabled: none })}
    ${state?.small ? button('Reveal in the text editor', () => c.reveal(), { title: 'Show this line in the text editor (R)', disabled: none }) : nothing}
  </div>`;
}

function findView({ find }: Model, c: SamplesController): TemplateResult {
  const toggle = (label: string, title: string, name: 'matchCase' | 'regex') =>
    html`<button class="toggle" aria-pressed=${find[name]} title=${title} aria-label=${title} @click=${() => c.typed({ [name]: !find[name] })}>${label}</button>`;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') find.at === null ? c.closeFind() : c.cancelFind();
    else if (event.key === 'Enter') c.findNext(event.shiftKey);
    else return;
    event.preventDefault();
  };
  const isBusy = find.at !== null;
  return html`<div class="find" role="search">
    <input id="find-text" aria-label="Find" placeholder="Find" autocomplete="off" spellcheck="false" maxlength="1000" .value=${find.text}
      @input=${(event: InputEvent) => c.typed({ text: (event.target as HTMLInputElement).value })} @keydown=${onKey}>
    ${toggle('Aa', 'Match case', 'matchCase')}${toggle('.*', 'Use regular expression (tried on the raw text of each row)', 'regex')}
    ${button('Previous', () => c.findNext(true), { title: 'Previous match (Shift+Enter)' })}
    ${button('Next', () => c.findNext(false), { title: 'Next match (Enter)' })}
    <span class="result">${isBusy ? `Looking at line ${formatInteger((find.at ?? 0) + 1)}…` : find.message}</span>
    ${isBusy ? button('Stop', () => c.cancelFind(), { title: 'Stop searching (Escape)' }) : nothing}
    <button class="icon-button" title="Close (Escape)" aria-label="Close find" @click=${() => c.closeFind()}>${closeIcon}</button>
  </div>`;
}

function footView({ state, index, notice }: Model): TemplateResult {
  const facts: string[] = [];
  if (index) {
    const percent = index.guess > 0 ? Math.min(99, Math.floor((100 * index.rows) / index.guess)) : 0;
    if (index.done) facts.push(plural(index.rows, 'line'));
    else facts.push(`${formatInteger(index.rows)} of about ${formatInteger(index.guess)} lines, indexing ${percent} %`);
    facts.push(sizeOf(index.bytes));
  }
  if (state?.inspected === 'running') facts.push('inspecting…');
  else if (state && state.inspected !== 'no') facts.push(plural(state.total, 'finding'));
  if (state?.unsaved) facts.push('unsaved changes of the text editor are not shown');
  if (state?.inspected === 'stale') facts.push('findings are from before the file changed: inspect again');
  return html`<footer class="foot"><span class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</span><span class="notice">${notice}</span></footer>`;
}

function sizeOf(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

function announcement({ find, notice, index }: Model): string {
  if (notice) return notice;
  if (find.open && find.at === null && find.message) return `Find: ${find.message}`;
  return index?.done ? plural(index.rows, 'line') : '';
}
