// Dictionary forms of English nouns, for labels: natural's inflector turns "phrases" into "phras" and "movies" into "movy".

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  geese: 'goose',
  criteria: 'criterion',
  phenomena: 'phenomenon',
  analyses: 'analysis',
  hypotheses: 'hypothesis',
  theses: 'thesis',
  crises: 'crisis',
  synopses: 'synopsis',
  parentheses: 'parenthesis',
  indices: 'index',
  matrices: 'matrix',
  vertices: 'vertex',
  appendices: 'appendix',
  shoes: 'shoe',
  toes: 'toe',
  canoes: 'canoe',
  quizzes: 'quiz',
  lives: 'life',
  wives: 'wife',
  knives: 'knife',
  leaves: 'leaf',
  halves: 'half',
  shelves: 'shelf',
  wolves: 'wolf',
  loaves: 'loaf',
  thieves: 'thief',
  scarves: 'scarf',
};

const UNCHANGED = new Set('series species news means physics mathematics ethics politics economics'.split(' '));
const IE = new Set(
  'movie cookie calorie zombie selfie smoothie brownie genie hoodie rookie tie pie lie die'.split(' '),
);

/** Singular of a lower-cased plural noun; words that are none stay as they are. */
export function singular(noun: string): string {
  if (UNCHANGED.has(noun)) return noun;
  // `Object.hasOwn`: a word of a dataset may be "constructor".
  if (Object.hasOwn(IRREGULAR, noun)) return IRREGULAR[noun] as string;
  if (!noun.endsWith('s') || /(?:ss|us|is)$/.test(noun) || noun.length < 4) return noun;
  if (noun.endsWith('ies')) return IE.has(noun.slice(0, -1)) ? noun.slice(0, -1) : `${noun.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz|[^aeiou]o|(?:vir|stat|bon|camp|cens|syllab|b|foc|pl)us)es$/.test(noun))
    return noun.slice(0, -2);
  return noun.slice(0, -1);
}
