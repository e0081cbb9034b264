// Findings in the order of the corpus, and the strongest of them. In linear time: after an edit of an open document
// all of them are ordered again.
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import type { RowFinding } from './result.ts';

const ORDER = new Map(FINDING_KINDS.map((kind, i) => [kind, i]));
const kindOrder = (f: RowFinding) => ORDER.get(f.kind) as number;

/** By file, line, row and kind; what is equal in all of them stays in order. Rows stand in corpus order, `rows` of them. */
export function inCorpusOrder(found: readonly RowFinding[], rows: number): RowFinding[] {
  const next = new Uint32Array(rows + 1);
  const unread: RowFinding[] = [];
  for (const f of found) {
    if (f.row < 0) unread.push(f);
    else next[f.row + 1] = (next[f.row + 1] as number) + 1;
  }
  for (let row = 0; row < rows; row++) next[row + 1] = (next[row + 1] as number) + (next[row] as number);
  const placed: RowFinding[] = new Array(found.length - unread.length);
  for (const f of found) {
    if (f.row < 0) continue;
    const at = next[f.row] as number;
    placed[at] = f;
    next[f.row] = at + 1;
  }
  orderKinds(placed);
  return unread.length === 0 ? placed : merged(unread.sort(byPlace), placed);
}

/** Orders the findings of each row by kind: mostly one or two. */
function orderKinds(placed: RowFinding[]): void {
  for (let i = 1; i < placed.length; i++) {
    const f = placed[i] as RowFinding;
    let at = i;
    for (; at > 0; at--) {
      const before = placed[at - 1] as RowFinding;
      if (before.row !== f.row || kindOrder(before) <= kindOrder(f)) break;
      placed[at] = before;
    }
    placed[at] = f;
  }
}

function byPlace(x: RowFinding, y: RowFinding): number {
  return x.fileIndex - y.fileIndex || x.line - y.line || kindOrder(x) - kindOrder(y);
}

/** On the same line rows that could not be read come first. */
function merged(unread: readonly RowFinding[], placed: readonly RowFinding[]): RowFinding[] {
  const out: RowFinding[] = [];
  let i = 0;
  for (const f of placed) {
    for (let u = unread[i]; u && (u.fileIndex - f.fileIndex || u.line - f.line) <= 0; u = unread[++i]) out.push(u);
    out.push(f);
  }
  for (; i < unread.length; i++) out.push(unread[i] as RowFinding);
  return out;
}

/** How many findings of each kind there are; kinds without any are absent. */
export function countKinds(findings: readonly RowFinding[]): Record<string, number> {
  const counts = new Float64Array(FINDING_KINDS.length);
  for (const f of findings) {
    const kind = kindOrder(f);
    counts[kind] = (counts[kind] as number) + 1;
  }
  return Object.fromEntries(FINDING_KINDS.flatMap((kind, i) => (counts[i] ? [[kind, counts[i]]] : [])));
}

/** The `most` findings of each kind with the highest scores, ties in the order given. */
export function strongest(findings: readonly RowFinding[], most: number): RowFinding[] {
  const best = new Map<FindingKind, RowFinding[]>(FINDING_KINDS.map((kind) => [kind, []]));
  for (const f of findings) {
    const list = best.get(f.kind) as RowFinding[];
    if (list.length === most && f.score <= (list[most - 1] as RowFinding).score) continue;
    let at = list.length;
    while (at > 0 && (list[at - 1] as RowFinding).score < f.score) at--;
    list.splice(at, 0, f);
    if (list.length > most) list.pop();
  }
  return [...best.values()].flat();
}
