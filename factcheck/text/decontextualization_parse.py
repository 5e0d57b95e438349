"""What “It”, “He” or “She” at the beginning of a sentence stands for, off a parse, where only one thing can be meant.

The sentence before has to have a single singular noun phrase, as its subject. Few pronouns pass.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.text.decontextualization import strip_connective
from factcheck.text.types import Insertion, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONS = frozenset({"he", "she"})
# What things and organisations do, and what happens of itself does not: “It rained”, “It caused”, “It seems”.
_AGENT_VERBS = (
    "acquire build buy carry contain control cover employ export finance fund hire hold host house import invest "
    "launch lease manufacture operate own pay produce purchase rent run sell serve ship spend supply"
)
_VERBS_OF_THINGS = frozenset(_AGENT_VERBS.split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SINGULAR = frozenset({"NN", "NNP"})


def resolve_pronoun(
    doc: "Doc", start: int, text: str, sentence: Span, before: Span | None
) -> Insertion | None:
    """The fill for a sentence of the block that begins at `start` of the text and was parsed as `doc`."""
    first = _token_at(doc, strip_connective(text, sentence).start - start)
    if before is None or first is None or not _is_resolvable(first):
        return None
    phrases = list(_candidate_heads(doc, before, start))
    if len(phrases) != 1 or phrases[0] is None:
        return None
    found = phrases[0]
    is_name = doc[found.i].tag_ == "NNP" and found.i - found.left_edge.i >= 1
    if is_name != (first.lower_ in _PERSONS):
        return None
    source = Span(start + found.left_edge.idx, start + found.idx + len(found.text))
    return Insertion(Span(start + first.idx, start + first.idx + len(first.text)), source)


def _token_at(doc: "Doc", position: int) -> "Token | None":
    return next((token for token in doc if token.idx == position), None)


def _is_resolvable(first: "Token") -> bool:
    if first.dep_ not in _SUBJECTS:
        return False
    if first.lower_ in _PERSONS:
        return True
    return first.lower_ == "it" and first.head.lemma_ in _VERBS_OF_THINGS


def _candidate_heads(doc: "Doc", within: Span, start: int) -> "Iterator[Token | None]":
    """The head of every noun phrase that could be meant; None for one that cannot be taken over as it stands."""
    for token in doc:
        if not within.start <= start + token.idx < within.end:
            continue
        if token.tag_ == "PRP" and token.lower_ not in ("they", "them", "we", "us", "you", "i", "me"):
            yield None
        elif token.tag_ in _SINGULAR and token.dep_ not in ("compound", "npadvmod"):
            yield token if token.dep_ in _SUBJECTS and _is_definite(token) else None


def _is_definite(token: "Token") -> bool:
    """A name, or a phrase with “the”."""
    first = token.left_edge
    return token.tag_ == "NNP" if first.pos_ != "DET" else first.lower_ == "the"
