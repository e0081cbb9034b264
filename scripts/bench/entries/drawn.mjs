// Entry: seconds that each drawn metric takes for as many samples as it draws, and homogenisation for 1,000 samples of
// 350 words, which are cut out of the corpus's text. `argv[3]`: seconds after which no further metric is begun.
import { DRAWN_METRICS } from '../../../src/engine/registry.ts';
import * as tools from '../../../src/runtime/lazy/tools.ts';
import { answer, cpuSeconds, readCorpus } from './corpusInMemory.mjs';

const HOMOGENISATION = { samples: 1000, wordsEach: 350 };

const { texts } = await readCorpus(process.argv[2]);
const patience = Number(process.argv[3] ?? 120) * 1000;
const begun = performance.now();
const created = (tools.lazyTools ?? tools.createTools)?.();
const metrics = DRAWN_METRICS.map((metric) => {
  if (performance.now() - begun > patience) return { id: metric.id, skipped: 'no time was left' };
  const even = metric.id === 'homogenisation' ? cutEvenly(HOMOGENISATION) : null;
  const samples = even ?? firstOf(metric.draw);
  const start = performance.now();
  const cpu = cpuSeconds();
  try {
    // Of more than were drawn, so that the interval is measured too.
    const { value } = metric.measure(samples, samples.length * 20, created);
    const seconds = (performance.now() - start) / 1000;
    return { id: metric.id, seconds, cpuSeconds: cpuSeconds() - cpu, samples: samples.length, value };
  } catch (error) {
    return { id: metric.id, skipped: String(error) };
  }
});
answer({ metrics });

function firstOf({ samples, words }) {
  const out = [];
  let taken = 0;
  for (const [index, { segments }] of texts.entries()) {
    if (out.length >= samples) break;
    const strings = segments.map((s) => s.text);
    const size = strings.reduce((n, text) => n + text.split(/\s+/).length, 0);
    if (out.length > 0 && taken + size > words) continue;
    taken += size;
    out.push({ index, segments: strings });
  }
  return out;
}

/** Null where the text is too short. */
function cutEvenly({ samples, wordsEach }) {
  const out = [];
  let words = [];
  for (const { segments } of texts) {
    for (const { text } of segments) words.push(...text.split(/\s+/).filter(Boolean).slice(0, wordsEach));
    for (; words.length >= wordsEach && out.length < samples; words = words.slice(wordsEach)) {
      out.push({ index: out.length, segments: [words.slice(0, wordsEach).join(' ')] });
    }
    if (out.length === samples) return out;
  }
  return null;
}
