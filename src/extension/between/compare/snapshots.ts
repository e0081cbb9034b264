// What a choice comes to: snapshots as the engine takes them, how the comparison is called, and where its samples stand.
import * as vscode from 'vscode';
import type { Snapshots } from '../../../protocol/betweenApi.ts';
import type { Corpus } from '../../corpus.ts';
import { refOf, shownPath } from '../../inspection.ts';
import type { Services } from '../../services.ts';
import { basename, titleOf } from '../../titles.ts';
import type { Choice } from './choice.ts';
import { textAt, type Versioned, versionedFile } from './git.ts';
import { shortNames, shortRef } from './order.ts';
import { sendText } from './sentText.ts';

export interface Compared {
  readonly title: string;
  /** Whose change puts the result out of date. */
  readonly files: readonly vscode.Uri[];
  /** Opens everything; to be closed after the comparison. */
  open(signal: AbortSignal): Promise<{ readonly snapshots: Snapshots; close(): void }>;
  /** Where a file of the report is. */
  place(file: string): vscode.Uri | undefined;
}

type Parts = Pick<Services, 'engine' | 'mirrors'>;

/** Rejects with a sentence where git has nothing to compare with. */
export async function comparedBy(parts: Parts, corpus: Corpus, choice: Choice): Promise<Compared> {
  switch (choice.from) {
    case 'files':
      return filesCompared(parts, choice.files);
    case 'field':
      return fieldCompared(parts, corpus, choice);
    case 'git':
      return versionsCompared(parts, await versionedFile(corpus.targets[0] as vscode.Uri), choice.refs);
  }
}

function filesCompared({ mirrors }: Parts, files: readonly vscode.Uri[]): Compared {
  const names = shortNames(files.map(({ path }) => path));
  return {
    title: titleOfList(names),
    files,
    open: async () => {
      const list = [];
      for (const [i, uri] of files.entries()) list.push({ name: names[i]!, files: [await refOf(uri, mirrors)] });
      return { snapshots: { from: 'list', list }, close: () => {} };
    },
    place: (file) => files.find((uri) => shownPath(uri) === file),
  };
}

function fieldCompared(
  { mirrors }: Parts,
  corpus: Corpus,
  { field, order }: Extract<Choice, { from: 'field' }>,
): Compared {
  const { targets } = corpus;
  return {
    title: vscode.l10n.t('{0} by {1}', titleOf(corpus), field),
    files: targets,
    open: async () => {
      const files = [];
      for (const uri of targets) files.push(await refOf(uri, mirrors));
      return { snapshots: { from: 'field', files, field, ...(order ? { order } : {}) }, close: () => {} };
    },
    place: (file) => targets.find((uri) => shownPath(uri) === file),
  };
}

function versionsCompared({ engine, mirrors }: Parts, file: Versioned, refs: readonly string[]): Compared {
  const shown = (ref: string) => `${shortRef(ref)}:${file.relative}`;
  return {
    title: vscode.l10n.t('{0} and its version in {1}', basename(file.uri), titleOfList(refs.map(shortRef))),
    files: [file.uri],
    open: async (signal) => {
      const sent: { close(): void }[] = [];
      const close = () => {
        for (const text of sent) text.close();
      };
      try {
        const list = [];
        for (const ref of refs) {
          const text = await sendText(engine, await textAt(file, ref), shown(ref), signal);
          sent.push(text);
          list.push({ name: shortRef(ref), files: [text.ref] });
        }
        list.push({ name: basename(file.uri), files: [await refOf(file.uri, mirrors)] });
        return { snapshots: { from: 'list', list }, close };
      } catch (error) {
        close();
        throw error;
      }
    },
    place: (name) => {
      const ref = refs.find((known) => shown(known) === name);
      if (ref !== undefined) return file.git.toGitUri(file.uri, ref);
      return name === shownPath(file.uri) ? file.uri : undefined;
    },
  };
}

const MOST_NAMED = 3;

function titleOfList(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', named, more) : named;
}
