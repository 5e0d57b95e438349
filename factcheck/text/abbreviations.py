"""Abbreviations that need not end a sentence, and words that begin one.

All in lower case. Short lists for several languages, grouped by what can follow them. Abbreviations of initials
("U.S.", "z. B.") need no list.
"""


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


# A name follows. Written with a capital letter, they never end a sentence.
TITLES = _words(
    "adm amb atty brig capt cdr cmdr col cpl cpt det dir dr drs fr gen gov hon insp lt maj messrs mlle mme mr mrs",
    "ms mx pfc pres prof profs pvt rep reps rev sec sen sens sgt supt treas",
    "don doña dra hr dipl ing mag mgr mons msgr sr.ª sra sras srs srta",
    "ft mt pt sta ste डॉ प्रो",
)
# The sentence always continues, whether they are written with a capital or a small letter.
JOINING = _words("approx bzgl bzw ca cf d.h e.g evtl ggf i.e inkl v vgl viz vs z.b z.t")
# A number follows. Before anything else they are ordinary words ("no", "art").
NUMBERED = _words(
    "abb abs art bd cap ch chap div eq eqs fig figs jh kap no nos nr núm p pág para pp pt sec sect s tel vol vols"
)
# Written with a capital letter, they end a sentence only before a word of STARTERS.
NAMES = _words(
    "assn assoc ave bldg blvd bros cie co corp ct dept dist esq hwy inc jr llc ltd plc pty rd sq sr st str univ",
    "ala ariz ark calif cal colo conn del fla ga ill ind kan ky mass mich minn miss mo mont neb nev okla ont ore pa",
    "penn tenn tex va vt wash wis wyo jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur",
    "thurs fri sat sun ee uu uds ud",
)
# With a capital or a small letter, they end a sentence only before a word of STARTERS.
OPEN = _words("al chr etc ext hrs mph mio mrd usw yrs")

# Words that begin a sentence far more often than they follow an abbreviation inside one.
STARTERS = _words(
    "a according after all although among an and another any are as at because before both but by can did do does",
    "during each even every few finally first for from had has have he her here his how however i if in instead is it",
    "its last later let many meanwhile more most my nevertheless no nor not nothing now of on once one only or other",
    "our over perhaps please several she since so some soon still such that the their then there therefore these",
    "they this those though thus to today under unfortunately unlike until was we were what when where whether which",
    "while who why with without would yes yesterday yet you your",
    "aber als am auch auf bei das dem den der des die dies diese dieser doch ein eine er es für hier ich im ist",
    "jedoch man mit nach nun sie seit und vom von vor während wenn wie wir zu zum zur",
    "además al aunque como con cuando de desde después el ella ellos en entre era esta este estos ha hay la las lo los",
    "más mientras para pero por que se según si sin sobre su sus también tras un una y",
    "au aux avec ce ces cette dans depuis elle est et il ils je le les leur mais ou par pour sa ses son sur une",
)
