"""Attributions in one sentence, from its characters alone.

Faster and less accurate than `parser`. The cues of `lexicon` are candidates, `model` chooses among them, and rules
find the speaker and the content.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from factcheck.text.attribution.lexicon import CUES, SAYING
from factcheck.text.attribution.model import CUE_THRESHOLD, compute_probability, load_weights
from factcheck.text.attribution.quotations import (
    find_introduced_quotation,
    find_paragraph_at,
    find_quotation_at,
    find_quotations,
    shift_attribution,
    trim_span,
)
from factcheck.text.attribution.speakers import find_speaker_after, find_speaker_before, resolve_pronouns
from factcheck.text.types import Attribution, Span

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
ACCORDING_TO = re.compile(
    r"\b(?:according to|in the words of)\b(?=\s{1,40}+([^,;:.!?“”\"]{1,400}+(?:\.(?=\w)[^,;:.!?“”\"]{1,400}+){0,20}))",
    re.IGNORECASE,
)
# “..., Reuters reported.”: a name and a verb of saying after the last comma of a sentence.
CLOSING = re.compile(r", (?:the )?[A-Z][^,]{1,60} $")
CONTEXT_LENGTH = 1500
# A text with more cues is not a sentence but a list or a table; to continue would take long and find nothing.
MAX_CUES = 40
_CLAUSE_END = re.compile(r"[;]\s|[.!?]?$")


def find_attributions(text: str, start: int, end: int, *, before: str = "") -> tuple[Attribution, ...]:
    """Return the attributions in the sentence `text[start:end]`.

    Positions are in `text`. Names for pronouns come from `text[:start]`, and from `before` if `text` is not the whole
    article. A sentence that only continues a quotation has the cue and the speaker of that quotation, marked as
    inferred.
    """
    sentence = text[start:end]
    earlier = (before + text[max(0, start - CONTEXT_LENGTH) : start])[-CONTEXT_LENGTH:]
    attributions = tuple(
        shift_attribution(a, start)
        for a in resolve_pronouns(
            sentence, iter_attributions(sentence, load_weights()["fast"]), before=earlier
        )
    )
    return attributions or _continue_quotation(text, start, end)


def iter_attributions(sentence: str, weights: NDArray[np.float64]) -> Iterator[Attribution]:
    """Yield the attributions in a sentence, with positions from its start.

    Pronouns are not resolved.
    """
    tokens = list(TOKEN.finditer(sentence))
    quoted = find_quotations(sentence)
    for index in islice(find_candidates(tokens), MAX_CUES):
        cue = Span(*tokens[index].span())
        clause = _clause(sentence, cue)
        quote = (
            find_introduced_quotation(sentence, cue, clause, quoted)
            if tokens[index].group().lower() in SAYING
            else None
        )
        if (
            quote
            or _closing(sentence, cue)
            or compute_probability(extract_features(tokens, index, quoted), weights) >= CUE_THRESHOLD
        ):
            yield from _attribution(sentence, cue, clause, quote)
    yield from _according_to(sentence)


def find_candidates(tokens: Sequence[re.Match[str]]) -> Iterator[int]:
    """Yield the indexes of the tokens that are in the lexicon of cues."""
    return (index for index, token in enumerate(tokens) if token.group().lower() in CUES)


def extract_features(tokens: Sequence[re.Match[str]], index: int, quoted: Sequence[Span]) -> Iterator[str]:
    """Yield the names of the features of a candidate.

    Its context alone, and with its lemma and its class. The names are hashed into the columns of the trained weights,
    so they must not change without training.
    """
    word = tokens[index].group().lower()
    lemma, kind = CUES[word]
    shapes = {offset: _shape(tokens, index + offset) for offset in (-2, -1, 1, 2, 3)}
    inside = any(span.start < tokens[index].start() < span.end for span in quoted)
    facts = [f"{offset}={shape}" for offset, shape in shapes.items()]
    facts += [
        f"inside={inside}",
        f"around={shapes[-1]},{shapes[1]}",
        f"next={shapes[1]},{shapes[2]}",
        f"rest={min(len(tokens) - index, 6)}",
    ]
    yield from (f"word={word}", f"lemma={lemma}", f"kind={kind}", *facts)
    yield from (f"{kind}&{fact}" for fact in facts)
    yield from (f"{lemma}&{shapes[-1]}", f"{lemma}&{shapes[1]}")


def _shape(tokens: Sequence[re.Match[str]], index: int) -> str:
    if not 0 <= index < len(tokens):
        return "edge"
    word = tokens[index].group()
    if word[0].isupper() and index > 0:
        return "Name"
    return "0" if word[0].isdigit() else word.lower() if len(word) < 6 else word.lower()[-3:]


def _closing(sentence: str, cue: Span) -> re.Match[str] | None:
    ends = sentence[cue.end : cue.end + 1] == "." and cue.of(sentence) in SAYING
    return CLOSING.search(sentence, max(0, cue.start - 70), cue.start) if ends else None


def _clause(sentence: str, cue: Span) -> Span:
    if closing := _closing(sentence, cue):
        return Span(closing.start() + 2, cue.end)
    speaker = find_speaker_before(sentence, 0, cue.start)
    near = speaker and speaker.end - speaker.start < 90
    return Span(speaker.start if speaker and near else cue.start, cue.end)


def _attribution(sentence: str, cue: Span, clause: Span, quote: Span | None) -> Iterator[Attribution]:
    content = quote or _content(sentence, cue, clause)
    if content is None:
        return
    inverted = content.end <= clause.start and clause.start == cue.start
    speaker = None if inverted else trim_span(sentence, clause.start, cue.start)
    speaker = find_speaker_before(sentence, speaker.start, cue.start) if speaker else None
    yield Attribution(
        cue=cue,
        content=(content,),
        speaker=speaker or find_speaker_after(sentence, cue.end, len(sentence)),
        direct=bool(quote),
    )


def _content(sentence: str, cue: Span, clause: Span) -> Span | None:
    """Return the text after the cue up to the end of its clause.

    Returns the text before the cue if there is hardly any after it.
    """
    ends = _CLAUSE_END.search(sentence, cue.end)
    behind = trim_span(sentence, cue.end, ends.start() if ends else len(sentence), " ,:—.!?")
    if behind and len(behind.of(sentence).split(None, 3)) > 2:
        return behind
    return trim_span(sentence, 0, clause.start) or behind


def _according_to(sentence: str) -> Iterator[Attribution]:
    for match in ACCORDING_TO.finditer(sentence):
        speaker = Span(*match.span(1))
        before = trim_span(sentence, 0, match.start())
        behind = trim_span(sentence, speaker.end, len(sentence), " ,.;")
        content = behind if before is None or before.end < 12 or match.group()[0] in "iI" else before
        if content:
            direct = sentence[content.start] in '“"'
            yield Attribution(cue=Span(*match.span()), content=(content,), speaker=speaker, direct=direct)


def _continue_quotation(text: str, start: int, end: int) -> tuple[Attribution, ...]:
    """Return the attribution of the quotation around a sentence without a cue."""
    paragraph, quote = find_quotation_at(text, start)
    if quote is None:
        return ()
    part = Span(max(start, quote.start), min(end, quote.end))
    around = [shift_attribution(a, paragraph.start) for a in _attributions_of_paragraph(paragraph.of(text))]
    near = [a for a in around if a.content[0].start < quote.end and a.content[-1].end > quote.start]
    if not near and part.start == paragraph.start == start:
        near = list(_quotation_left_open(text, paragraph.start))
    return tuple(replace(a, content=(part,), direct=True, inferred=True) for a in near[:1])


# Cached because every sentence of a long quotation needs its paragraph.
@lru_cache(maxsize=8)
def _attributions_of_paragraph(paragraph: str) -> tuple[Attribution, ...]:
    return tuple(resolve_pronouns(paragraph, iter_attributions(paragraph, load_weights()["fast"])))


def _quotation_left_open(text: str, start: int) -> Iterator[Attribution]:
    """Yield the attribution of a quotation that the preceding paragraph left open.

    Newspapers print long quotations so: every paragraph opens with a quotation mark and only the last one closes.
    """
    near = max(0, start - CONTEXT_LENGTH)
    before = find_paragraph_at(text, near + len(text[near:start].rstrip()) - 1)
    unclosed = find_quotations(before.of(text))[-1:]
    if unclosed and unclosed[0].end == before.end - before.start:
        yield from (
            shift_attribution(a, before.start)
            for a in _attributions_of_paragraph(before.of(text))
            if a.direct
        )
