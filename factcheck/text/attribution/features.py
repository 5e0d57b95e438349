"""Candidate cues in a dependency parse, and the features of each for `model`."""

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
    """Yield the words that could introduce content.

    These are known cues, and words with a clause as their object.
    """
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
    """Return whether a token is the cue in “according to” or “in the words of”.

    The speaker comes after such a cue.
    """
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
    """Return whether a token is a discourse marker and attributes nothing.

    Examples: “I mean, ...”, “That said, ...”.
    """
    doc, index = token.doc, token.i
    if index == 0 or index + 1 >= len(doc) or not doc[index + 1].is_punct:
        return False
    before = doc[index - 1].lower_
    opening = before == "that" and index - 1 == token.sent.start
    return (token.lower_ == "mean" and before == "i") or (token.lower_ == "said" and opening)


def is_naming(token: Token) -> bool:
    """Return whether the verb characterises its object.

    Example: “described the ruling as dangerous”.
    """
    below = {child.dep_: child for child in token.children}
    if token.lower_ not in NAMING or "nsubj" not in below:
        return False
    following = [word.text for word in token.subtree if word.i > token.i]
    return not below.keys().isdisjoint({"dobj", "ccomp"}) and not {"as", '"', "“"}.isdisjoint(following)


def _describes(child: Token, token: Token) -> bool:
    return child.dep_ in ("acl", "relcl") and child.i > token.i


def find_content_clause(token: Token) -> Token | None:
    """Return the head of the clause that the candidate governs; None if there is none."""
    clauses = [child for child in token.children if child.dep_ in CLAUSES]
    return min(clauses, key=lambda child: CLAUSES.index(child.dep_), default=None)


def find_subject(token: Token, depth: int = 3) -> Token | None:
    """Return the subject of a token.

    Its own, the noun that it modifies, or that of the verb it depends on.
    """
    own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    if own is not None or depth == 0 or token.head == token:
        return own
    if token.dep_ in ("acl", "relcl"):
        return token.head
    return find_subject(token.head, depth - 1) if token.dep_ in INHERITING else None


def extract_features(token: Token, quoted: Sequence[Span]) -> Iterator[str]:
    """Yield the names of the features of a candidate.

    Its word, its position in the parse, and pairs of both. The names are hashed into the columns of the trained
    weights, so they must not change without training.
    """
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
    """Yield the features that separate reported speech from discourse markers.

    The subject with the lemma, a comma after the word, its position in the sentence, and “as” before it.
    """
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
    """Return the position of the nearest quotation.

    It is around the candidate ("inside"), shortly after it ("ahead") or shortly before it ("behind").
    """
    position = token.idx
    for span in quoted:
        if span.start < position < span.end:
            return "inside"
        if 0 <= span.start - position <= MAX_QUOTE_DISTANCE + len(token):
            return "ahead"
        if 0 <= position - span.end <= MAX_QUOTE_DISTANCE:
            return "behind"
    return "none"
