// How a plain text file is cut into samples: what a person who sees its lines would choose.
import { decodeLossy } from './decode.ts';
import type { TextSplit } from './plan.ts';
import type { ByteSource } from './source.ts';

const PROBE = 128 * 1024;
/** From this share of lines that run on into the next one, line ends are taken for wrapping. */
const WRAPPED = 0.3;
/** From this share of blank gaps per line, blank lines are taken for separators though lines are not wrapped. */
const SEPARATED = 0.1;
/** A single document above this is never taken as one sample by itself, bytes. */
const LARGEST_WHOLE = 16 * 1024 * 1024;

/** Hard-wrapped prose with blank lines: paragraphs; wrapped without any: the whole file. Lines that are complete in
 *  themselves: one sample each, unless blank lines regularly stand between them (Markdown, one paragraph per line). */
export function detectSplit(source: ByteSource, bom: number): TextSplit {
  let lines = 0;
  let gaps = 0;
  let pairs = 0;
  let runsOn = 0;
  for (const probe of probes(source, bom)) {
    let previous = '';
    for (const raw of probe) {
      const line = raw.trim();
      if (line === '') {
        if (previous !== '') gaps++;
      } else {
        lines++;
        if (previous !== '') {
          pairs++;
          if (continues(previous, line)) runsOn++;
        }
      }
      previous = line;
    }
    if (previous === '') gaps--;
  }
  const wrapped = pairs > 0 && runsOn / pairs >= WRAPPED;
  if (wrapped) return gaps > 0 || source.size > LARGEST_WHOLE ? 'paragraphs' : 'file';
  return gaps > 0 && gaps >= lines * SEPARATED ? 'paragraphs' : 'lines';
}

/** A sentence that goes on: no closing mark at the end, a small letter at the start of the next line. */
function continues(line: string, next: string): boolean {
  return /[^.!?:;…"”]$/u.test(line) && /^[\p{Ll}(]/u.test(next);
}

/** Lines from the head, the middle and the end, without lines that were cut. */
function probes(source: ByteSource, bom: number): string[][] {
  const size = source.size;
  if (size <= 3 * PROBE) return [split(source, bom, size, false, false)];
  const middle = Math.floor(size / 2);
  return [
    split(source, bom, bom + PROBE, false, true),
    split(source, middle, middle + PROBE, true, true),
    split(source, size - PROBE, size, true, false),
  ];
}

function split(source: ByteSource, start: number, end: number, cutStart: boolean, cutEnd: boolean): string[] {
  const lines = decodeLossy(source.read(start, end)).split(/\r\n|\r|\n/);
  return lines.slice(cutStart ? 1 : 0, cutEnd ? -1 : undefined);
}
