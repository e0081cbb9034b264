// The training texts: rows of ../shared/data/train/train_en.jsonl.gz with their kind and the family of their generator.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * @typedef {object} Row
 * @property {string} id @property {string} text @property {string} source @property {string} domain
 * @property {0 | 1} label 1 for LLM text
 * @property {string | null} generator @property {string | null} pair @property {string | null} family
 */

/** What people call the domains. */
export const KINDS = {
  abstract: 'paper abstracts',
  'biomed-qa': 'medical answers',
  blog: 'blog posts',
  dialogue: 'chats',
  encyclopedia: 'encyclopedia articles',
  essay: 'essays',
  fiction: 'stories',
  'forum-qa': 'forum answers',
  instruct: 'answers to instructions',
  misc: 'mixed prose',
  news: 'news',
  review: 'reviews',
  'tech-doc': 'technical documents',
};

export function trainingFile(root) {
  return resolve(root, '..', 'shared', 'data', 'train', 'train_en.jsonl.gz');
}

/** @param {string} path JSONL or gzipped JSONL with `text`, `label` ("human" or anything else), `domain`, `source`, `generator` @returns {Row[]} */
export function readRows(path) {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const row = JSON.parse(line);
      const label = row.label === 'human' || row.label === 0 ? 0 : 1;
      return {
        id: String(row.id ?? i),
        text: row.text,
        source: row.source ?? 'unnamed',
        domain: row.domain ?? 'unnamed',
        label,
        generator: label === 0 ? null : (row.generator ?? 'unnamed'),
        pair: row.pair_id ?? null,
        family: label === 0 ? null : familyOf(row.generator ?? ''),
      };
    });
}

export function familyOf(generator) {
  if (/^(chat)?gpt/.test(generator)) return 'openai';
  if (/^claude/.test(generator)) return 'claude';
  if (/^gem/.test(generator)) return 'google';
  return 'open';
}

/** Mulberry32: numbers in [0, 1), the same for a seed. */
export function seeded(seed) {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
