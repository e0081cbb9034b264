// Sentence frames of the sample corpora. A slot stands at least in every third word, so that two sentences from the same
// frame share few word 4-grams. Slots are filled by composer.mjs.

const lines = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

/** Sentences by register. A text keeps to one register, or mixes in `any`. */
export const FRAMES = {
  advice: lines(`
    {Act} the {thing} {manner} and wait {span}
    Keep {a:tool} beside the {thing} so that {trouble} can be caught {time}
    Most {things} turn {quality} once {sign}
    If {sign}, {act} it; if not, give the {thing} {span} more
    {Trouble} usually means that the {tool} was {quality2} or that somebody {acted} too early
    Borrow {a:tool} from {source} instead of {acting} everything {manner}
    {Number} {things} are plenty for {a:quality} start
    Never {act} {a:quality} {thing} while {trouble} is still around
    A {quality} {thing} forgives {trouble}, a {quality2} one rarely does
    Write down when {sign}, because {source} will ask about it {time}
    {Acting} takes {span}, {acting2} barely {span2}
    Start with the {quality} {thing}, leave the {thing2} until {sign}
    Check your {tool} {time}: {trouble} begins there
    What looks like {trouble} may be nothing but {a:quality} {thing}
    The trick that {source} swears by is {acting} {manner}
    Swap the {tool} for {a:tool2} whenever {things} feel {quality}
    Two rounds of {acting} beat one long struggle with {trouble}
    Ask whether the {thing} needs {acting} at all before you {act2} it
    Count {number} breaths, then {act} again {manner}
    Put the {tool} away {time}, otherwise {trouble} follows
    Stop as soon as {sign}
    Anything {quality} deserves {a:tool}, not force
  `),
  story: lines(`
    {Name} {acted} the {thing} {time}, and nobody in {place} noticed
    By then {number} {things} stood {quality} against the wall
    "{Sign}," {name} said, still {feeling}
    {Source} had warned us about {trouble}, but we {acted} on
    In {place} they {act} {things} {manner}, or so {name} claims
    The {tool} was {quality}, {name2} was {feeling}, and {trouble} came {time}
    We drove to {place} with {a:tool} and {number} {quality} {things}
    {Name} laughed, {acted} it {manner} and handed me the {tool}
    It took {span} before {sign}
    {Time} the {thing} was gone and only the {tool} remained
    My grandmother kept {a:quality} {thing} in {place} for {span}
    I felt {feeling} until {sign}
    {Name} never {acted} anything {manner} again
    Between {trouble} and {trouble2} we learned to {act}
    A letter from {place} described {a:thing}, {quality} and {quality2}
    Someone {acted} our {thing} while {name} slept
    {Number} {unit} later {sign}, exactly as {source} had promised
    "{Act} it {manner}," whispered {name}, "or {trouble} wins."
    The {thing2} belonged to {name}, the {thing} to {source}
    Rain fell over {place}, {sign}, and {name} felt {feeling}
  `),
  explain: lines(`
    {Acting} changes how {a:thing} responds, because {sign} only afterwards
    There are {number} kinds of {thing}; the {quality} sort dominates around {place}
    {Trouble} and {trouble2} look alike, yet the {tool} tells them apart
    Unlike {a:thing}, {a:thing2} stays {quality} for {span}
    The reason is simple: {quality} {things} tolerate {acting} badly
    Historically {place} relied on {a:tool}, which made {trouble} common
    {Sign} when pressure, timing and {a:quality} {thing} coincide
    Experts call the result {quality}, beginners call it {trouble}
    Roughly {number} out of forty {things} show {trouble} {time}
    {A:tool} measures what {acting} alone can only suggest
    Between {span} and {span2} pass before {sign}
    Think of the {thing} as the slow part and the {tool} as the fast one
    Because {things} are {quality}, {source} prefers {acting2} them {manner}
    Whoever {acted} first in {place} cared little about {trouble}
    The word covers {things}, {things2} and anything {quality} in between
    {Quality} material hides {trouble} until {sign}
    Each {thing} loses about {percent} of its strength through {acting}
    One {tool} per {thing} suffices unless {trouble} returns
    In short, {sign}; everything else is {acting} and luck
    Studies from {place} put the limit near {number} {things}
  `),
  letter: lines(`
    I am writing about the {quality} {thing} which {name} {acted} {time}
    Please {act} our {things} {manner} and send {a:tool} to {place}
    {Name} reports {trouble} in {number} {things}, all of them {quality}
    We would rather {act} the {thing} ourselves than risk {trouble}
    Your {tool} arrived {time}, {quality} but usable
    Could {source} confirm whether {sign}
    The bill lists {number} {things}, yet we {acted} only {a:thing}
    {Name} will be in {place} {time} with {a:tool}
    Until {sign}, nobody should {act} anything
    I remain {feeling}, though {trouble} has cost us {span}
    Enclosed you will find {a:quality} {thing} and notes by {name}
    {Source} suggested {acting} as a remedy; {name} disagrees
    Do let {name} know {time}, because {things} turn {quality} quickly
    Should {trouble} return, we shall {act} the {thing2} as well
    Thanks to {source}, {number} {unit} of {acting} were enough
    Neither {name} nor {source} could find the {quality} {tool}
    Our meeting in {place} ended {time} with {trouble} unresolved
    May I ask why {things} were {acted} {manner}
  `),
};

/** Follow a sentence, after its last word and before its full stop. */
export const TAILS = lines(`
  , which {source} noticed {time}
  , and {sign}
  , though {name} would {act} it {manner}
  , as people in {place} have done for {span}
  , unless the {tool} is {quality}
  ; after {span} {sign}
  , so {act} {manner}
  , {quality} or not
  , mostly to avoid {trouble}
  , even {time}
  , provided that {sign}
  , about {number} times
  ; {name} swears by it
  , just as {source} predicted
  , with {a:tool} close at hand
  , long before {trouble} shows
`);

/** Instructions; some invite an input. Fixed words stand apart: several in a row would make a frame of their own. */
export const PROMPTS = lines(`
  What should I do about {trouble} when {acting} {a:thing}?
  Explain why {a:quality} {thing} leads to {trouble}.
  A story from {place}: {name} must {act} {a:thing}.
  Draft a letter to {source} about {trouble} and the {quality} {thing}.
  How long does {a:thing} stay {quality}, and how do I know that {sign}?
  My {thing} is {quality} and {sign}. Is that normal?
  Compare {acting} with {acting2} for somebody who owns only {a:tool}.
  Give me {number} hints for {acting} {things} {manner}.
  {Name} says {trouble} comes from the {tool}. Is {name} right?
  Describe how {sign}; {source} saw it.
  Which {tool} suits {quality} {things} best?
  Are {number} {things} and {span} enough to {act} {a:thing}?
  Why do people in {place} {act} their {things} {manner}?
  Write a note to {name}, who {acted} the {thing} too early.
  Is {a:tool} worth it if I only {act} {a:thing} {time}?
  Summarise what {source} taught {name} about {trouble}.
  What is the difference between {a:thing} and {a:thing2}?
  {Quality} {things}: {acted} {time} or {manner}?
  Teach a child of {number} how {a:tool} prevents {trouble}.
  How did {place} deal with {trouble} before the {tool} existed?
  Plan {span} of {topic} for a {feeling} beginner.
  Name {a:quality} mistake with {a:tool} that even {source} makes.
  Turn {number} notes on {topic} into {a:quality} paragraph for {name}.
  After {span} of {acting} the {thing} still looks {quality}. What now?
`);

/** The `input` of an instruction, where it has one. */
export const INPUTS = lines(`
  {number} {things}, {a:tool}, {trouble}, {place}
  {Name}: "{Sign}, but only {time}."
  Notes: {acted} {time}; {quality}; {trouble} in {place}; asked {source}
  Budget {number} euros, {span}, one {tool}
  {Thing}: {quality}. {Thing2}: {quality2}. {Name} prefers neither.
`);

/** One frame for a whole family of rows: the planted template. Slots only here and there, on purpose. */
export const TEMPLATE = {
  prompt: 'Answer the customer who complains about order {order}: the {product} arrived {fault}.',
  response:
    'Dear {person}, thank you for getting in touch with our service team. We are very sorry to hear that your {product} ' +
    'arrived {fault}. A replacement will leave our warehouse within two working days and you do not need to send anything ' +
    'back to us. Your reference number is {order}. Please keep it until the parcel has reached {city}. If there is anything ' +
    'else we can do for you, simply reply to this message and we will be happy to help.',
};
