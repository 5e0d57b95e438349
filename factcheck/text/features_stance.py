"""Word lists for a writer's own stance.

Praise, blame, emphasis, hedges, figures of speech and routine matters. Same format as in `features_words`, and written
for this project too. The categories follow Wiebe et al., "Learning Subjective Language", Computational Linguistics 30,
2004: evaluations, intensifiers, markers of stance.
"""

STANCE = """
praise: excellent brilliant superb stunning impressive delicious delight* elegant graceful gorgeous lovely perfect*
wonder* marvel* magnific* splendid masterful masterpiece triumph* inspir* refresh* thrill* exciting enjoy* fun funny
witty clever wise smart heroic courageous admir* worthy noble honourable honorable generous gifted talented
outstanding remarkabl* exceptional* extraordinar* glorious greatness success* favourite favorite beloved welcome
sensible reasonable genuine* authentic vital essential crucial powerful compelling ideal treasure gem genius
effortless* beautifully finest fresh vivid rich richly warm warmth crisp sweet juicy tasty tender subtle neat tidy
stylish sleek chic cosy comfort* charm* grace beauty bliss pleasur* pleasant pleasing proud proudly pride love lovers
loved adore* cheer* celebrat* applaud* prais* salut* bold brave bravery courage wisdom virtuous decent decency
integrity sincere sincerely honest kind kindness gentle loyal* trustworthy credible robust sound solid strength*
vibrant thriving flourish* prosper* promising hopeful optimis* encourag* uplifting memorable unforgettable legendary
iconic classic timeless precious priceless superior better easy easily ambitious visionary ingenious creative
imaginative original skilful skillful deft nimble savvy shrewd astute

blame: awful dreadful shock* outrag* scandal* disgust* vile nasty cruel* brutal* savage* vicious wicked sinister toxic
poison* corrupt* crook* hypocri* lie lies liar lying fraud* sham fake bogus phony cynic* naive foolish* idiot* idiocy
moron* stupidity silly absurd* ludicrous laughabl* pathetic miserabl* dismal bleak grim feeble weak weakness coward*
incompeten* inept clueless useless pointless worthless hopeless* meaningless reckless* irresponsib* arrogan* smug
contempt* greed* selfish bigot* racist racism sexist fascis* tyran* extremis* radical hysteri* panic paranoi*
delusion* fantasy myth fallacy nonsense rubbish garbage propaganda betray* surrender* ruin* wreck* destroying plague*
mess chaos chaotic fiasco failure failures failed failing nightmare* catastroph* crippl* squander* exploit* oppress*
injustice unjust indecent obscene grotesque insidious sneer* whine* mock* ignor* indoctrinat* brainwash* woke elites
establishment agenda narrative regime disturb* troubling alarming worrying worrisome frightening terrifying scary
horrif* appall* sicken* repugnant repulsive abhorrent despicable deplorable loathsome hateful hatred hate hates ugly
filthy dirty rotten rancid stench smear* slander* vilif* demoni* scapegoat* bully* thug* goon* gang mob mobs rabble
horde hordes swamp crony cronies lackey* stooge* puppet minion* grifter* hack hacks charlatan* demagogue* dictator*
autocrat* authoritarian* despot* totalitarian orwellian draconian heavy-handed punitive harsh harshly severe callous
heartless ruthless merciless shameless* blatant* flagrant* brazen* egregious gross grossly rampant rife excessive
bloated wasteful lavish decadent decay decline rot rotting stagna* crumbl* broken bankrupt doomed collapse hollow
empty shallow vacuous vapid trite cliche* tawdry cheap shoddy sloppy lazy idle complacen* docile timid spineless
craven pander* grovel* capitulat* appease* cave caved retreat dither* bungl* botch* blunder* mistake* misguided
wrongly wrongheaded short-sighted ill-advised foolhardy unwise dubious questionable suspicious suspect murky shady
sleazy slick spin deceit* deceiv* deceptive misleading dishonest untrue falsehood* distort* twist* manipulat* rigged
stole stolen plunder* loot* rob robbed rip-off scam con hoax trick* gimmick* stunt farce charade theatrics posturing
grandstanding virtue-signalling lip-service platitude* rhetoric jargon babble drivel twaddle cant bluster rant rants
raving hype hyped overblown exaggerat* alarmis* scaremonger* backward outdated obsolete archaic primitive barbaric
inhuman* monstrous heinous atroc* evil sin sinful suffer* misery agony anguish despair desperat* bitter* resent* anger
angry fury furious rage grievance* threat threaten* menac* peril perilous fear fearful fears burden* saddled stuck
trapped shackle* strangl* suffocat* undermin* erode* eroding sabotag* gutted slash* decimat* devastat* ravag* damage
damaging harmful hurt hurts problem problems problematic crisis trouble troubled struggl* unfair* unreasonable
unacceptable intolerable unimpressive unsurprising* unbelievabl* unthinkable inexcusable inconvenient uncomfortable
unpleasant unpopular unworthy unelected unaccountable unwilling unable incapable disenchant* disillusion* frustrat*
depress* weary disappoint* boring dull tedious bland mediocre tired stale flawed worse worst clumsy annoying irritat*

emphasis: absolutely completely totally utterly entirely extremely incredibly deeply profoundly especially
particularly highly hugely vastly enormously massive massively enormous endless* countless sheer mere merely downright
plain plainly ever whatsoever truly wholly fully thoroughly overwhelming* immensely intensely bitterly badly
desperately dramatically radically fundamentally remarkably notoriously infamously famously widely constantly
continually repeatedly relentless* forever whole pure purely real indeed certainly definitely surely precise exactly
precisely literally even still such rather far enough mostly always never

stance: apparently arguably supposedly presumably probably possibly undoubtedly inevitabl* ironic* irony curious*
interesting interestingly surprising* strange* hardly scarcely ultimately essentially basically actually seriously
thankfully luckily regrettabl* alas instead likely unlikely seem* appear* suggest* impression course reality perhaps
maybe clear clearly obvious obviously evident evidently fairly allegedly ostensibly conveniently tellingly predictably
understandably rightly wrongly hopefully sadly happily oddly weirdly bizarre bizarrely absurdly doubt doubtless
admittedly granted needless somehow somewhat supposed so-called notion truth

figure: dream dreams heart soul spirit battle war wave waves flood flames storm shadow ghost monster beast poison
disease cancer cage chains mask puppet circus theatre game gamble weapon tool lesson myth tide earthquake dawn
darkness light fire burden blow slap sword shield knife cliff brink path road journey crossroads holy sacred sin
religion cult crusade orgy fever obsess* mania

abstract: freedom liberty democracy justice equality fairness dignity values virtue morality moral conscience honesty
integrity character identity culture civilization civilisation society elite ordinary ideology ideological capitalism
capitalist socialism socialist communism liberalism liberal conservatism leftist left-wing right-wing leftists
far-left far-right diversity equity inclusion gender class classes bourgeois* proletar* masses empire imperial*
coloni* hegemony establishment multicultural* patriot* nationalist* globalism globalization neoliberal* reactionary
revolution* ruling oligarch* technocra* bureaucra* mainstream media progressive austerity globalist nationalism
populism populist patriarchy privilege common-sense

vague: thing things something anything stuff kind sort lot lots somebody someone everything whatever way ways

routine: match goal goals scored coach player players league cup tournament medal medals festival exhibition concert
album song songs film movie actor actress singer band museum ceremony parade birthday competition contest stadium
referee theatre novel orchestra premiere robot astronaut comet
"""

# Endings that many evaluative words have, and (PLAIN) words with such an ending that evaluate nothing.
ENDINGS: dict[str, tuple[str, ...]] = {
    "manner": ("ly",),
    "quality": ("ful", "less", "ish", "esque", "some", "ous", "able", "ible"),
    "doctrine": ("ism", "isms", "ist", "ists", "istic"),
    "most of all": ("est",),
}
PLAIN = """
abolish accomplish activist activists allegedly analyst analysts annually anomaly apply approximately arrest artist
artists assembly assist available awesome british butterfly cable christmas consist consists contest continuous
currently daily danish dentist directly disable early economist economists elderly eligible enable english establish
exist exists family federally finally finish finnish forest formerly friendly furnish handsome harvest homeless
immediately indigenous initially insist interest invest irish italy jewish jointly journalism journalist journalists
latest list lists locally midwest monopoly monthly nationally nearly nevertheless newly nonetheless northwest numerous
officially only originally partly persist polish previous previously protest publicly publish punish recently
regardless religious renewable reply reportedly request resist respectively responsible roughly scientist scientists
scottish separately serious shortly southwest spanish specialist specialists suggest supplies supply sustainable
swedish table terrorism terrorist terrorists tourism tourist tourists turkish unanimously unless vanish variable
various vegetable weekly wireless yearly
"""
