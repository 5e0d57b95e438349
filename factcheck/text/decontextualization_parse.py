"""The referent of “It”, “He” or “She” at the beginning of a sentence.

From a dependency parse. A pronoun is resolved only if the preceding sentence has a single singular noun phrase and it
is the subject. Few pronouns pass, because a wrong name in a claim is worse than a pronoun.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.text.decontextualization import strip_connective
from factcheck.text.types import Insertion, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONS = frozenset({"he", "she"})
# Verbs whose subject is an organisation or a thing. With others “it” can be empty: “It rained”, “It seems”.
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
    """Return the insertion for the pronoun at the beginning of a sentence.

    `doc` is the parse of the block that begins at `start`.
    """
    first = _token_at(doc, strip_connective(text, sentence).start - start)
    if before is None or first is None or not _is_resolvable(first):
        return None
    phrases = list(_candidate_heads(doc, before, start))
    if len(phrases) != 1 or phrases[0] is None:
        return None
    head = phrases[0]
    # A name of several words is taken for a person, everything else for a thing.
    is_name = doc[head.i].tag_ == "NNP" and head.i - head.left_edge.i >= 1
    if is_name != (first.lower_ in _PERSONS):
        return None
    source = Span(start + head.left_edge.idx, start + head.idx + len(head.text))
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
    """Yield the head of every noun phrase that could be the referent.

    Yields None for one that cannot be inserted.
    """
    for token in doc:
        if not within.start <= start + token.idx < within.end:
            continue
        if token.tag_ == "PRP" and token.lower_ not in ("they", "them", "we", "us", "you", "i", "me"):
            yield None
        elif token.tag_ in _SINGULAR and token.dep_ not in ("compound", "npadvmod"):
            yield token if token.dep_ in _SUBJECTS and _is_definite(token) else None


def _is_definite(token: "Token") -> bool:
    """Return whether a phrase is a name or begins with “the”."""
    first = token.left_edge
    return token.tag_ == "NNP" if first.pos_ != "DET" else first.lower_ == "the"
