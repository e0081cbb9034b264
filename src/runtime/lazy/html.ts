// Faults of HTML, a bundle of its own: parse5's tokenizer reports what is wrong inside of tags, and tags are paired here. Only
// what loses or moves something is a fault; a missing doctype, an unknown entity or an end tag that may be left out is none.
import { ErrorCodes, type Token, Tokenizer, TokenizerMode } from 'parse5';
import type { SyntaxFault } from '../../engine/verify/verifier.ts';

/** The codes of https://html.spec.whatwg.org/multipage/parsing.html#parse-errors that count, and what they come to in words. */
const FAULTS: ReadonlyMap<string, string> = new Map([
  [ErrorCodes.eofInTag, 'a tag is not closed by `>`'],
  [ErrorCodes.eofInComment, 'a comment is not closed'],
  [ErrorCodes.eofBeforeTagName, 'it ends inside of a tag'],
  [ErrorCodes.missingAttributeValue, 'an attribute lacks its value'],
  [ErrorCodes.unexpectedCharacterInAttributeName, 'a quote or `<` stands in the name of an attribute'],
  [ErrorCodes.unexpectedCharacterInUnquotedAttributeValue, 'a value without quotes holds a quote, `<` or `=`'],
  [ErrorCodes.missingWhitespaceBetweenAttributes, 'two attributes touch'],
  [ErrorCodes.missingEndTagName, 'an end tag lacks its name'],
]);
const VOID = words(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);
/** Elements whose end tag may be left out: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags */
const OPEN_ENDED = words('html head body li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th');
/** An end tag of these alone makes an element of its own. */
const LONE = words('p br');
const RAW: ReadonlyMap<string, number> = new Map([
  ...['title', 'textarea'].map((name) => [name, TokenizerMode.RCDATA] as const),
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, TokenizerMode.RAWTEXT] as const),
  ['script', TokenizerMode.SCRIPT_DATA],
]);
const MOST = 200_000;
/** Tags that are open at once. */
const DEEPEST = 500;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

interface Open {
  readonly name: string;
  readonly at: number;
}

/**
 * The first fault of a page or of a part of one; null where none is found; 'gave up' above 200,000 UTF-16 units or 500 tags
 * inside of each other.
 */
export function htmlFault(text: string): SyntaxFault | null | 'gave up' {
  if (text.length > MOST) return 'gave up';
  const faults: SyntaxFault[] = [];
  const open: Open[] = [];
  let deepest = 0;
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(tag) {
        const name = tag.tagName;
        if (VOID.has(name) || tag.selfClosing) return;
        open.push({ name, at: startOf(tag) });
        deepest = Math.max(deepest, open.length);
        if (open.length > DEEPEST) open.length = 0;
        tokenizer.inForeignNode = open.some((o) => o.name === 'svg' || o.name === 'math');
        const mode = tokenizer.inForeignNode ? undefined : RAW.get(name);
        if (mode !== undefined) tokenizer.state = mode as typeof tokenizer.state;
      },
      onEndTag(tag) {
        const fault = close(open, tag);
        if (fault) faults.push(fault);
        tokenizer.inForeignNode = open.some((o) => o.name === 'svg' || o.name === 'math');
      },
      onParseError(error) {
        const what = FAULTS.get(error.code);
        if (what !== undefined) faults.push({ at: Math.min(error.startOffset, text.length), what });
      },
      onEof() {},
      onComment() {},
      onDoctype() {},
      onCharacter() {},
      onNullCharacter() {},
      onWhitespaceCharacter() {},
    },
  );
  tokenizer.write(text, true);
  if (deepest > DEEPEST) return 'gave up';
  const left = open.find(({ name }) => !OPEN_ENDED.has(name));
  if (left) faults.push({ at: left.at, what: `\`<${left.name}>\` is never closed` });
  return faults.sort((a, b) => a.at - b.at)[0] ?? null;
}

/** Takes the element that an end tag closes from the open ones, with those inside of it whose end may be left out. */
function close(open: Open[], tag: Token.TagToken): SyntaxFault | null {
  const name = tag.tagName;
  const at = startOf(tag);
  let i = open.length - 1;
  while (i >= 0 && open[i]!.name !== name) i--;
  if (i < 0) return LONE.has(name) || VOID.has(name) ? null : { at, what: `\`</${name}>\` closes nothing` };
  const inner = open.slice(i + 1).find((o) => !OPEN_ENDED.has(o.name));
  open.length = i;
  return inner ? { at, what: `\`</${name}>\` stands where \`<${inner.name}>\` is open` } : null;
}

function startOf(tag: Token.TagToken): number {
  return tag.location?.startOffset ?? 0;
}
