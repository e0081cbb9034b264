// Fetches results of the tab Compare from the host, each once.
import { BETWEEN_KINDS, type BetweenKind } from '../../protocol/betweenPanelApi.ts';
import type { PanelHostApi } from '../../protocol/panelApi.ts';
import type { Client } from '../../protocol/rpc.ts';
import type { BetweenAction } from './between.ts';
import type { Model } from './model.ts';

export class ResultFetcher {
  readonly #asked = new Map<BetweenKind, number>();

  constructor(
    readonly host: Pick<Client<PanelHostApi>, 'betweenResult'>,
    readonly tell: (action: BetweenAction) => void,
    readonly sentenceOf: (error: unknown) => string,
  ) {}

  /** After every change of the model. */
  follow({ host, results }: Model): void {
    for (const kind of BETWEEN_KINDS) {
      const number = host?.between?.jobs[kind]?.result?.number;
      if (number === undefined || number === results[kind]?.number || number === this.#asked.get(kind)) continue;
      this.#asked.set(kind, number);
      void this.#fetch(kind, number);
    }
  }

  async #fetch(kind: BetweenKind, number: number): Promise<void> {
    const tell = (fetched: Extract<BetweenAction, { type: 'result' }>['fetched']) => {
      if (this.#asked.get(kind) === number) this.tell({ type: 'result', kind, fetched });
    };
    try {
      tell({ number, value: await this.host.betweenResult({ kind, number }) });
    } catch (error) {
      tell({ number, message: this.sentenceOf(error) });
    }
  }
}
