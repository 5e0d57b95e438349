"""The texts that the labels are of. They are not shipped: FACTCHECK_CORPORA names the folder that holds them.

`sentseg.jsonl` and `attribution_gum.jsonl` are paragraphs of GUM v11, `checkworthy_news.jsonl` is Wikinews out of it.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.exceptions import InvalidInput

SETTING = "FACTCHECK_CORPORA"
SENTENCES, NEWS, ATTRIBUTION = "sentseg.jsonl", "checkworthy_news.jsonl", "attribution_gum.jsonl"
NEWS_LICENCE = "CC BY 2.5 (Wikinews)"


def get_corpora_folder() -> Path:
    """Raises InvalidInput where the setting names no folder with the corpora."""
    found = Path(os.environ.get(SETTING, ""))
    if not (found / SENTENCES).is_file():
        raise InvalidInput(f"{SETTING} names no folder with {SENTENCES}. Point it at the development sets.")
    return found


def read_rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (get_corpora_folder() / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def load_sentences() -> dict[str, dict[str, str]]:
    """Text and licence of every sentence by its id: a paragraph's id with the sentence's place, or a row's own."""
    found = {row["id"]: {"text": row["text"], "license": NEWS_LICENCE} for row in read_rows(NEWS)}
    for row in read_rows(SENTENCES):
        for place, (start, end) in enumerate(row["sents"]):
            found[f"{row['id']}.{place}"] = {"text": row["text"][start:end], "license": row["license"]}
    return found
