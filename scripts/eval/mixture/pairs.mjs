// The pairs of corpora that mixtures are planned for: real rows in two halves, one of which is held out, and synthetic ones.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, trainingFile } from '../../train/data.mjs';
import { halfOf } from './heldOut.mjs';

const lines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** @param {string} root the project's folder @param {string} data the shared corpora @param {string} folder for files that are made */
export function makePairs(root, data, folder) {
  const demo = (name) => join(data, 'demo', name);
  const write = (name, rows) => {
    const path = join(folder, name);
    writeFileSync(path, `${rows.join('\n')}\n`);
    return path;
  };
  const halves = (name, rows) =>
    [0, 1].map((half) =>
      write(
        `${name}-${half ? 'held' : 'real'}.jsonl`,
        rows.filter((row) => halfOf(row) === half),
      ),
    );
  const pair = (name, view, human, synthetic) => {
    const [real, held] = halves(name, human);
    return { name, view, real, held, synthetic };
  };
  const pairs = [
    pair(
      'instructions',
      'response',
      lines(demo('instruct_human_seed_tasks.jsonl')),
      demo('instruct_alpaca_fields.jsonl'),
    ),
    pair(
      'chats',
      'response',
      lines(demo('chat_human_topicalchat_messages.jsonl')),
      demo('chat_chatgpt_messages.jsonl'),
    ),
  ];
  const trained = trainingFile(root);
  if (existsSync(trained)) {
    const rows = readRows(trained);
    for (const domain of ['fiction', 'news', 'review', 'abstract']) {
      const of = (label) =>
        rows
          .filter((row) => row.domain === domain && row.label === label)
          .map(({ text, source }) => JSON.stringify({ text, source }));
      const synthetic = write(`${domain}-synthetic.jsonl`, of(1));
      pairs.push(pair(domain, 'text', of(0), synthetic));
    }
  }
  return pairs;
}
