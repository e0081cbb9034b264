// Part-of-speech templates: sentence frames such as "DT JJ NN IN DT" that come again and again.
import type { DrawnMetric, DrawnSample, Tools } from '../metric.ts';
import { drawnPart, meanInterval } from '../statistics/subsample.ts';
import { taggable } from '../text/taggable.ts';

const LENGTH = 5;
/** Templates that count as common, and those that are shown. */
const COMMON = 100;
const SHOWN = 20;

export const posTemplates: DrawnMetric = {
  id: 'pos-templates',
  about: {
    label: 'Tag templates',
    group: 'repetition',
    format: 'percent',
    better: 'lower',
    explains: 'Share of the samples with one of the 100 commonest runs of five parts of speech; long texts nearly all.',
    source:
      'Shaib et al. 2024; Penn Treebank tags of natural’s Brill tagger, punctuation included, templates do not cross ' +
      'turns. Drawn samples choose the 100 templates themselves, so their share lies a little high; the interval takes ' +
      'the templates as given',
    cost: 'tags up to 2,000 drawn samples',
    sizeDependent: false,
    languages: 'english',
  },
  draw: { samples: 2000, words: 150_000 },
  measure(samples, of, tools) {
    const n = samples.length;
    if (n === 0) return { value: null };
    const holders = templateHolders(samples, tools);
    const common = [...holders.values()]
      .sort((a, b) => b.samples.length - a.samples.length || b.count - a.count || (a.label < b.label ? -1 : 1))
      .slice(0, COMMON);
    if (common.length === 0) return { value: null };
    const hits = new Uint8Array(n);
    for (const { samples: held } of common) for (const i of held) hits[i] = 1;
    const value = hits.reduce((sum, hit) => sum + hit, 0) / n;
    const rows = common
      .slice(0, SHOWN)
      .map(({ label, samples: held }) => ({ label, count: held.length, share: held.length / n }));
    const detail = { type: 'table' as const, rows };
    return { value, detail, ...drawnPart(n, of, () => meanInterval(hits, of, [0, 1])) };
  },
};

interface Template {
  readonly label: string;
  /** Occurrences. */
  count: number;
  /** Samples that hold it, each once, in order. */
  readonly samples: number[];
}

/** Every template of the samples. */
export function templateHolders(samples: readonly DrawnSample[], { tag }: Pick<Tools, 'tag'>): Map<number, Template> {
  const tagIds = new Map<string, number>();
  const found = new Map<number, Template>();
  samples.forEach(({ segments }, s) => {
    for (const text of segments) {
      const tags = tag(taggable(text));
      const ids = tags.map((name) => {
        const id = tagIds.get(name) ?? tagIds.size;
        tagIds.set(name, id);
        return id;
      });
      for (let i = 0; i + LENGTH <= ids.length; i++) {
        let key = 0;
        // A handful of tags: five fit exactly into one number.
        for (let k = 0; k < LENGTH; k++) key = key * 1024 + (ids[i + k] as number);
        let template = found.get(key);
        if (!template) {
          template = { label: tags.slice(i, i + LENGTH).join(' '), count: 0, samples: [] };
          found.set(key, template);
        }
        template.count++;
        if (template.samples[template.samples.length - 1] !== s) template.samples.push(s);
      }
    }
  });
  return found;
}
