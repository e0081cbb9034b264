// Who speaks, and to whom.
import { lexical, wordsOf } from '../feature.ts';

const source = 'word class; rates as in Biber 1988';

export const firstPerson = lexical(
  { id: 'first-person', label: 'I and me', explains: 'The writer speaks of themselves.', source },
  wordsOf("i i'm i've i'd i'll me my myself mine"),
);

export const firstPlural = lexical(
  { id: 'first-plural', label: 'We and us', explains: 'The writer speaks for several.', source },
  wordsOf("we we're we've we'd we'll us our ours ourselves"),
);

export const secondPerson = lexical(
  { id: 'second-person', label: 'You', explains: 'The reader is addressed.', source },
  wordsOf("you you're you've you'd you'll your yours yourself"),
);

export const thirdPerson = lexical(
  { id: 'third-person', label: 'He, she and they', explains: 'People are told about.', source },
  wordsOf("he she him her his hers they them their theirs himself herself themselves he's she's they're he'd she'd"),
);
