// The fields of a row for reading: names as labels, strings with their line breaks, chat messages as turns, nested values indented.
import { html, nothing, type TemplateResult } from 'lit';
import { marked, type Needle } from './highlight.ts';
import type { JsonNode } from './jsonTree.ts';

type Shown = TemplateResult | string;

const ROLES = ['role', 'from', 'speaker', 'author'];
const CONTENTS = ['content', 'value', 'text', 'message', 'parts'];

export function treeView(node: JsonNode, needle: Needle | null): Shown {
  switch (node.type) {
    case 'string':
      return textView(node.text, needle);
    case 'literal':
      return html`<span class="literal">${marked(node.text, needle)}</span>`;
    case 'array':
      return arrayView(node.items, needle);
    case 'object':
      return fieldsView(node.fields, needle);
  }
}

export function textView(text: string, needle: Needle | null): Shown {
  if (text === '') return html`<span class="muted">empty</span>`;
  return html`<div class="text" dir="auto">${marked(text, needle)}</div>`;
}

function fieldsView(fields: readonly (readonly [string, JsonNode])[], needle: Needle | null): Shown {
  if (fields.length === 0) return html`<span class="muted">no fields</span>`;
  return html`<dl class="fields">${fields.map(
    ([key, value]) =>
      html`<div class="field ${isShort(value) ? 'short' : 'long'}"><dt>${marked(key, needle)}</dt><dd>${treeView(value, needle)}</dd></div>`,
  )}</dl>`;
}

function arrayView(items: readonly JsonNode[], needle: Needle | null): Shown {
  if (items.length === 0) return html`<span class="muted">no items</span>`;
  const turns = items.map(turnOf);
  if (turns.every((turn) => turn !== null)) {
    return html`<ol class="turns">${turns.map((turn) => turnView(turn, needle))}</ol>`;
  }
  if (items.every((item) => item.type === 'literal')) {
    const text = items.map((item) => (item.type === 'literal' ? item.text : '')).join(', ');
    return html`<span class="literal">${marked(text, needle)}</span>`;
  }
  return html`<ol class="items">${items.map((item) => html`<li>${treeView(item, needle)}</li>`)}</ol>`;
}

interface Turn {
  readonly role: string;
  readonly content: JsonNode | undefined;
  readonly rest: readonly (readonly [string, JsonNode])[];
}

/** A message of a chat: who says what, and whatever else is told of it. */
function turnOf(node: JsonNode): Turn | null {
  if (node.type !== 'object') return null;
  const role = node.fields.find(([key, value]) => ROLES.includes(key) && value.type === 'string');
  if (role?.[1].type !== 'string') return null;
  const content = node.fields.find(([key]) => CONTENTS.includes(key));
  if (!content && node.fields.length < 2) return null;
  return {
    role: role[1].text,
    content: content?.[1],
    rest: node.fields.filter((field) => field !== role && field !== content),
  };
}

function turnView({ role, content, rest }: Turn, needle: Needle | null): TemplateResult {
  return html`<li class="turn"><div class="role">${marked(role, needle)}</div><div class="said">
    ${content ? treeView(content, needle) : nothing}${rest.length > 0 ? fieldsView(rest, needle) : nothing}</div></li>`;
}

function isShort(node: JsonNode): boolean {
  if (node.type === 'literal') return true;
  return node.type === 'string' && node.text.length <= 80 && !/[\n\r]/.test(node.text);
}
