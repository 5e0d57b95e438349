"""A mark for tests that need the texts of the labelled data."""

import os
from pathlib import Path

import pytest

_FOLDER = Path(os.environ.get("FACTCHECK_CORPORA", ""))


def with_corpora(test):
    missing = not (_FOLDER / "sentseg.jsonl").is_file()
    skipped = pytest.mark.skipif(
        missing, reason="FACTCHECK_CORPORA does not name a folder with the labelled texts"
    )
    return pytest.mark.corpus(skipped(test))
