"""The sentences of people's annotations (GUM, in sentseg.jsonl), span by span."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.text.blocks import find_blocks
from factcheck.text.sentences import find_sentences

ANNOTATED = Path(os.environ.get("FACTCHECK_CORPORA", "")) / "sentseg.jsonl"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not ANNOTATED.is_file(), reason="FACTCHECK_CORPORA names no folder with sentseg.jsonl"
    ),
]


def paragraphs() -> Iterator[tuple[str, set[tuple[int, int]]]]:
    with ANNOTATED.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["text"], {(start, end) for start, end in row["sents"]}


def test_exact_spans_agree_with_people():
    hits = found = wanted = 0
    for text, gold in paragraphs():
        spans = {(sentence.start, sentence.end) for sentence in find_sentences(text, find_blocks(text))}
        hits, found, wanted = hits + len(spans & gold), found + len(spans), wanted + len(gold)
    assert 2 * hits / (found + wanted) > 0.975
