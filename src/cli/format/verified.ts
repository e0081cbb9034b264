// What verification found, for people: counts, by verifier with the commonest reasons, and the first failures.

import { VERIFIERS } from '../../engine/verify/registry.ts';
import type { VerificationReport } from '../../engine/verify/report.ts';
import type { Inspection } from '../../runtime/inspect/result.ts';
import type { Palette } from './colours.ts';
import { counted, grouped } from './numbers.ts';

const SHOWN_FAILURES = 20;
const WIDTH = 96;

/** "120 of 300 samples · 4 failed · 176 not checkable (arithmetic, json)"; empty where nothing was verified. */
export function verifiedLine(v: VerificationReport | undefined): string {
  if (!v) return '';
  const by = v.verifiers.length > 0 ? ` (${v.verifiers.map(({ id }) => id).join(', ')})` : '';
  return [
    `${grouped(v.verified)} of ${counted(v.samples, 'sample')}`,
    `${grouped(v.failed)} failed`,
    `${grouped(v.notCheckable)} not checkable${by}`,
  ].join(' · ');
}

export function verifiedText({ report, findings }: Pick<Inspection, 'report' | 'findings'>, palette: Palette): string {
  const { files, verification } = report;
  const name = files.length === 1 ? files[0]!.path : counted(files.length, 'file');
  const samples = files.reduce((n, f) => n + f.samples, 0);
  if (!verification || verification.verifiers.length === 0) {
    const notes = verification?.notes ?? ['Nothing in it can be checked by the verifiers there are.'];
    return `${palette.strong(name)}   ${counted(samples, 'sample')}\n${notes.map((n) => `  ${n}\n`).join('')}`;
  }
  const { verified, failed, notCheckable } = verification;
  const lines = [
    `${palette.strong(name)}   ${counted(verification.samples, 'sample')}   ${said({ verified, failed, notCheckable })}`,
  ];
  const width = Math.max(...verification.verifiers.map((v) => v.id.length));
  for (const v of verification.verifiers) {
    lines.push(`  ${palette.quiet(v.id.padEnd(width))}  ${said(v)}`);
    for (const { reason, samples: n } of v.reasons) {
      lines.push(`  ${''.padEnd(width)}    ${counted(n, 'sample')}: ${reason}`);
    }
  }
  lines.push(...failures(findings, files.length > 1, failed, palette));
  for (const note of verification.notes) lines.push(`  ${palette.quiet('note')}  ${note}`);
  return `${lines.join('\n')}\n`;
}

function said({ verified, failed, notCheckable }: Pick<VerificationReport, 'verified' | 'failed' | 'notCheckable'>) {
  return `${grouped(verified)} verified · ${grouped(failed)} failed · ${grouped(notCheckable)} not checkable`;
}

function failures(findings: Inspection['findings'], many: boolean, total: number, palette: Palette): string[] {
  const shown = findings.filter((f) => f.kind === 'verification-failed').slice(0, SHOWN_FAILURES);
  const places = shown.map((f) => (many ? `${f.file}:${f.line}` : `line ${grouped(f.line)}`));
  const width = Math.max(0, ...places.map((p) => p.length));
  const lines = shown.map(
    (f, i) =>
      `  ${palette.warn(places[i]!.padEnd(width))}  ${f.message.replace(/^Verification failed: /, '').replace(/\s+/g, ' ')}`,
  );
  if (total > shown.length) lines.push(`  … and ${grouped(total - shown.length)} more; --format jsonl prints all.`);
  return lines;
}

/** The verifiers, with what each checks and what it leaves alone. */
export function verifierList(verifiers = VERIFIERS): string {
  const width = Math.max(0, ...verifiers.map((v) => v.id.length));
  return verifiers
    .map(({ id, about }) => {
      const text = wrapped(`${about.explains} ${about.limits}`, WIDTH - width - 2);
      return text.map((line, i) => `${(i === 0 ? id : '').padEnd(width)}  ${line}\n`).join('');
    })
    .join('');
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
