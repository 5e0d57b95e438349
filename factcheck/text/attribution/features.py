"""Which words of a parse could introduce what somebody says, and what the parse shows around each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.text.attribution.lexicon import CUES, NAMING
from factcheck.text.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = ("ccomp", "parataxis", "acl", "xcomp", "pcomp", "advcl")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "acomp", "dobj", "attr"})
CONTENT_WORDS = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
SPELLED_OUT = frozenset({"PUNCT", "SCONJ", "PRON", "ADP", "PART", "CCONJ", "DET", "AUX"})
MAX_QUOTE_DISTANCE = 30


def find_candidates(doc: Doc) -> Iterator[Token]:
    """Words that could introduce content: a known cue, or one with a clause for its object."""
    return (token for token in doc if _could_introduce(token))


def _could_introduce(token: Token) -> bool:
    if is_prepositional_cue(token):
        return True
    if token.lower_ in CUES and (
        token.pos_ in CONTENT_WORDS - {"NOUN"} or any(_describes(child, token) for child in token.children)
    ):
        return True
    return token.pos_ in CONTENT_WORDS and any(child.dep_ == "ccomp" for child in token.children)


def is_prepositional_cue(token: Token) -> bool:
    """“according to” and “in the words of”: cues with the speaker behind them and no clause of their own."""
    if token.i + 1 >= len(token.doc):
        return False
    if token.lower_ == "according":
        return token.nbor().lower_ == "to"
    return (
        token.lower_ == "words"
        and token.nbor().lower_ == "of"
        and token.i > 1
        and token.nbor(-2).lower_ == "in"
    )


def is_discourse_marker(token: Token) -> bool:
    """Whether a turn of speech goes on talking and attributes nothing: “I mean, ...”, “That said, ...”."""
    doc, place = token.doc, token.i
    if place == 0 or place + 1 >= len(doc) or not doc[place + 1].is_punct:
        return False
    before = doc[place - 1].lower_
    opening = before == "that" and place - 1 == token.sent.start
    return (token.lower_ == "mean" and before == "i") or (token.lower_ == "said" and opening)


def is_naming(token: Token) -> bool:
    """Whether somebody calls something something: “described the ruling as dangerous”."""
    below = {child.dep_: child for child in token.children}
    if token.lower_ not in NAMING or "nsubj" not in below:
        return False
    behind = [word.text for word in token.subtree if word.i > token.i]
    return not below.keys().isdisjoint({"dobj", "ccomp"}) and not {"as", '"', "“"}.isdisjoint(behind)


def _describes(child: Token, token: Token) -> bool:
    return child.dep_ in ("acl", "relcl") and child.i > token.i


def find_content_clause(token: Token) -> Token | None:
    """The head of the clause that the candidate governs, if there is one."""
    clauses = [child for child in token.children if child.dep_ in CLAUSES]
    return min(clauses, key=lambda child: CLAUSES.index(child.dep_), default=None)


def find_subject(token: Token, depth: int = 3) -> Token | None:
    """Whose word it is: its own subject, the noun it describes, or the subject of the verb it hangs on."""
    own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    if own is not None or depth == 0 or token.head == token:
        return own
    if token.dep_ in ("acl", "relcl"):
        return token.head
    return find_subject(token.head, depth - 1) if token.dep_ in INHERITING else None


def extract_features(token: Token, quoted: Sequence[Span]) -> Iterator[str]:
    """The names of what holds around a candidate: its word, its place in the parse, pairs of the two."""
    lemma, kind = CUES.get(token.lower_, (token.lemma_.lower(), "other"))
    below = sorted({child.dep_ for child in token.children})
    clause, who = f"clause={_clause_shape(token)}", f"who={_subject_shape(token)}"
    after = f"after={_shape(token.nbor() if token.i + 1 < len(token.doc) else None)}"
    quote = f"quote={_nearest_quote(token, quoted)}"
    rest = (f"pos={token.tag_}", f"dep={token.dep_}", f"head={token.head.pos_}", f"object={'dobj' in below}")
    yield from (
        f"lemma={lemma}",
        f"kind={kind}",
        f"{lemma}&{clause}",
        f"{after}&{clause}",
        f"{rest[1]}&{clause}",
    )
    yield from (f"below={dep}" for dep in below)
    for fact in (clause, who, after, quote, *rest, f"neg={'neg' in below}", f"aux={'aux' in below}"):
        yield fact
        yield f"{kind}&{fact}"
    yield from _discourse_features(token, lemma, kind)


def _discourse_features(token: Token, lemma: str, kind: str) -> Iterator[str]:
    """What tells a report from a turn of speech: who with what, a comma behind, where it stands, “as” before it."""
    comma = token.i + 1 < len(token.doc) and token.nbor().text == ","
    first = token.left_edge.i == token.sent.start
    openings = ",".join(
        child.lower_ for child in token.children if child.dep_ == "mark" or child.tag_ == "WRB"
    )
    yield from (
        f"{lemma}&{_subject_shape(token)}",
        f"{lemma}&comma={comma}",
        f"{_clause_shape(token)}&comma={comma}",
    )
    for fact in (f"first={first}", f"opening={openings}"):
        yield fact
        yield f"{kind}&{fact}"


def _subject_shape(token: Token) -> str:
    subject = find_subject(token)
    if subject is None:
        return "none"
    return subject.lower_ if subject.pos_ == "PRON" else subject.pos_


def _shape(token: Token | None) -> str:
    if token is None:
        return "end"
    return token.lower_ if token.pos_ in SPELLED_OUT else token.pos_


def _clause_shape(token: Token) -> str:
    clause = find_content_clause(token)
    if clause is None:
        return "none"
    first = clause.doc[clause.left_edge.i]
    opening = first.lower_ if first.tag_ in ("IN", "WDT", "WP", "WRB", "TO") else first.pos_
    has_subject = any(child.dep_ in SUBJECTS for child in clause.children)
    return f"{clause.dep_},{'after' if clause.i > token.i else 'before'},{has_subject},{opening}"


def _nearest_quote(token: Token, quoted: Sequence[Span]) -> str:
    """Whether the candidate stands in a quotation, or one opens soon behind it or closed just before it."""
    place = token.idx
    for span in quoted:
        if span.start < place < span.end:
            return "inside"
        if 0 <= span.start - place <= MAX_QUOTE_DISTANCE + len(token):
            return "ahead"
        if 0 <= place - span.end <= MAX_QUOTE_DISTANCE:
            return "behind"
    return "none"
