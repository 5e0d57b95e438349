"""The files of the sample report as they were last reviewed.

`python -m tests.reporting.golden` writes them again, to be reviewed before they are committed.
"""

import json
from collections.abc import Callable
from pathlib import Path

from factcheck.reporting.exporters import write_export
from factcheck.reporting.pdf.context import build_context
from factcheck.reporting.report import Report
from tests.reporting import samples

FOLDER = Path(__file__).parent


def sample() -> Report:
    """Return the sample report without a map, whose drawing has its own tests."""
    return samples.report(graph=samples.graph(()))


def _printed(report: Report) -> bytes:
    return (json.dumps(build_context(report), ensure_ascii=False, indent=1) + "\n").encode()


FILES: dict[str, Callable[[Report], bytes]] = {
    "claims.json": lambda report: write_export(report, "claims.json"),
    "claims.csv": lambda report: write_export(report, "claims.csv"),
    "report.html": lambda report: write_export(report, "report.html"),
    "report.claimreview.json": lambda report: write_export(report, "report.claimreview"),
    "report.pdf.json": _printed,
}
