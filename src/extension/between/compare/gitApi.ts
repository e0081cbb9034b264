// What is used of the API of the editor's built-in Git extension (version 1).
import type { Event, Uri } from 'vscode';

export interface GitExtension {
  readonly enabled: boolean;
  /** Throws while Git is disabled or not installed. */
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<'uninitialized' | 'initialized'>;
  getRepository(uri: Uri): GitRepository | null;
  /** Null for what is in none. */
  getRepositoryRoot?(uri: Uri): Promise<Uri | null>;
  openRepository?(root: Uri): Promise<GitRepository | null>;
  /** A read-only document of a file as it was. */
  toGitUri(uri: Uri, ref: string): Uri;
}

export interface GitRepository {
  readonly rootUri: Uri;
  readonly state: { readonly HEAD?: { readonly name?: string; readonly commit?: string } | undefined };
  /** Rejects where there is none. */
  getCommit(ref: string): Promise<GitCommit>;
  /** Rejects where the revision does not hold the file. */
  buffer(ref: string, path: string): Promise<Uint8Array>;
  /** Newest first. */
  log(options: { readonly path: string; readonly maxEntries: number }): Promise<GitCommit[]>;
  getRefs(query: { readonly pattern?: string; readonly sort?: 'committerdate' }): Promise<GitRef[]>;
}

export interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly commitDate?: Date;
  readonly authorName?: string;
}

export interface GitRef {
  /** 2 for tags. */
  readonly type: number;
  readonly name?: string;
  readonly commit?: string;
}
