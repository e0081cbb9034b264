// Hedges: how sure the writer is, or says to be. People hedge by "I think" and "maybe", LLM text by "may" and "often".
import { lexical, linesOf } from '../feature.ts';

export const hedges = lexical(
  {
    id: 'hedges',
    label: 'Hedges',
    explains: 'Softens a claim without a person in it: “may”, “often”, “it is important to note”, “can help”.',
    source: 'our list',
  },
  linesOf(`
    may
    might
    can be
    can help
    could potentially
    potentially
    often
    typically
    generally
    usually
    commonly
    likely
    tends to
    tend to
    various
    numerous
    a variety of
    a range of
    a number of
    it is important to
    it's important to
    important to note
    worth noting
    it should be noted
    it is essential
    it is crucial
    it can be
    in many cases
    in some cases
    depending on
    generally speaking
    to some extent
    seemingly
    somewhat
    relatively
  `),
);

export const personalHedges = lexical(
  {
    id: 'personal-hedges',
    label: 'Personal hedges',
    explains: 'A person who is not sure: “I think”, “I guess”, “maybe”, “kind of”, “pretty”, “really”.',
    source: 'our list; some from HC3 (Guo et al. 2023)',
  },
  linesOf(`
    i think
    i guess
    i believe
    i suppose
    i mean
    i don't know
    i'm not sure
    i feel
    maybe
    perhaps
    probably
    kind of
    sort of
    pretty
    really
    actually
    basically
    anyway
    anyways
    well
    stuff
    thing
    things
    lot
    a bit
    a lot
    got
    get
    getting
    guy
    guys
    yeah
    ok
    okay
    lol
    just
    like
    even
    ever
    never
    nope
    imo
    edit
    etc
  `),
);
