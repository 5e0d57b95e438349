"""The lexicon of cues: words that can introduce an attribution.

All forms of words for something said, thought or shown. The words are only candidates: `model` decides whether one
introduces something in its context.
"""

from collections.abc import Iterator

_VERBS = {
    "say": (
        "say tell add announce argue assert allege claim confirm concede continue contend comment declare deny "
        "disclose explain express insist maintain mention note observe point quote remark reply report respond "
        "reveal state stress suggest warn write tweet post recall reason recommend admit acknowledge affirm allow "
        "answer ask beg boast call charge cite complain conclude describe characterize characterise dub emphasize "
        "emphasise exclaim joke lament propose promise predict proclaim pledge read swear testify theorize urge "
        "vow whisper hint imply inform inquire caution agree accuse advise estimate project summarize"
    ),
    "think": (
        "think believe feel assume suppose guess imagine suspect doubt hope fear expect anticipate consider hold "
        "judge reckon presume prefer resent conceive mean want"
    ),
    "know": (
        "know learn find see hear notice realize realise recognize recognise remember understand discover decide "
        "determine forget gather accept appreciate figure"
    ),
    "show": "show demonstrate establish indicate prove signal support illustrate",
    "let": "ensure let make pretend",
}
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "hold": "holds held holding",
    "mean": "means meant meaning",
    "know": "knows knew known knowing",
    "find": "finds found finding",
    "see": "sees saw seen seeing",
    "hear": "hears heard hearing",
    "understand": "understands understood understanding",
    "forget": "forgets forgot forgotten forgetting",
    "show": "shows showed shown showing",
    "let": "lets letting",
    "make": "makes made making",
    "read": "reads reading",
    "swear": "swears swore sworn swearing",
    "beg": "begs begged begging",
    "admit": "admits admitted admitting",
    "deny": "denies denied denying",
    "reply": "replies replied replying",
    "imply": "implies implied implying",
    "testify": "testifies testified testifying",
}
_NOUNS = (
    "belief claim report evidence idea conclusion notion statement suggestion opinion view argument impression "
    "sensation feeling fact fear hope doubt allegation accusation warning announcement saying quote motto word "
    "words message admission assertion assumption sign hypothesis theory"
)
_STATES = "sure clear certain aware convinced confident surprised undisputed concerned worried"


def _forms(verb: str) -> Iterator[str]:
    yield verb
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb].split()
        return
    stem = verb.removesuffix("e")
    yield verb + ("es" if verb.endswith(("ch", "sh", "s")) else "s")
    yield from (stem + "ed", stem + "ing")


# Form -> (lemma, class).
CUES: dict[str, tuple[str, str]] = {
    form: (verb, kind) for kind, verbs in _VERBS.items() for verb in verbs.split() for form in _forms(verb)
}
CUES |= {noun: (noun, "noun") for noun in _NOUNS.split() if noun not in CUES}
CUES |= {state: (state, "state") for state in _STATES.split()}
SAYING = frozenset(form for form, (_, kind) in CUES.items() if kind == "say")
NAMING = frozenset(
    form
    for verb in (
        "call",
        "describe",
        "characterize",
        "characterise",
        "dub",
        "label",
        "brand",
        "condemn",
        "denounce",
    )
    for form in _forms(verb)
)
