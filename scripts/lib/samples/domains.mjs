// Word banks of the sample corpora, one entry per field of life: what its people handle, do, fear and look for.

/**
 * @typedef {object} Domain
 * @property {string} topic
 * @property {string[]} things countable, regular plural
 * @property {string[]} tools countable
 * @property {string[]} acts regular verbs that take a thing
 * @property {string[]} troubles noun phrases
 * @property {string[]} signs whole clauses
 * @property {string[]} qualities adjectives for a thing
 */

const entry = (topic, things, tools, acts, troubles, signs, qualities) => {
  const list = (text) => text.split('|').map((item) => item.trim());
  return {
    topic,
    things: list(things),
    tools: list(tools),
    acts: list(acts),
    troubles: list(troubles),
    signs: list(signs),
    qualities: list(qualities),
  };
};

/** @type {Domain[]} */
export const DOMAINS = [
  entry(
    'bread baking',
    'rye loaf|brioche bun|baguette|flatbread|focaccia|bagel|levain|crumpet|milk roll|seeded boule',
    'banneton|razor blade|cast iron pot|bench scraper|linen cloth|probe thermometer|baking stone|stand mixer',
    'knead|proof|score|chill|flour|shape|rest|dust|stretch',
    'a gummy crumb|torn crusts|overproofed dough|a pale base|tunnels under the top|a smell of paint|burnt sesame|a collapsed shoulder',
    'the crust sounds hollow|the dough springs back slowly|bubbles gather at the rim|the base turns chestnut|steam stops fogging the door|the poke leaves a dent',
    'slack|airy|tangy|dense|glossy|sticky|chewy|crisp',
  ),
  entry(
    'kitchen gardening',
    'tomato bed|leek row|seed tray|compost heap|bean trellis|cold frame|herb border|squash mound|cabbage patch|raspberry cane',
    'dibber|watering can|soil knife|wheelbarrow|hoe|rain gauge|garden fork|mesh tunnel',
    'mulch|weed|water|prune|harden|sow|harvest|thin|stake',
    'slug holes|blossom end rot|leggy seedlings|cracked fruit|waterlogged roots|a late frost|powdery leaves|bolting lettuce',
    'the first true leaves open|worms surface after rain|the pods snap cleanly|the soil crumbles in your fist|bees find the blossom|the stems turn woody',
    'shady|fertile|parched|weedy|sheltered|sandy|overgrown|tidy',
  ),
  entry(
    'bicycle repair',
    'rear derailleur|chainring|brake pad|bottom bracket|spoke|inner tube|headset|pedal|freewheel|saddle clamp',
    'torque wrench|chain whip|tyre lever|truing stand|cable cutter|hex key|spoke key|degreaser bottle',
    'tighten|grease|index|swap|align|inspect|loosen|clean|replace',
    'a skipping gear|squealing rims|a creak under load|a bent hanger|frayed cables|slow punctures|a wobbling wheel|stripped threads',
    'the chain drops onto the big ring|the lever bites halfway|the rim runs true between the pads|the click disappears|the bearing spins without grit|the cable tension evens out',
    'worn|stiff|rusty|crooked|loose|noisy|smooth|undersized',
  ),
  entry(
    'backyard astronomy',
    'eyepiece|finder scope|star chart|double star|globular cluster|meteor shower|lunar crater|planetary nebula|comet|dew shield',
    'red torch|equatorial mount|barlow lens|planisphere|tripod|collimation cap|observing log|heated strap',
    'sketch|track|focus|locate|photograph|align|observe|resolve|log',
    'dew on the corrector|a glowing streetlamp|poor seeing|a drifting mount|cold batteries|thin cirrus|blurred edges|a washed out sky',
    'the rings stand apart|the shadow crosses the disc|the companion pops into view|the stars stop twinkling|the terminator sharpens|the field drifts west evenly',
    'faint|steady|hazy|crowded|bright|elusive|distant|colourful',
  ),
  entry(
    'household budgeting',
    'grocery envelope|standing order|savings pot|credit statement|pension letter|insurance policy|rent receipt|tax form|bank fee|holiday fund',
    'spreadsheet|wall calendar|ledger|calculator|paper folder|banking app|shoebox|sticky label',
    'review|cancel|track|round|label|renew|postpone|divide|total',
    'a forgotten subscription|overdraft charges|an unpaid invoice|creeping fees|a broken boiler|impulse shopping|double billing|a missed deadline',
    'the balance survives the last week|the totals agree to the penny|the envelope is empty by Friday|the interest line shrinks|the refund arrives|nothing bounces',
    'modest|overdue|irregular|generous|unavoidable|automatic|negligible|seasonal',
  ),
  entry(
    'joinery',
    'dovetail|table leg|oak board|drawer front|mortise|door frame|stool seat|shelf bracket|chair rung|dowel',
    'marking gauge|smoothing plane|bar clamp|mallet|try square|chisel|card scraper|workbench',
    'plane|clamp|sand|chamfer|mark|glue|trim|oil|saw',
    'tear-out along the grain|a cupped panel|squeezed glue|a gap at the shoulder|splintered corners|a dull edge|uneven stain|a split pin',
    'the shaving comes off in one ribbon|the joint closes by hand|the diagonals match|light stops showing under the square|the grain darkens evenly|the drawer glides without rattling',
    'knotty|square|warped|quartersawn|brittle|polished|rough|seasoned',
  ),
  entry(
    'home networking',
    'router|access point|patch cable|switch port|firewall rule|guest network|printer|mesh node|backup drive|doorbell camera',
    'crimping tool|cable tester|label maker|admin console|packet capture|wall plate|spare modem|signal meter',
    'reboot|rename|isolate|update|patch|ping|restart|monitor|encrypt',
    'a flapping link|duplicate addresses|dropped calls|a rogue lease|weak passwords|interference from the microwave|a stale cache|packet loss',
    'the amber light turns green|latency settles under ten milliseconds|the lease table empties|the log stays quiet overnight|every device answers its name|the upload stops stalling',
    'congested|wireless|unpatched|redundant|misnamed|reliable|throttled|obsolete',
  ),
  entry(
    'choir singing',
    'alto line|madrigal|descant|psalm|warm-up|encore|canon|lullaby|cadence|bass entry',
    'tuning fork|music stand|pencil|metronome|rehearsal room|upright piano|pitch pipe|recorder app',
    'rehearse|hum|phrase|balance|memorise|transpose|count|conduct|record',
    'sagging pitch|swallowed consonants|a ragged cutoff|strained top notes|late breathing|a muddy vowel|wandering tempo|shy tenors',
    'the chord rings by itself|the page turns vanish|the vowels line up|the back row leans in|the last note hangs in the rafters|nobody looks at the score',
    'breathy|resonant|hesitant|unaccompanied|solemn|playful|ragged|tender',
  ),
  entry(
    'beekeeping',
    'brood frame|hive body|queen cage|honey super|swarm box|entrance block|nectar flow|wax sheet|feeder|nucleus colony',
    'smoker|hive tool|bee brush|extractor|uncapping fork|veil|refractometer|sugar sieve',
    'inspect|nourish|requeen|insulate|extract|relocate|strap|mark|combine',
    'varroa mites|a drone-laying queen|chilled brood|robbing wasps|crystallised stores|damp lids|a swarm in May|wax moth',
    'pollen comes in by the basketful|eggs stand upright in the cells|the cluster hums evenly|the caps turn dry and white|foragers return before dusk|the frames feel heavy',
    'queenless|docile|crowded|weak|productive|defensive|sunlit|abandoned',
  ),
  entry(
    'film photography',
    'negative|contact sheet|film roll|darkroom print|portrait|light meter|shutter|test strip|reflector|telephoto lens',
    'developing tank|enlarger|changing bag|stop bath|safelight|squeegee|loupe|timer',
    'expose|rinse|dodge|crop|scan|frame|develop|bracket|print',
    'light leaks|water spots|a fogged edge|scratched emulsion|muddy shadows|blown highlights|camera shake|uneven agitation',
    'the blacks deepen in the tray|the numbers along the border read clearly|the grain looks tight|the eyes fall in focus|the fixer clears the strip|the needle settles',
    'grainy|underexposed|backlit|sharp|faded|moody|overlapping|candid',
  ),
  entry(
    'small boat sailing',
    'mainsail|jib sheet|centreboard|mooring line|tiller|anchor|bowline|rudder|halyard|life vest',
    'tide table|hand compass|bailer|wind vane|chart|boat hook|fender|radio',
    'reef|hoist|trim|rig|steer|stow|untangle|moor|tack',
    'a lee shore|a jammed cleat|weather helm|an accidental gybe|fog over the channel|shallow sandbars|chafed rope|a snapped shackle',
    'the telltales stream aft|the luff stops fluttering|the buoy slides past to port|the hull lifts and planes|gulls turn inland|the ripples darken upwind',
    'gusty|sodden|slack|taut|weathered|nimble|overcanvassed|seaworthy',
  ),
  entry(
    'dressmaking',
    'wool skirt|bodice|hem|buttonhole|collar|dart|zip placket|sleeve cap|lining|waistband',
    'seam ripper|tailor ham|rotary cutter|pin cushion|steam iron|dress form|bobbin|tape measure',
    'baste|press|pin|hem|gather|stitch|fit|topstitch',
    'a puckered seam|a twisted grainline|skipped stitches|scorched silk|a gaping neckline|mismatched plaid|shrunken cotton|tangled thread',
    'the fold hangs plumb|the notches meet|the fabric stops rippling|the needle purrs|the back closes without pulling|the pattern pieces lie flat',
    'bias-cut|lined|boxy|sheer|tailored|crumpled|vintage|stretchy',
  ),
  entry(
    'studio pottery',
    'teapot|glaze tile|porcelain cup|coil vase|kiln shelf|slab dish|foot ring|lidded jar|test bowl|pulled handle',
    'wire cutter|banding wheel|loop tool|sponge|pyrometric cone|bat|rib|slip bucket',
    'wedge|glaze|trim|burnish|fire|score|centre|load',
    'a hairline crack|pinholes|crawling glaze|an exploded base|slumped walls|bloating|a warped rim|shivering enamel',
    'the cone bends over|the clay turns leather hard|the wall rings when tapped|the melt looks like wet glass|the spiral runs inwards|the shrinkage stays even',
    'leathery|bisque|speckled|lopsided|thick-walled|matte|translucent|salt-fired',
  ),
  entry(
    'railway history',
    'branch line|signal box|tank engine|viaduct|turntable|timetable|station clock|goods yard|level crossing|sleeping car',
    'archive box|survey map|glass plate|staff register|ticket punch|oral account|track diagram|company seal',
    'restore|survey|close|electrify|document|widen|reopen|catalogue|dismantle',
    'a missing ledger|flooded cuttings|a boiler explosion|wartime damage|forged tickets|a strike in winter|land disputes|rotten sleepers',
    'the gradient eases past the summit|the ink still shows the guard names|moss covers the platform edge|the plate number matches|coal prices fall|the ballast has settled',
    'narrow-gauge|derelict|Victorian|unprofitable|celebrated|rural|single-track|short-lived',
  ),
  entry(
    'distance running',
    'tempo run|long run|hill repeat|recovery jog|race bib|training block|aid station|negative split|cadence drill|rest day',
    'stopwatch|foam roller|heart strap|trail shoe|water flask|running log|headlamp|gel pouch',
    'pace|taper|shorten|repeat|skip|measure|stretch|schedule|finish',
    'shin pain|a stitch under the ribs|black toenails|heat exhaustion|a sudden bonk|stiff calves|going out too fast|poor sleep',
    'breathing falls into rhythm|the legs feel springy|the last mile matches the first|talking stays easy|resting pulse drops|the blisters heal',
    'brisk|gentle|hilly|lonely|punishing|flat|progressive|muddy',
  ),
  entry(
    'dog training',
    'recall cue|crate|puppy class|loose lead|treat pouch|greeting|scent game|doorbell routine|sit-stay|muzzle',
    'clicker|long line|snuffle mat|harness|target stick|tug toy|baby gate|whistle',
    'reward|ignore|shape|lure|rehearse|redirect|fade|praise|interrupt',
    'lunging at cyclists|chewed skirting|separation barking|resource guarding|a nervous tail|jumping at guests|car sickness|overexcited play',
    'the ears soften|she checks in unasked|the lead hangs in a smile|he settles on the mat|the growl never comes|the nose goes down to sniff',
    'timid|stubborn|eager|distractible|teenage|sociable|clingy|fast-learning',
  ),
  entry(
    'coffee roasting',
    'green bean|espresso shot|filter brew|roast curve|drum|blend|cupping bowl|moka pot|sample batch|burr',
    'refractometer|gooseneck kettle|cooling tray|scale|thermocouple|paper filter|tamper|chaff bin',
    'crush|roast|taste|bloom|weigh|blend|cool|vent|calibrate',
    'a baked flavour|channelling|scorched tips|stale crema|a grassy note|uneven grounds|sour finish|quakers in the tray',
    'first crack starts to pop|the stream turns blond|the chaff floats off|the drawdown finishes on time|the cup sweetens as it cools|the colour passes cinnamon',
    'floral|ashy|syrupy|underdeveloped|washed|nutty|bitter|single-origin',
  ),
  entry(
    'field archaeology',
    'posthole|pottery sherd|trench edge|hearth layer|burial urn|flint scraper|baulk|coin hoard|ditch fill|brooch',
    'trowel|finds tray|level staff|ranging pole|sieve|context sheet|plumb bob|soil chart',
    'excavate|outline|bag|clean|date|sample|record|trowel|backfill',
    'rabbit burrows|a flooded trench|plough damage|mixed contexts|metal detectorists at night|a lost label|root disturbance|collapsed sections',
    'the soil changes from grey to orange|charcoal flecks appear|the edge becomes crisp after rain|the rim sherds join|the magnetometer spikes|the natural gravel shows',
    'Bronze Age|truncated|waterlogged|undated|shallow|residual|stratified|decorated',
  ),
  entry(
    'database operations',
    'replica|slow query|partition|migration|nightly dump|foreign key|connection pool|lock table|index page|audit trail',
    'query planner|pager|runbook|staging cluster|dashboard|feature flag|change ticket|load generator',
    'shard|vacuum|index|restore|profile|throttle|archive|rename|verify',
    'a deadlock at midnight|replication lag|an orphaned row|a full disk|a missing index|silent truncation|time zone drift|runaway retries',
    'the plan switches to an index scan|the backlog drains|checksums agree on both sides|the error budget recovers|the latency histogram narrows|the queue depth falls to zero',
    'read-only|bloated|sharded|idle|overloaded|append-only|cached|inconsistent',
  ),
  entry(
    'language learning',
    'flashcard|verb table|dictation|graded reader|phrase book|tandem partner|tongue twister|subtitle track|false friend|diary entry',
    'pocket dictionary|voice memo|notebook|grammar poster|spaced repetition app|newspaper|radio play|tutor',
    'repeat|translate|review|shadow|underline|guess|conjugate|recall|pronounce',
    'silent panic|mixed tenses|a flat accent|forgotten genders|word-for-word thinking|shame about mistakes|boredom in week three|too many new cards',
    'dreams arrive in the other tongue|the joke lands without explanation|the vowel length comes naturally|strangers stop switching to English|the subtitles become unnecessary|numbers no longer need counting',
    'idiomatic|rusty|fluent|formal|nasal|irregular|colloquial|patient',
  ),
];

const list = (text) => text.split('|').map((item) => item.trim());

/** Words that fit any field. */
export const COMMON = {
  name: list(
    'Marta|Oluwaseun|Ingrid|Tomasz|Priya|Callum|Yuki|Beatriz|Hamid|Saoirse|Lennart|Amara|Dmitri|Noor|Fergus|Chiara|Wei|Petra|Josué|Agnes|Kofi|Elin|Rafael|Thandi|Marek|Sunita|Gwen|Ibrahim|Katya|Anders|Leila|Duncan|Miriam|Otto|Rosalind|Jun|Bogdan|Fatima|Hedda|Silas',
  ),
  place: list(
    'Tromsø|Ljubljana|the Outer Hebrides|Valparaíso|Kraków|a village near Cork|Nagano|the Black Forest|Tallinn|Porto|Hobart|eastern Anatolia|the Fens|Kerala|Winnipeg|a suburb of Lyon|Galway|the Jura hills|Oaxaca|Gdańsk|Dunedin|northern Ghana|Bruges|the Peak District|Reykjavík|Trieste|Cape Breton|Sibiu|Osaka|the Waterloo allotments',
  ),
  time: list(
    'last autumn|before the holidays|in the third week|on a wet Tuesday|after lunch|over the winter|at the end of March|one Sunday evening|early in June|during the heatwave|around four in the morning|the day after payday|since the spring|on the first dry morning|by late September|within a fortnight|between two meetings|towards midnight|at the weekend|halfway through the season',
  ),
  manner: list(
    'patiently|in one go|with cold hands|without measuring|twice over|from memory|very gently|against the clock|in small steps|almost by accident|under bright light|by feel|with a borrowed kit|in complete silence|from left to right|as lightly as possible|on paper first|more often than needed|with the radio on|in pairs',
  ),
  source: list(
    'a retired teacher|my neighbour|an old handbook|the evening class|a thread from years ago|the apprentice|our club secretary|a cousin|the local library|a stern inspector|the shopkeeper|an online lecture|two rival experts|the night shift|a faded pamphlet|somebody at the market|the previous owner|a patient friend|the museum guide|a printed manual',
  ),
  feeling: list(
    'relieved|quietly proud|puzzled|impatient|stubborn|slightly ashamed|hopeful|bored|grateful|suspicious|exhausted|amused|wide awake|doubtful|calm|out of my depth',
  ),
  unit: list('minutes|hours|days|weeks|evenings|months|attempts|sessions'),
};
