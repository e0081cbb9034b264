// Types of chromium.mjs for the editor tests.
import type { Browser } from 'playwright-core';

export function findChromium(): Promise<string>;
export function launchChromium(executablePath: string): Promise<Browser>;
