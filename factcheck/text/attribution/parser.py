"""Attributions from a dependency parse, with the spans of speaker and content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.text.attribution.features import (
    extract_features,
    find_candidates,
    find_content_clause,
    find_subject,
    is_discourse_marker,
    is_naming,
    is_prepositional_cue,
)
from factcheck.text.attribution.lexicon import SAYING
from factcheck.text.attribution.model import CUE_THRESHOLD, compute_probability, load_weights
from factcheck.text.attribution.quotations import (
    find_credit,
    find_introduced_quotation,
    find_quotations,
    include_quotation_marks,
    shift_attribution,
    trim_span,
)
from factcheck.text.attribution.speakers import find_speaker_after, find_speaker_before, resolve_pronouns
from factcheck.text.spacy_model import parse_all
from factcheck.text.types import Attribution, Block, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token


def find_in_blocks(text: str, blocks: Iterable[Block]) -> tuple[Attribution, ...]:
    """Return the attributions in these blocks of a text.

    Each block is parsed alone; positions are in the text.
    """
    blocks = list(blocks)
    docs = parse_all(text[block.start : block.end] for block in blocks)
    return tuple(
        shift_attribution(a, block.start)
        for block, doc in zip(blocks, docs, strict=True)
        for a in find_in_doc(doc)
    )


def select_for_sentence(attributions: Iterable[Attribution], start: int, end: int) -> tuple[Attribution, ...]:
    """Return the attributions of one sentence: those with their cue in it.

    Without any, the sentence gets the attribution of the quotation that it continues, marked as inferred.
    """
    attributions = list(attributions)
    own = tuple(a for a in attributions if start <= a.cue.start < end)
    continued = [
        a
        for a in attributions
        if a.direct and any(part.start < end and start < part.end for part in a.content)
    ]
    return own or tuple(
        replace(a, content=_within(a.content, start, end), inferred=True) for a in continued[:1]
    )


def _within(parts: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    return tuple(
        Span(max(part.start, start), min(part.end, end))
        for part in parts
        if part.start < end and start < part.end
    )


# “According to the law” names a standard and not a speaker.
RULE_NOUNS = frozenset(
    {"law", "laws", "constitution", "rule", "rules", "plan", "plans", "schedule", "size", "age", "type"}
)
CITING_VERBS = frozenset({"quoting", "citing"})


def find_in_doc(doc: Doc, *, weights: NDArray[np.float64] | None = None) -> tuple[Attribution, ...]:
    """Return the attributions in a parsed paragraph, in the order of the cues.

    Positions are from the start of the paragraph.
    """
    quoted = find_quotations(doc.text)
    weights = load_weights()["parse"] if weights is None else weights
    cues = [token for token in find_candidates(doc) if _is_cue(token, quoted, weights)]
    attributions = [_attribution(token, quoted) for token in _without_helpers(cues)]
    return (*resolve_pronouns(doc.text, filter(None, attributions)), *_find_credits(doc.text))


def _without_helpers(tokens: Sequence[Token]) -> Iterator[Token]:
    """Drop the “goes on” of “goes on to say”.

    Only the verb that governs the content is a cue.
    """
    helpers = {token.head.i for token in tokens if token.dep_ == "xcomp"}
    return (token for token in tokens if token.i not in helpers)


def _is_cue(token: Token, quoted: Sequence[Span], weights: NDArray[np.float64]) -> bool:
    """Return whether a candidate is a cue.

    Decided by rule for “according to”, “described it as ...” and next to a whole quotation; else by the model.
    """
    if is_prepositional_cue(token):
        return RULE_NOUNS.isdisjoint(word.lower_ for word in _speaker_words(token))
    if is_discourse_marker(token):
        return False
    if is_naming(token):
        return True
    if token.lower_ in SAYING and find_introduced_quotation(
        token.doc.text, _cue(token), _clause(token), quoted
    ):
        return True
    return compute_probability(extract_features(token, quoted), weights) >= CUE_THRESHOLD


def _attribution(token: Token, quoted: Sequence[Span]) -> Attribution | None:
    text = token.doc.text
    cue = _cue(token)
    clause = _clause(token)
    quote = find_introduced_quotation(text, cue, clause, quoted)
    content = quote or _content(token, cue)
    if content is None:
        return None
    return Attribution(
        cue=cue, content=(content,), speaker=_speaker(token, cue, content), direct=quote is not None
    )


def _cue(token: Token) -> Span:
    """Return the span of the cue.

    The verb with the auxiliaries before it, or “according to” or “in the words of”.
    """
    if is_prepositional_cue(token):
        following = token.nbor()
        return Span(token.idx, following.idx + len(following))
    helpers = [
        child.idx for child in token.children if child.dep_ in ("aux", "auxpass") and child.i < token.i
    ]
    return Span(min([token.idx, *helpers]), token.idx + len(token))


def _clause(token: Token) -> Span:
    """Return the clause of the cue up to the cue.

    A quotation before the cue has to end before this clause.
    """
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    first = subject.left_edge if subject is not None and subject.i < token.i else token
    return Span(first.idx, token.idx + len(token))


def _extent(tokens: Sequence[Token]) -> Span | None:
    text = tokens[0].doc.text if tokens else ""
    return trim_span(text, tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None


def _content(token: Token, cue: Span) -> Span | None:
    """Return the content of the cue.

    It is the clause that the cue governs, else the clause it is inserted into, else the rest of the sentence.
    """
    text = token.doc.text
    clause = find_content_clause(token)
    if is_prepositional_cue(token):
        span = _around(token, _speaker_words(token)[-1].i)
    elif is_naming(token):
        span = _extent([word for word in token.subtree if word.i > token.i and word.text != "."])
    elif clause is not None:
        span = _extent([word for word in clause.subtree if (word.i > token.i) == (clause.i > token.i)])
    elif token.dep_ in ("parataxis", "advcl"):
        span = _around(token, token.right_edge.i)
    else:
        span = trim_span(text, cue.end, token.sent.end_char)
    return include_quotation_marks(text, span) if span else None


def _around(token: Token, last: int) -> Span | None:
    """Return the text before an inserted clause, or after it at the beginning."""
    sentence, doc = token.sent, token.doc
    before = trim_span(doc.text, sentence.start_char, doc[min(token.left_edge.i, token.i)].idx)
    after = trim_span(doc.text, doc[last].idx + len(doc[last]), sentence.end_char, " ,.;")
    if token.dep_ == "parataxis" and token.head.i > token.i:
        return after or before
    return after if after and (before is None or before.end - before.start < 12) else before


def _speaker(token: Token, cue: Span, content: Span) -> Span | None:
    """Return the speaker, from the parse or from the characters next to the cue."""
    if is_prepositional_cue(token):
        return _extent(_speaker_words(token))
    subject = find_subject(token)
    if subject is None or content.start <= subject.idx < content.end:
        return _beside(token, cue, content)
    words = [word for word in subject.subtree if not content.start <= word.idx < content.end]
    return _extent([word for word in words if word.idx < cue.start] if subject.i < token.i else words)


def _beside(token: Token, cue: Span, content: Span) -> Span | None:
    text, sentence = token.doc.text, token.sent
    start = content.end if content.end <= cue.start else sentence.start_char
    return find_speaker_before(text, start, cue.start) or find_speaker_after(text, cue.end, sentence.end_char)


def _speaker_words(token: Token) -> list[Token]:
    """Return the noun phrase after “according to”.

    It ends at a comma that no name or title follows.
    """
    words = list(token.doc[token.i + 2 : token.sent.end])
    for index, word in enumerate(words):
        if word.text in '.;:—"”“' or (word.text == "," and not _is_apposition(words[index + 1 :])):
            return words[:index] or words[:1]
    return words


def _is_apposition(words: Sequence[Token]) -> bool:
    """Return whether the words after a comma continue a speaker.

    They begin with “quoting”, or with a name or title of at most six words and a comma.
    """
    if words and words[0].lower_ in CITING_VERBS:
        return True
    for index, word in enumerate(words[:7]):
        if word.is_punct:
            return index > 0 and word.text == ","
        if word.pos_ in ("VERB", "AUX", "PRON", "ADP") and (index == 0 or word.pos_ != "ADP"):
            return False
    return False


def _find_credits(text: str) -> Iterator[Attribution]:
    credit = find_credit(text)
    if credit:
        caption, cue, speaker = credit
        yield Attribution(cue=cue, content=(caption,), speaker=speaker)
