"""The texts of the labelled data.

They are not shipped: FACTCHECK_CORPORA names the folder that contains them. `sentseg.jsonl` and
`attribution_gum.jsonl` are paragraphs of GUM v11; `checkworthy_news.jsonl` is Wikinews from it.
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
    """Return the folder of the corpora.

    Raises InvalidInput if the setting does not name one.
    """
    folder = Path(os.environ.get(SETTING, ""))
    if not (folder / SENTENCES).is_file():
        raise InvalidInput(
            f"{SETTING} does not name a folder with {SENTENCES}. Point it at the development sets."
        )
    return folder


def read_rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one file of the corpora."""
    for line in (get_corpora_folder() / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def load_sentences() -> dict[str, dict[str, str]]:
    """Return text and licence of every sentence by its id.

    The id is that of its row or "paragraph.number".
    """
    sentences = {row["id"]: {"text": row["text"], "license": NEWS_LICENCE} for row in read_rows(NEWS)}
    for row in read_rows(SENTENCES):
        for number, (start, end) in enumerate(row["sents"]):
            sentences[f"{row['id']}.{number}"] = {"text": row["text"][start:end], "license": row["license"]}
    return sentences
