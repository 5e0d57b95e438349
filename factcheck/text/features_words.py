"""Word lists for the hand-written features: English words, one list per feature.

A word ending in `*` matches every word with that beginning; at least four letters precede the star. The lists were
written for this project, after the features that the literature on check-worthiness reports as informative (Hassan et
al., "Toward Automated Fact-Checking", KDD 2017: numbers, past tense, named topics).
"""

from factcheck.text.features_stance import STANCE

_LISTS = """
magnitude: hundred hundreds thousand thousands million millions billion billions trillion trillions dozens

number word: two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half third quarter fifth twice double doubled
triple tripled quadrupled

money: dollar dollars euro euros cents yuan rupees pesos yen

percentage: percent percentage

time: january february april june july august september october november december since yesterday today ago decade
decades century centuries annually annual monthly daily yearly

comparison: more less fewer than higher lower larger smaller greater bigger worse better compared increas* decreas*
declin* rose rise risen rising fell fall fallen falling dropp* drop grew grow growing grown growth doubled tripled
raised reduc* shrank shrunk outnumber* exceed* surpass* expanded widened narrowed halved up down cut cuts lost gained
loss gain surplus shortage

superlative: most least biggest largest highest lowest greatest oldest youngest fastest slowest strongest weakest
richest poorest smallest longest shortest closest cheapest hardest earliest latest toughest deadliest wealthiest
fewest best worst first only record top leading ever never unprecedented

quantity: all every none any many majority average entire each everyone everybody nothing total nobody some

cause: because caus* result* therefore consequently contribut* responsible prevent* linked triggered sparked driven
leads effect effects impact

record: vote voted votes voting veto vetoed record signed supported opposed appointed sponsored introduced passed
promised campaigned endorsed approved rejected banned repealed enacted ratified resigned convicted sentenced charged
arrested indicted sued fined accused launched announced imposed violated

topic: tax taxes taxed taxpayers job jobs unemploy* employ* deficit deficits debt debts budget budgets spending spent
spend crime crimes healthcare insurance insured uninsured medicare medicaid wage wages income incomes poverty import
imports exports trade tariff* immigra* migra* refugee* border troops nuclear weapon weapons missile* military oil gas
energy coal price prices inflation econom* gdp school schools students death deaths killed died murder* vaccin*
infect* disease* cancer climate emission* carbon pollution drug drugs welfare pension* mortgage* loans banks companies
company workers families children population rate rates cost costs hospital* police prison* guns abortion* election*
voters ballot* sanctions evidence trial premium* deductible* coverage seniors seniors' elderly retire* benefit
benefits subsid* surplus export exported manufactur* industr* factory factories plant plants steel auto farm farms
farmer farmers agricultur* business businesses corporat* invest* interest bond bonds currency dollar stock stocks
market markets revenue revenues loophole* deduction* bracket* deregulat* regulat* minimum homeless housing foreclos*
bankrupt* recession depression growth productivity infrastructure highway* railway* airline* airport* invasion invade*
soldier* army navy combat casualties bomb* terror* alliance* allies nato soviet russia russian china chinese iraq iran
afghan* israel* korea* syria* mexic* canada europe* africa* veteran* deploy* treaties arms embargo aid asylum visa
visas deport* citizen* illegal criminals felon* sentence* penalty gun violence violent addict* teacher* pupils
classroom* tuition college colleges graduat* literacy medical medicine* patient* doctor* nurse* clinic* treatment*
epidemic* pandemic virus birth mortality smoking tobacco obesity nutrition water clean toxic waste species forest*
drought flood* hurricane* temperature* warming renewable* solar wind electricity fuel gasoline pipeline* drilling
coal-fired minorit* women men black white hispanic latino discriminat* civil segregat* equal racial church*

harm: injur* wound* victim* missing destroy* displac* homeless evacuat* abus* tortur* poison* infected detain* jailed
expell* attacked attacks attack exploded explosion crash* collapsed sank fired shelling shells artillery rocket*
hostage* massacre* raped kidnap* assault* hunger famine starv* deadly fatal manslaughter

accusation: accus* alleg* blam* denied denies deny admit* violat* unlawful fraud corruption bribe* guilty negligen*
scandal misled hid hidden lied secretly refus* reject* block* oppos* against broke broken warned falsely conceal*
cover-up misus* spied leaked suspended

official: ministry ministries minister ministers government governments agency agencies department bureau court police
congress senate parliament commission administration president governor senator senators secretary official officials
authorities authority university researcher* scientist* study studies report reports survey surveys poll polls data
statistics figures bill law laws act treaty committee council federal mayor regulator* spokes* embassy army
constitution supreme legislation agreement house ambassador

self: i i'm i'd i'll i've me my mine myself

we: we we're we'd we'll we've us our ours let's

you: you you're you'd you'll you've your yours

third person: he she his her him he's she's

they: they their them they're they've

said: said says say saying told reported reportedly claim claims claimed announced stated added argued accused denied
confirmed warned allegedly alleged

ought: should must ought shouldn't mustn't let's deserve deserves gotta

modal: would could might may can can't couldn't wouldn't cannot

future: will won't we'll i'll they'll he'll she'll it'll you'll gonna shall plan plans planned intend intends expected
expects hope hopes predict* forecast forecasts soon tomorrow

belief: think believe feel hope guess suppose wish want wonder know mean agree disagree love hate convinced sure proud
opinion glad pleased thought felt knew assume regret respect admire

evaluative: good bad great terrible horrible wonderful awful beautiful disgrac* shame* disaster disastrous tremendous
fantastic important right wrong fair unfair ridiculous absurd nice amazing incredible sad sadly unfortunat* tragic*
clearly obviously frankly honest* truly really very simply surely perhaps maybe quite merely just too indeed dangerous
stupid foolish radical brave noble evil corrupt hopeless remarkable remarkably laughabl* shockingly pathetic cruel
vile brilliant excellent perfect poor weird strange silly nonsense myth propaganda hypocri* greedy greed arrogan*
coward* heroic tyrann* elites elite woke so-called madness insane crazy mess scandal* outrag* dismal grim bleak
welcome worthy meaningless pointless mere supposed supposedly apparently naturally inevitably ironic* curious* bizarre
essential essentially vital crucial necessary desperate desperately hardly alas somehow somewhat rather seemingly
undoubtedly certainly definitely wisely foolishly sensible nightmare dream terror monstrous legitimate illegitimate
worrying alarming frightening lovely charming delight* elegant dull boring tired

courtesy: thank thanks welcome congratulat* bless please sorry excuse pleasure applause ladies gentlemen hello okay ok
yes no yeah well evening morning

condition: if unless whether suppose imagine

negation: not no never none nor neither without

irregular past: was were had did didn't wasn't weren't hadn't made gave took went came left became began built brought
sent put said told found won ran got paid kept led held knew stood bought wrote spent lost met saw fell rose grew cut
shot hit broke chose drew drove ate flew forgot hid rode sang sank spoke stole swore threw wore died born fought
taught caught thought sold
"""
_FIRST = """
imperative: let look listen see remember consider think take go come tell give ask imagine note read
click follow share do don't stop please vote say put make ensure be wait

connective: and but so now well or yet because then

pronoun first: he she they it this that these those there
"""
_VERBS = """
verb: is are was were has have had do does did will can could would should may might be been am isn't
aren't 's 're 've makes gives takes comes goes says shows means includes
"""


def _parse_lists(lists: str) -> dict[str, list[str]]:
    """Return the words by list name.

    The lists are blocks `name: word word ...` that empty lines separate.
    """
    named = (block.split(":", 1) for block in lists.strip().split("\n\n"))
    return {name: words.split() for name, words in named}


WORDS = _parse_lists(_LISTS) | _parse_lists(STANCE)
FIRST_WORDS = _parse_lists(_FIRST)
VERBS = frozenset(_parse_lists(_VERBS)["verb"])
