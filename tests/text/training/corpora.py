"""Marks a test that needs the texts which the labels are of."""

import os
from pathlib import Path

import pytest

_FOLDER = Path(os.environ.get("FACTCHECK_CORPORA", ""))


def with_corpora(test):
    missing = not (_FOLDER / "sentseg.jsonl").is_file()
    skipped = pytest.mark.skipif(missing, reason="FACTCHECK_CORPORA names no folder with the labelled texts")
    return pytest.mark.corpus(skipped(test))
