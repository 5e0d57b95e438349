"""Modes of the tests of matching and passages: with and without the semantic extra."""

import os

import numpy as np
import pytest

from factcheck.text import embeddings
from factcheck.text.embeddings import Encoder
from factcheck.text.similarity_tokens import extract_stems

MODES = ("lexical", "meaning")


def encoder_of_mode(mode: str) -> Encoder | None:
    """Return the encoder of a mode: None, or the real one. Skips if it is not installed and not required."""
    if mode == "lexical":
        return None
    if not embeddings.is_installed() and os.environ.get("SEMANTIC") != "required":
        pytest.skip("The semantic extra is not installed; make test-semantic runs this.")
    return embeddings.load_encoder()


def subject_encoder(*subjects: str) -> Encoder:
    """Return an encoder for which texts are similar that share a subject, given as words each."""
    rows = [set(extract_stems(subject)) for subject in subjects]

    def encode(text: str) -> np.ndarray:
        words = set(extract_stems(text))
        values = np.array([*(float(bool(words & row)) for row in rows), 0.0])
        values[-1] = not values.any()
        return values / np.linalg.norm(values)

    return Encoder(encode, name="subjects/1")
