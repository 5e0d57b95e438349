"""`report.pdf`: the report for printing and for an archive, typeset by typst.

The template receives strings and writes them as text, so that nothing an author wrote can act as markup.
"""

import json
from pathlib import Path

import typst

from factcheck.exceptions import FactcheckError
from factcheck.i18n import gettext as _
from factcheck.reporting.pdf.context import build_context
from factcheck.reporting.pdf.glyphs import find_missing, join_strings, replace_missing, spell_out
from factcheck.reporting.pdf.typst import compile_pdf, list_families
from factcheck.reporting.rating_scale import Tone, draw_shape
from factcheck.reporting.report import Report

TEMPLATE = Path(__file__).with_name("report.typ")


def write(report: Report) -> bytes:
    """Return a PDF; the same report gives the same bytes, with `made_at` as their timestamp."""
    data = build_context(report)
    missing = find_missing(join_strings(data))
    inputs = {
        "report": json.dumps(replace_missing(data, missing)),
        "missing": ", ".join(map(spell_out, missing)),
        "shapes": json.dumps({of.value: draw_shape(of) for of in Tone}),
        # The template imports the functions that draw a map from the map's own template, which prints its `pages`.
        "scene": json.dumps({"title": "", "fonts": list_families(), "pages": []}),
    }
    try:
        return compile_pdf(TEMPLATE, inputs, int(report.made_at.timestamp()))
    except typst.TypstError as error:
        raise FactcheckError(
            _("The PDF could not be typeset: %(message)s") % {"message": error.message}, code="typesetting"
        ) from error
