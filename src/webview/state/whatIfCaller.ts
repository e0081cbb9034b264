// Asks the host what a corpus would be without the selected samples: once the selection rests, and never two at a time.
import { isCancelled } from '../../protocol/errors.ts';
import type { PanelHostApi } from '../../protocol/panelApi.ts';
import type { DropChoice, WhatIf } from '../../protocol/reviewApi.ts';
import type { Client } from '../../protocol/rpc.ts';
import type { Model, Tab } from './model.ts';
import { choiceOf } from './review.ts';
import { IDLE, type WhatIfState } from './reviewUi.ts';

const ASK_AFTER_MS = 250;

/** Tabs on which the answer stands. */
export const WHAT_IF_TABS: readonly Tab[] = ['overview', 'samples', 'clusters'];

function isWhatIf(value: unknown): value is WhatIf {
  return typeof value === 'object' && value !== null && 'drops' in value;
}

function fractionOf(value: unknown): number | null {
  const fraction = (value as { fraction?: unknown } | null)?.fraction;
  return typeof fraction === 'number' ? fraction : null;
}

export function resultOf(state: WhatIfState): WhatIf | null {
  return 'result' in state ? state.result : null;
}

export class WhatIfCaller {
  #question = '';
  #asking: { timer: ReturnType<typeof setTimeout>; control: AbortController } | undefined;

  constructor(
    readonly host: Pick<Client<PanelHostApi>, 'whatIf'>,
    readonly tell: (state: WhatIfState) => void,
    readonly sentenceOf: (error: unknown) => string,
  ) {}

  /** After every change of the model: asks anew where the selection, the result or the decisions are others. */
  follow(model: Model): void {
    const { host, ui } = model;
    const choice = host?.rows === undefined || host.phase === 'running' ? null : choiceOf(ui);
    if (choice && !WHAT_IF_TABS.includes(ui.tab)) return;
    const question = choice ? JSON.stringify([choice, host?.generation, host?.review?.version]) : '';
    if (question === this.#question) return;
    this.#question = question;
    this.#stop();
    if (choice) this.#ask(choice, resultOf(model.whatIf));
    // Of a selection that is still there, but cannot be asked about now, the last answer is out of date.
    else this.tell(IDLE);
  }

  again(model: Model): void {
    this.#question = '';
    this.follow(model);
  }

  /** The person does not want to wait for the rest. */
  cancel(model: Model): void {
    this.#stop();
    this.tell({ status: 'cancelled', result: model.whatIf.status === 'counted' ? model.whatIf.result : null });
  }

  #stop(): void {
    if (!this.#asking) return;
    clearTimeout(this.#asking.timer);
    this.#asking.control.abort();
    this.#asking = undefined;
  }

  #ask(choice: DropChoice, older: WhatIf | null): void {
    const control = new AbortController();
    const tell = (state: WhatIfState) => {
      if (!control.signal.aborted) this.tell(state);
    };
    const run = async () => {
      let counted: WhatIf | null = null;
      const onProgress = (value: unknown) => {
        if (isWhatIf(value)) counted = value;
        if (counted) tell({ status: 'counted', result: counted, fraction: isWhatIf(value) ? null : fractionOf(value) });
      };
      try {
        tell({ status: 'settled', result: await this.host.whatIf({ choice }, { signal: control.signal, onProgress }) });
      } catch (error) {
        if (isCancelled(error)) tell({ status: 'cancelled', result: counted });
        else tell({ status: 'failed', message: this.sentenceOf(error) });
      }
    };
    this.#asking = { timer: setTimeout(() => void run(), ASK_AFTER_MS), control };
    this.tell({ status: 'asked', result: older });
  }
}
