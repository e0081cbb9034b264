// The words of openings that are known by their hash only: looked up among the stored words, read from the files.
import { openingLabel, openingOf } from '../../engine/metrics/openings.ts';
import type { MetricValue } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { tagged } from '../../engine/sketch/gramTable.ts';
import { words } from '../../engine/text/words.ts';
import type { Inspection } from '../inspect/result.ts';
import { type ReadSample, RowTexts } from '../rows/rowText.ts';
import { eachStored } from '../tasks/tokens.ts';
import type { TokenStore } from './tokenStore.ts';

/** The value with words in the place of hashes, where a row has them. */
export function withWords(
  inspection: Inspection,
  store: TokenStore,
  stays: Uint8Array,
  readSample: ReadSample,
  view: ViewName,
  value: MetricValue,
): MetricValue {
  const { detail } = value;
  if (detail?.type !== 'table') return value;
  const wanted = new Set(detail.rows.map((row) => row.label));
  const rows = new Map<string, number>();
  const number = VIEW_NAMES.indexOf(view);
  for (const { part, block } of store.blocks) {
    const from = store.parts[part] as TokenStore['parts'][number];
    const stored = from.blocks[block] as (typeof from.blocks)[number];
    eachStored(
      from,
      stored,
      stays,
      (of, x, row) => {
        const opening = of === number ? openingOf(x) : null;
        const label = opening && openingLabel(tagged(opening[0], 3), opening[1]);
        if (label && wanted.delete(label)) rows.set(label, row);
        return wanted.size === 0 ? false : undefined;
      },
      3,
    );
    if (wanted.size === 0) break;
  }
  const texts = new RowTexts(inspection, readSample);
  try {
    const worded = detail.rows.map((shown) => {
      const row = rows.get(shown.label);
      return row === undefined ? shown : { ...shown, label: firstWords(inspection, texts, row, view) };
    });
    return { ...value, detail: { ...detail, rows: worded } };
  } finally {
    texts.close();
  }
}

function firstWords({ columns }: Inspection, texts: RowTexts, row: number, view: ViewName): string {
  const [file, byte, length] = [columns.file[row], columns.byte[row], columns.byteLength[row]] as [
    number,
    number,
    number,
  ];
  const { sample } = texts.sampleAt(file, byte, length);
  const segments = sample.views.find((v) => v.view === view)?.segments ?? [];
  return segments
    .flatMap((s) => words(s.text.slice(0, 400)))
    .slice(0, 3)
    .join(' ');
}
