"""With and without the semantic extra: both ways of every test of matching and passages."""

import os

import numpy as np
import pytest

from factcheck.text import embeddings
from factcheck.text.embeddings import Encoder
from factcheck.text.similarity_tokens import extract_stems

WAYS = ("lexical", "meaning")


def encoder(way: str) -> Encoder | None:
    """None, or the real encoder; skips where it is not installed, unless SEMANTIC=required forbids that."""
    if way == "lexical":
        return None
    if not embeddings.is_installed() and os.environ.get("SEMANTIC") != "required":
        pytest.skip("The semantic extra is not installed; make test-semantic runs this.")
    return embeddings.load_encoder()


def about(*subjects: str) -> Encoder:
    """An encoder for which two texts are near when they name words of the same subject, a row of words each."""
    rows = [set(extract_stems(subject)) for subject in subjects]

    def vector(text: str) -> np.ndarray:
        named = set(extract_stems(text))
        found = np.array([*(float(bool(named & row)) for row in rows), 0.0])
        found[-1] = not found.any()
        return found / np.linalg.norm(found)

    return Encoder(vector, name="subjects/1")
