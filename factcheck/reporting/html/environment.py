"""The Jinja2 environment of the report's templates.

It defines escaping, translation, and the functions that templates call.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup

from factcheck import i18n
from factcheck.reporting.hypothesis_table import (
    describe_method,
    get_answer_label,
    list_columns,
    list_rows,
)
from factcheck.reporting.markdown import to_html
from factcheck.reporting.metadata import format_date, format_datetime, list_claim_metadata
from factcheck.reporting.rating_scale import SHAPES, describe_step, get_claim_tone, get_tone
from factcheck.reporting.safe_urls import to_safe_url
from factcheck.reporting.summary import (
    get_stance_label,
    get_verdict_heading,
    group_by_stance,
    is_unconfirmed,
    list_approvals,
    list_evidence_warnings,
)

TEMPLATES = Path(__file__).with_name("templates")
FILTERS = {
    "answer_label": get_answer_label,
    "approvals": list_approvals,
    "claim_metadata": list_claim_metadata,
    "claim_tone": get_claim_tone,
    "date": format_date,
    "datetime": format_datetime,
    "evidence_by_stance": group_by_stance,
    "evidence_warnings": list_evidence_warnings,
    "hypothesis_columns": list_columns,
    "hypothesis_rows": list_rows,
    "markdown": to_html,
    "safe_url": to_safe_url,
    "stance_label": get_stance_label,
    "step": describe_step,
    "tone": get_tone,
    "verdict_heading": get_verdict_heading,
}


class LineJoiner(Extension):
    """Makes line breaks between two tags of a template write nothing.

    A template can then have one element a line: in the page, white space between inline elements would be visible.
    Works on the source of templates, before any data is in it, so that the texts of a report stay as they are.
    """

    _BREAK = re.compile(r"(?<=[>}])(?=[^\S\n]*+\n)(\s++)(?=[<{])")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with each such line break inside a comment.

        A comment writes nothing, and errors still name the right line.
        """
        return self._BREAK.sub(lambda match: "{#" + "\n" * match[1].count("\n") + "#}", source)


@cache
def get_template(name: str) -> Template:
    """Return a template, compiled once in each process."""
    return get_environment().get_template(name)


@cache
def get_environment() -> Environment:
    """Return the environment, made once in each process."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # the templates of an installed program do not change
        finalize=_replace_nul,
        extensions=["jinja2.ext.i18n", LineJoiner],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.ngettext, newstyle=True, pgettext=i18n.pgettext
    )
    environment.filters.update(FILTERS)
    environment.globals["hypothesis_method"] = describe_method
    environment.tests["unconfirmed"] = is_unconfirmed
    environment.globals["shapes"] = {tone: Markup(shape) for tone, shape in SHAPES.items()}  # noqa: S704 - our own SVG
    return environment


def _replace_nul(value: Any) -> Any:
    """Return the value that a template writes, with a visible sign for NUL.

    A browser would drop NUL, and the reader would see another text.
    """
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
