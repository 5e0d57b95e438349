"""`report.pdf`: the report for print and archive, set by typst from native text.

The template gets strings and puts them in as they are, so that nothing an author wrote can act as markup.
"""

import json
from pathlib import Path

import typst

from factcheck.exceptions import FactcheckError
from factcheck.i18n import gettext as _
from factcheck.reporting.pdf.contents import contents
from factcheck.reporting.pdf.glyphs import respelled, spelled, uncovered, words
from factcheck.reporting.pdf.typesetting import families, typeset
from factcheck.reporting.report import Report
from factcheck.reporting.scale import Tone, picture

TEMPLATE = Path(__file__).with_name("report.typ")


def write(report: Report) -> bytes:
    """PDF bytes; the same for the same report, whose `made_at` is their timestamp."""
    data = contents(report)
    missing = uncovered(words(data))
    inputs = {
        "report": json.dumps(respelled(data, missing)),
        "missing": ", ".join(map(spelled, missing)),
        "shapes": json.dumps({of.value: picture(of) for of in Tone}),
        # The marks of a map are borrowed from its own template, which then has no pages to print.
        "scene": json.dumps({"title": "", "fonts": families(), "pages": []}),
    }
    try:
        return typeset(TEMPLATE, inputs, int(report.made_at.timestamp()))
    except typst.TypstError as error:
        raise FactcheckError(
            _("The PDF could not be set: %(message)s") % {"message": error.message}, code="typesetting"
        ) from error
