// A JSON row as a tree of what stands in it: numbers by their digits, fields in their order and as often as they come. A row that
// was cut gives what is there.

export type JsonNode =
  | { readonly type: 'object'; readonly fields: readonly (readonly [key: string, value: JsonNode])[] }
  | { readonly type: 'array'; readonly items: readonly JsonNode[] }
  | { readonly type: 'string'; readonly text: string }
  /** Numbers, true, false and null, as they are written. */
  | { readonly type: 'literal'; readonly text: string };

export type JsonRow =
  | { readonly node: JsonNode }
  /** `column`: 1-based, UTF-16. */
  | { readonly problem: string; readonly column: number };

const MAX_DEPTH = 100;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const STRING_HEAD = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SPACE = /[ \t\n\r]*/y;

class Problem extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** `truncated`: the row goes on behind the text, so that an end that is missing is no fault. */
export function parseRow(text: string, truncated: boolean): JsonRow {
  const parser = new Parser(text, truncated);
  try {
    return { node: parser.row() };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message, column: error.at + 1 };
    throw error;
  }
}

class Parser {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly truncated: boolean,
  ) {}

  row(): JsonNode {
    const node = this.#value(0);
    this.#space();
    if (!this.#ended && this.truncated) return node;
    if (!this.#ended) throw new Problem('something follows the end of the row', this.#at);
    return node;
  }

  get #ended(): boolean {
    return this.#at >= this.text.length;
  }

  #value(depth: number): JsonNode {
    this.#space();
    if (depth > MAX_DEPTH) throw new Problem('nested too deeply to be shown', this.#at);
    const c = this.text[this.#at];
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#array(depth);
    if (c === '"') return { type: 'string', text: this.#string() };
    const literal = this.#match(LITERAL);
    if (literal !== undefined) return { type: 'literal', text: literal };
    if (this.truncated && this.text.length - this.#at < 6) return this.#rest();
    throw new Problem(this.#ended ? 'the row ends too early' : 'a value is expected', this.#at);
  }

  #object(depth: number): JsonNode {
    const fields: [string, JsonNode][] = [];
    this.#at++;
    if (this.#closes('}')) return { type: 'object', fields };
    for (;;) {
      this.#space();
      if (this.#isCut()) break;
      if (this.text[this.#at] !== '"') throw new Problem('a field name in double quotes is expected', this.#at);
      const key = this.#string();
      this.#space();
      if (this.#isCut()) break;
      if (this.text[this.#at] !== ':') throw new Problem('a colon is expected', this.#at);
      this.#at++;
      this.#space();
      if (this.#isCut()) break;
      fields.push([key, this.#value(depth + 1)]);
      if (!this.#goesOn('}')) break;
    }
    return { type: 'object', fields };
  }

  #array(depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.#at++;
    if (this.#closes(']')) return { type: 'array', items };
    for (;;) {
      this.#space();
      if (this.#isCut()) break;
      items.push(this.#value(depth + 1));
      if (!this.#goesOn(']')) break;
    }
    return { type: 'array', items };
  }

  /** Behind a value: true at a comma, false at the end of its list, or of what is there. */
  #goesOn(close: string): boolean {
    if (this.#closes(close) || this.#isCut()) return false;
    // What is left of a number that was cut, e.g. "1e".
    if (this.truncated && !/[,"{}[\]:]/.test(this.text.slice(this.#at))) {
      this.#rest();
      return false;
    }
    if (this.text[this.#at] !== ',') {
      throw new Problem(this.#ended ? 'the row ends too early' : 'a comma is expected', this.#at);
    }
    this.#at++;
    return true;
  }

  #closes(close: string): boolean {
    this.#space();
    if (this.text[this.#at] !== close) return false;
    this.#at++;
    return true;
  }

  #string(): string {
    const start = this.#at;
    const whole = this.#match(STRING);
    if (whole !== undefined) return JSON.parse(whole) as string;
    const head = this.#match(STRING_HEAD) ?? '"';
    // An escape may be cut in the middle.
    if (this.truncated && this.text.length - this.#at < 6) {
      this.#rest();
      return JSON.parse(`${head}"`) as string;
    }
    const stops = this.#at >= this.text.length;
    throw new Problem(
      stops ? 'the string that starts here is not closed' : 'a character that has to be escaped, or a wrong escape',
      stops ? start : this.#at,
    );
  }

  /** What is left of a row that was cut. */
  #rest(): JsonNode {
    const text = this.text.slice(this.#at);
    this.#at = this.text.length;
    return { type: 'literal', text };
  }

  #isCut(): boolean {
    return this.truncated && this.#ended;
  }

  #space(): void {
    this.#match(SPACE);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
