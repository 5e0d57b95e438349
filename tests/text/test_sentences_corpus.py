"""The sentences of human annotations (GUM, in sentseg.jsonl), span by span."""

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
        not ANNOTATED.is_file(), reason="FACTCHECK_CORPORA does not name a folder with sentseg.jsonl"
    ),
]


def paragraphs() -> Iterator[tuple[str, set[tuple[int, int]]]]:
    with ANNOTATED.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["text"], {(start, end) for start, end in row["sents"]}


def test_exact_spans_agree_with_human_annotations():
    hits = predicted = wanted = 0
    for text, gold in paragraphs():
        spans = {(sentence.start, sentence.end) for sentence in find_sentences(text, find_blocks(text))}
        hits, predicted, wanted = hits + len(spans & gold), predicted + len(spans), wanted + len(gold)
    assert 2 * hits / (predicted + wanted) > 0.975
