// What a window remembers of its report panels: the corpus of each, and what the person chose there.
import * as v from 'valibot';
import type * as vscode from 'vscode';

export type PanelUi = Readonly<Record<string, unknown>>;

/** A panel's state is small; whatever is larger did not come from our page. */
export const MAX_UI_CHARACTERS = 20_000;

const RememberedSchema = v.object({
  uris: v.array(v.string()),
  lines: v.optional(v.object({ from: v.number(), to: v.number() })),
  ui: v.optional(v.record(v.string(), v.unknown())),
});
export type Remembered = v.InferOutput<typeof RememberedSchema>;

const MemorySchema = v.record(v.string(), RememberedSchema);
const MEMORY_KEY = 'panels';

export function isSmallUi(ui: unknown): boolean {
  return JSON.stringify(ui).length <= MAX_UI_CHARACTERS;
}

/** By the panel's title: it is all that the editor hands back of a panel after a reload. */
export class PanelMemory {
  constructor(
    private readonly memento: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** What was kept of a panel; undefined where nothing was, or where it cannot be read. */
  of(title: string): Remembered | undefined {
    const all = this.#all();
    return Object.hasOwn(all, title) ? all[title] : undefined;
  }

  /** Replaces everything by the panels that are open now. */
  keep(panels: Iterable<readonly [title: string, panel: Remembered]>): void {
    this.memento.update(MEMORY_KEY, Object.fromEntries(panels)).then(undefined, this.failed);
  }

  #all(): Record<string, Remembered> {
    const stored = v.safeParse(MemorySchema, this.memento.get(MEMORY_KEY));
    return stored.success ? stored.output : {};
  }
}
