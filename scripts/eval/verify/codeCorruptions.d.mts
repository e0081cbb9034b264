export type CodeFault = 'bracket' | 'cut' | 'quote' | 'keyword' | 'indentation';
export const CODE_LANGUAGES: readonly string[];
export const CODE_FAULTS: readonly CodeFault[];
export function codeSample(language: string, seed: string): string;
export function corruptedCode(language: string, code: string, kind: CodeFault, seed: string): string | null;
