// Types of codeServer.mjs for the editor tests.
export interface Editor {
  readonly kind: 'code-server';
  readonly version: string;
  readonly node: string;
  readonly entry: string;
}
export interface Profile {
  readonly userDataDir: string;
  readonly extensionsDir: string;
}
export interface Server {
  readonly port: number;
  readonly url: string;
  readonly exited: Promise<unknown>;
  log(): string;
  stop(): Promise<unknown>;
}
export function createProfile(settings?: Record<string, unknown>): Profile & { remove(): void };
export function installExtension(editor: Editor, profile: Profile, vsix: string): Promise<void>;
export function workbenchUrl(port: number, folder?: string, file?: string): string;
export function startServer(
  editor: Editor,
  profile: Profile,
  options?: { folder?: string; file?: string; env?: Record<string, string> },
): Promise<Server>;
export function exitOnSignals(): void;
