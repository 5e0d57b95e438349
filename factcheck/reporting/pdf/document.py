"""`report.pdf`: the report for print and archive, set by typst from native text.

The template gets strings and puts them in as they are, so that nothing an author wrote can act as markup.
"""

import json
from pathlib import Path

import typst

from factcheck.errors import FactcheckError
from factcheck.reporting.pdf.contents import contents
from factcheck.reporting.pdf.glyphs import can_be_drawn, respelled, spelled, uncovered, words
from factcheck.reporting.pdf.typesetting import typeset
from factcheck.reporting.report import Report
from factcheck.reporting.scale import Tone, picture

TEMPLATE = Path(__file__).with_name("report.typ").read_bytes()


def write(report: Report) -> bytes:
    """PDF bytes; the same for the same report, whose `made_at` is their timestamp."""
    data = contents(report)
    missing = uncovered(words(data))
    inputs = {
        "report": json.dumps(respelled(data, missing)),
        "map_shows": "yes" if can_be_drawn(respelled(data["map"], missing)) else "",
        "missing": ", ".join(map(spelled, missing)),
        "shapes": json.dumps({of.value: picture(of) for of in Tone}),
    }
    try:
        return typeset(TEMPLATE, inputs, int(report.made_at.timestamp()))
    except typst.TypstError as error:
        raise FactcheckError(f"The PDF could not be set: {error.message}", code="typesetting") from error
