"""Who stands for a verdict is said in every report, and so is an approval that went past the sign-offs."""

import json

import pytest

from factcheck.enums import ClaimState
from factcheck.reporting.exporters import write_export
from factcheck.reporting.pdf.context import build_context
from factcheck.reporting.summary import list_approvals
from tests.reporting import samples

GLASS = "Everybody else is ill & the deadline <is> near."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"signed_by": ("Ada", "Ben")}, ["Signed off by Ada, Ben"]),
        ({"glass_reason": "Illness."}, ["Approved without enough sign-offs: Illness."]),
        ({"signed_by": ("Ada",), "correction": "The cost."}, ["Signed off by Ada", "Correction: The cost."]),
    ],
)
def test_what_stands_under_a_verdict(changes, said):
    assert list_approvals(samples.verdict(**changes)) == said


def report():
    first = samples.claim(
        1,
        samples.TITLE,
        state=ClaimState.APPROVED,
        verdict=samples.verdict(glass_reason=GLASS, correction="The cost."),
    )
    return samples.report(claims=(first,), graph=samples.graph(()))


@pytest.mark.parametrize("kind", ["report.html", "claims.json", "claims.csv", "report.claimreview"])
def test_a_broken_glass_stands_in_every_format(kind):
    told = write_export(report(), kind).decode()
    assert "Everybody else is ill" in told
    assert "<is>" not in told or kind in ("claims.json", "claims.csv")


def test_a_broken_glass_stands_in_print():
    (claim,) = build_context(report())["claims"]
    assert f"Approved without enough sign-offs: {GLASS}. Correction: The cost." in claim["verdict"]["foot"]


def test_machines_are_told_of_a_correction():
    (review,) = json.loads(write_export(report(), "report.claimreview"))["@graph"]
    assert review["correction"] == {"@type": "CorrectionComment", "text": "The cost."}
