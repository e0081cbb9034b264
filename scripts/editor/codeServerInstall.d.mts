// Types of codeServerInstall.mjs for the editor tests.
import type { Editor } from './codeServer.mjs';

export function provisionCodeServer(version?: string): Promise<Editor>;
