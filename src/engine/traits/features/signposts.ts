// Words that say how one sentence follows from another.
import { lexical, linesOf } from '../feature.ts';

export const signposts = lexical(
  {
    id: 'signposts',
    label: 'Signposts',
    explains: 'Says how one sentence follows from another: “moreover”, “furthermore”, “additionally”, “by doing so”.',
    source: 'our list',
  },
  linesOf(`
    moreover
    furthermore
    additionally
    consequently
    therefore
    thus
    hence
    nevertheless
    nonetheless
    however
    firstly
    secondly
    thirdly
    lastly
    finally
    first and foremost
    in addition
    as a result
    on the other hand
    by contrast
    in contrast
    for example
    for instance
    such as
    in particular
    by doing so
    by leveraging
    by providing
    in order to
    as well as
    due to
    while
    despite
    in turn
    not least
    to this end
    with this in mind
    specifically
    notably
    importantly
    similarly
    likewise
    conversely
    alternatively
    meanwhile
    regardless
  `),
);
