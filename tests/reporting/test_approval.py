"""Every format says who signed a verdict off, and why it was approved without enough sign-offs."""

import json

import pytest

from factcheck.enums import ClaimState
from factcheck.reporting.exporters import write_export
from factcheck.reporting.pdf.context import build_context
from factcheck.reporting.summary import list_approvals
from tests.reporting import samples

GLASS = "Everybody else is ill & the deadline <is> near."


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, []),
        ({"signed_by": ("Ada", "Ben")}, ["Signed off by Ada, Ben"]),
        ({"glass_reason": "Illness."}, ["Approved without enough sign-offs: Illness."]),
        ({"signed_by": ("Ada",), "correction": "The cost."}, ["Signed off by Ada", "Correction: The cost."]),
    ],
)
def test_approvals_and_correction_are_listed(changes, lines):
    assert list_approvals(samples.verdict(**changes)) == lines


def report():
    first = samples.claim(
        1,
        samples.TITLE,
        state=ClaimState.APPROVED,
        verdict=samples.verdict(glass_reason=GLASS, correction="The cost."),
    )
    return samples.report(claims=(first,), graph=samples.graph(()))


@pytest.mark.parametrize("kind", ["report.html", "claims.json", "claims.csv", "report.claimreview"])
def test_an_approval_without_signoffs_is_in_every_format(kind):
    text = write_export(report(), kind).decode()
    assert "Everybody else is ill" in text
    assert "<is>" not in text or kind in ("claims.json", "claims.csv")


def test_an_approval_without_signoffs_is_in_the_pdf():
    (claim,) = build_context(report())["claims"]
    assert f"Approved without enough sign-offs: {GLASS}. Correction: The cost." in claim["verdict"]["foot"]


def test_claimreview_has_the_correction():
    (review,) = json.loads(write_export(report(), "report.claimreview"))["@graph"]
    assert review["correction"] == {"@type": "CorrectionComment", "text": "The cost."}
