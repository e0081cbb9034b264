// Rows that a person marked as written by people or by a model, for a calibration.

export const MARKS = ['human', 'llm'] as const;
export type Mark = (typeof MARKS)[number];

/** A row's `hash` → its mark: marks outlive edits of other rows and new results. */
export type Marks = Readonly<Record<string, Mark>>;
