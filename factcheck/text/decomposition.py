"""Decomposition of a compound claim into parts, from a dependency parse.

Each part is a set of words of the sentence, and a suggestion. Clauses, relative clauses, participles, appositions and
coordinated phrases become parts, and so do several adjuncts of one verb; shared words are repeated in each part.
`decomposition_rules` says which words belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.text.decomposition_rules import (
    RELATIVE,
    SUBJECTS,
    TokenIndexes,
    find_conjuncts,
    is_adjunct,
    is_list_item,
    is_punctuation,
    phrase_tokens,
)
from factcheck.text.types import Part, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

# A longer sentence is a list, a table or a text without full stops. Decomposition follows its clauses recursively, and
# its time grows with the square of their number.
MAX_WORDS = 200


def find_parts(doc: Doc, *, start: int = 0, content: Sequence[Span] = ()) -> tuple[Part, ...]:
    """Return the parts of a parsed sentence, in the order found.

    Positions are relative to `start`. `content` is the attributed text, in positions of the parse. Words outside it
    are dropped, so that a part states what was claimed and not who claimed it.
    """
    sentences = [sentence for sentence in doc.sents if _is_decomposed(sentence, content)]
    clauses = (words for sentence in sentences for words in _split_clause(sentence.root, frozenset()))
    trimmed = dict.fromkeys(_trim_punctuation(doc, _within(doc, words, content)) for words in clauses)
    text = doc.text
    return tuple(_to_part(doc, text, words, start) for words in trimmed if len(words) > 1)


def _is_decomposed(sentence: SpacySpan, content: Sequence[Span]) -> bool:
    """Return whether a sentence of the parse is in the content, and short enough to consist of clauses."""
    return len(sentence) <= MAX_WORDS and (
        not content
        or any(span.start < sentence.end_char and sentence.start_char < span.end for span in content)
    )


def _within(doc: Doc, words: TokenIndexes, content: Sequence[Span]) -> TokenIndexes:
    if not content:
        return words
    return frozenset(i for i in words if any(span.start <= doc[i].idx < span.end for span in content))


def _trim_punctuation(doc: Doc, words: Iterable[int]) -> TokenIndexes:
    """Add the punctuation between adjacent words and drop it at either end.

    Conjunctions at either end are dropped too.
    """
    ordered = sorted(words)
    while ordered and (is_punctuation(doc[ordered[-1]]) or doc[ordered[-1]].dep_ == "cc"):
        ordered.pop()
    while ordered and (is_punctuation(doc[ordered[0]]) or doc[ordered[0]].dep_ in ("cc", "mark")):
        ordered.pop(0)
    between = (range(left + 1, right) for left, right in pairwise(ordered))
    return frozenset(ordered).union(*(gap for gap in between if all(is_punctuation(doc[i]) for i in gap)))


def _to_part(doc: Doc, whole: str, words: TokenIndexes, start: int) -> Part:
    runs = list(_runs(sorted(words)))
    spans = [Span(doc[first].idx, doc[last].idx + len(doc[last])) for first, last in runs]
    text = " … ".join(span.of(whole) for span in spans)
    return Part(spans=tuple(Span(span.start + start, span.end + start) for span in spans), text=text)


def _runs(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = ordered[0]
    for current, following in pairwise([*ordered, -1]):
        if following != current + 1:
            yield first, current
            first = following


def _split_clause(head: Token, shared: TokenIndexes, *, relative: bool = False) -> Iterator[TokenIndexes]:
    """Yield the propositions of a clause and of its dependents.

    `shared` is the subject if it has none.
    """
    subject = _subject(head, relative=relative) or shared
    own = phrase_tokens(head)
    base = own | subject
    if relative:
        base = frozenset(i for i in base if head.doc[i].tag_ not in RELATIVE)
    yield from _variants(head, base, own)
    for i in sorted(own):
        token = head.doc[i]
        for child in token.children:
            if child.i not in base or child.dep_ == "acl":
                yield from _split_modifier(child, token, subject)
    for child in head.children:
        if child.dep_ == "conj":
            yield from _split_clause(child, subject, relative=relative)


def _subject(head: Token, *, relative: bool) -> TokenIndexes:
    subjects = (child for child in head.children if child.dep_ in SUBJECTS)
    first = next((child for child in subjects if not (relative and child.tag_ in RELATIVE)), None)
    return phrase_tokens(first) if first is not None else frozenset()


def _split_modifier(child: Token, token: Token, subject: TokenIndexes) -> Iterator[TokenIndexes]:
    """Yield what a modifier states.

    A relative clause or participle of a noun, an apposition, an adverbial clause.
    """
    owner = subject if token.dep_ == "attr" and subject else phrase_tokens(token)
    if child.dep_ == "relcl":
        yield from _split_clause(child, owner, relative=True)
    elif child.dep_ == "acl":
        yield from _split_clause(child, owner)
    elif child.dep_ == "advcl":
        yield from _split_clause(child, subject)
    elif child.dep_ == "appos" and not is_list_item(token, child):
        yield phrase_tokens(token) | phrase_tokens(child)


def _variants(head: Token, base: TokenIndexes, own: TokenIndexes) -> Iterator[TokenIndexes]:
    """Yield the clause once for each of several adjuncts and further conjuncts."""
    adjuncts = [
        phrase_tokens(child)
        for child in head.children
        if is_adjunct(child) and child.i > head.i and child.i in base
    ]
    if len(adjuncts) < 2:
        adjuncts = [frozenset()]
    core = base.difference(*adjuncts)
    yield from (core | adjunct for adjunct in adjuncts)
    for token in (head.doc[i] for i in sorted(base & own) if i != head.i):
        with_it = next((adjunct for adjunct in adjuncts if token.i in adjunct), frozenset())
        rest = (core | with_it) - phrase_tokens(token)
        for other in find_conjuncts(token):
            yield rest | phrase_tokens(other) | _determiner(token, other)


def _determiner(token: Token, other: Token) -> TokenIndexes:
    """Return the article of the first conjunct if a later one has none.

    Example: “a concise and [a] clear syntax”.
    """
    if any(child.dep_ in ("det", "poss") for child in other.children):
        return frozenset()
    return frozenset(child.i for child in token.children if child.dep_ == "det")
