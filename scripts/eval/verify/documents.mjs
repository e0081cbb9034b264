// SQL, HTML and CSS that are right by construction, from a seed.
import { randomFrom } from './seeded.mjs';

const TABLES = 'orders customers products invoices shipments employees'.split(' ');
const COLUMNS = 'name city price amount status region quantity category'.split(' ');
const WORDS = 'Overview Details Prices Contact Latest Summary Archive Report'.split(' ');
const PROPERTIES = [
  'color: #336699',
  'margin: 0 auto',
  'padding: 4px 8px',
  'font-weight: bold',
  'display: flex',
  'border: 1px solid #ccc',
];

/** @type {Record<string, (seed: string) => string>} */
export const DOCUMENTS = {
  sql(seed) {
    const random = randomFrom(seed);
    const [a, b] = random.shuffle(TABLES);
    const [x, y, z] = random.shuffle(COLUMNS);
    return random.pick([
      `SELECT ${x}, COUNT(*) AS n\nFROM ${a}\nWHERE ${y} > ${random.below(100)} AND ${z} IN ('low', 'high')\nGROUP BY ${x}\nHAVING COUNT(*) > ${random.below(9)}\nORDER BY n DESC;`,
      `SELECT ${a}.${x}, SUM(${b}.${y})\nFROM ${a}\nJOIN ${b} ON ${a}.id = ${b}.owner_id\nWHERE (${a}.${z} = 'open' OR ${b}.${z} = 'closed')\nGROUP BY ${a}.${x};`,
      `CREATE TABLE ${a} (\n  id INT PRIMARY KEY,\n  ${x} VARCHAR(50) NOT NULL,\n  ${y} INT\n);\n\nINSERT INTO ${a} (id, ${x}, ${y}) VALUES (1, 'first', ${random.below(50)}), (2, 'second', ${random.below(50)});`,
      `UPDATE ${a}\nSET ${x} = 'done', ${y} = (${y} + ${random.below(9)})\nWHERE id IN (SELECT owner_id FROM ${b} WHERE ${z} = 'late');`,
    ]);
  },
  html(seed) {
    const random = randomFrom(seed);
    const [title, ...others] = random.shuffle(WORDS);
    const items = others.slice(0, 3).map((w) => `      <li><a href="/${w.toLowerCase()}" class="item">${w}</a></li>`);
    return `<!DOCTYPE html>\n<html lang="en">\n<head>\n  <title>${title}</title>\n</head>\n<body>\n  <div class="page">\n    <h1>${title}</h1>\n    <ul id="list">\n${items.join('\n')}\n    </ul>\n    <img src="picture.png" alt="${title}">\n    <button type="button">${others[3]}</button>\n  </div>\n</body>\n</html>`;
  },
  css(seed) {
    const random = randomFrom(seed);
    const selectors = random
      .shuffle(['.card', '#main', 'nav a:hover', 'ul > li', 'button[type="submit"]', 'h1, h2'])
      .slice(0, 3);
    return selectors
      .map(
        (s) =>
          `${s} {\n${random
            .shuffle(PROPERTIES)
            .slice(0, 3)
            .map((p) => `  ${p};`)
            .join('\n')}\n}`,
      )
      .join('\n\n');
  },
};
