// Tags and chat tokens in a text that have to stand in pairs.

/** What reasoning is put between. */
const THINKING = /<(\/?)(think|thinking|reasoning|scratchpad|reflection)>/g;
/** Tags that are spoken of rather than used. */
const QUOTED = /```[\s\S]*?```|`[^`\n]*`|"<\/?\w+>"/g;
const CHATML = /<\|im_(start|end)\|>/g;

/** Whether a text holds tags of reasoning, outside of code. */
export function hasThinking(text: string): boolean {
  return text.includes('<') && unquoted(text).search(THINKING) >= 0;
}

/** What is wrong with a text's tags of reasoning; null where they stand in pairs. */
export function thinkingFault(text: string): string | null {
  let open: string | null = null;
  for (const [, slash, name] of unquoted(text).matchAll(THINKING)) {
    if (slash === '') {
      if (open !== null) return `\`<${name}>\` is opened before \`<${open}>\` is closed`;
      open = name!;
    } else if (open !== name) return `\`</${name}>\` closes nothing`;
    else open = null;
  }
  return open === null ? null : `\`<${open}>\` is never closed`;
}

function unquoted(text: string): string {
  return text.includes('`') || text.includes('"<') ? text.replace(QUOTED, (part) => ' '.repeat(part.length)) : text;
}

export interface ChatmlCount {
  /** Turns that are opened. */
  readonly turns: number;
  /** What is wrong with the tokens, but for the end of the last turn; null where they stand in pairs. */
  readonly fault: string | null;
  /** Whether the last turn is left open. */
  readonly open: boolean;
}

/** The ChatML tokens of a text; null without any. */
export function chatmlOf(text: string): ChatmlCount | null {
  if (!text.includes('<|im_')) return null;
  let turns = 0;
  let open = false;
  let fault: string | null = null;
  for (const [, kind] of text.matchAll(CHATML)) {
    if (kind === 'start') {
      turns++;
      if (open) fault ??= `turn ${turns - 1} has no \`<|im_end|>\``;
    } else if (!open) fault ??= '`<|im_end|>` ends no turn';
    open = kind === 'start';
  }
  return { turns, fault, open };
}
