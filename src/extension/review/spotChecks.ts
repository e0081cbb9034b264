// Spot checks under way: which rows a person has before them, and which of these were judged.
import type { FindingKind } from '../../engine/report.ts';
import type { PanelState } from '../../protocol/panelApi.ts';
import type { Engine } from '../engine.ts';

export const SPOT_CHECK_ROWS = 30;

interface Check {
  readonly kind: FindingKind;
  /** Of the result that the rows are numbers of. */
  readonly generation: number;
  readonly rows: readonly number[];
  readonly judged: Set<number>;
}

interface CheckedCorpus {
  readonly id: string;
  readonly state: { readonly generation: number };
}

export class SpotChecks<C extends CheckedCorpus> {
  readonly #checks = new Map<C, Check>();

  constructor(private readonly engine: Pick<Engine, 'api'>) {}

  of(corpus: C): Pick<PanelState, 'check'> {
    const check = this.#checks.get(corpus);
    return check ? { check: { kind: check.kind, rows: check.rows } } : {};
  }

  /** Draws among those that nobody judged yet; answers how many there are. */
  async start(corpus: C, kind: FindingKind, count = SPOT_CHECK_ROWS): Promise<number> {
    const { generation } = corpus.state;
    const { rows } = await this.engine.api.spotCheck({ corpus: corpus.id, kind, count });
    if (rows.length === 0) this.#checks.delete(corpus);
    else this.#checks.set(corpus, { kind, generation, rows: rows.map(({ row }) => row), judged: new Set() });
    return rows.length;
  }

  judged(corpus: C, row: number): void {
    this.#checks.get(corpus)?.judged.add(row);
  }

  /** After a new result rows have other numbers: what was not judged yet is drawn again. True where that was so. */
  async follow(corpus: C): Promise<boolean> {
    const check = this.#checks.get(corpus);
    if (!check || check.generation === corpus.state.generation) return false;
    const left = check.rows.length - check.judged.size;
    if (left > 0) await this.start(corpus, check.kind, left);
    else this.end(corpus);
    return true;
  }

  end(corpus: C): boolean {
    return this.#checks.delete(corpus);
  }
}
