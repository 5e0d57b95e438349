"""Sources and the evidence that quotes them."""

from typing import Any

import pytest

from factcheck.actions.evidence import link_evidence, link_evidence_from, update_evidence
from factcheck.actions.sources import add_source, update_source
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.evidence.selectors import count_stances, list_sources
from factcheck.exceptions import InvalidInput
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def link(team: Team, **changes: Any) -> Evidence:
    claim = make.claim(make.article(team.desk))
    values = {"source": make.source(team.desk), "quote": " It cost less. ", "stance": Stance.REFUTES}
    return link_evidence(team.contributor, claim=claim, **(values | changes))


def test_linking_stores_the_quote_and_protects_the_claim_from_split_runs(team: Team) -> None:
    piece = link(team, strength=0.7, note="First-hand.")
    piece.refresh_from_db()
    assert (piece.quote, piece.stance, piece.strength, piece.note) == (
        "It cost less.",
        "refutes",
        0.7,
        "First-hand.",
    )
    assert piece.lifecycle == EvidenceStatus.ACTIVE
    piece.claim.refresh_from_db()
    assert piece.claim.is_human_edited


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quote": ""}, "quote"),
        ({"quote": " \n"}, "quote"),
        ({"strength": 0.0}, "strength"),
        ({"strength": 1.0}, "strength"),
        ({"strength": float("nan")}, "strength"),
    ],
)
def test_values_out_of_range_are_rejected_at_their_field(
    team: Team, changes: dict[str, Any], field: str
) -> None:
    piece = link(team)
    for refused in (
        lambda: link(team, **changes),
        lambda: update_evidence(team.checker, evidence=piece, **changes),
    ):
        with pytest.raises(InvalidInput) as refusal:
            refused()
        assert set(refusal.value.fields) == {field}
    assert Evidence.objects.count() == 1


def test_a_source_of_another_desk_cannot_be_linked(team: Team) -> None:
    with pytest.raises(InvalidInput) as refusal:
        link(team, source=make.source(make.desk()))
    assert set(refusal.value.fields) == {"source"}


@pytest.mark.parametrize("title", ["", "  "])
def test_a_source_always_needs_a_title(team: Team, title: str) -> None:
    source = make.source(team.desk)
    for refused in (
        lambda: add_source(team.checker, desk=team.desk, title=title),
        lambda: update_source(team.checker, source=source, title=title),
    ):
        with pytest.raises(InvalidInput) as refusal:
            refused()
        assert set(refusal.value.fields) == {"title"}
    assert Source.objects.count() == 1


def test_the_event_contains_the_old_and_the_new_status(team: Team) -> None:
    piece = make.evidence(make.claim(make.article(team.desk)))
    update_evidence(team.checker, evidence=piece, lifecycle=EvidenceStatus.RETRACTED)
    update_evidence(team.checker, evidence=piece, note="See the notice.")
    first, second = Event.objects.all().about(piece)
    assert first.data == {"fields": ["lifecycle"], "from": "active", "to": "retracted"}
    assert second.data == {"fields": ["note"]}


def test_an_edit_without_changes_records_no_event(team: Team) -> None:
    piece, source = make.evidence(make.claim(make.article(team.desk))), make.source(team.desk)
    update_evidence(team.checker, evidence=piece, strength=piece.strength)
    update_source(team.checker, source=source, title=source.title)
    assert not Event.objects.all().about(piece).exists()
    assert not Event.objects.all().about(source).exists()


def test_earlier_values_stay_in_the_history(team: Team) -> None:
    piece = make.evidence(make.claim(make.article(team.desk)), note="Old")
    update_evidence(team.checker, evidence=piece, note="New")
    assert [row.note for row in piece.history.all()] == ["New", "Old"]


@pytest.mark.parametrize(
    ("lifecycle", "counts"),
    [("active", True), ("disputed", True), ("withdrawn", False), ("retracted", False), ("superseded", False)],
)
def test_only_active_and_disputed_evidence_counts(team: Team, lifecycle: str, counts: bool) -> None:
    claim = make.claim(make.article(team.desk))
    piece = make.evidence(claim, stance=Stance.SUPPORTS, lifecycle=lifecycle)
    assert piece.is_counted is counts
    assert count_stances([claim]) == ({claim.pk: {"supports": 1}} if counts else {})


def test_sources_with_the_same_origin_are_one_group(team: Team) -> None:
    first, second = (make.source(team.desk, origin="press release") for _ in range(2))
    alone, other = (make.source(team.desk, title="B") for _ in range(2))
    assert first.origin_group == second.origin_group
    assert alone.origin_group != other.origin_group
    assert list(list_sources(team.desk.pk)) == [alone, other, first, second]


def describe_and_link(team: Team, **source: Any) -> Evidence:
    """Link evidence from a source that is described, not chosen."""
    claim = make.claim(make.article(team.desk))
    details = {"title": "", "publisher": "The city", "url": "", "origin": "press release"} | source
    return link_evidence_from(
        team.contributor, claim=claim, source=None, quote="It cost less.", stance=Stance.REFUTES, **details
    )


def test_evidence_adds_the_source_that_it_describes(team: Team) -> None:
    piece = describe_and_link(team, title="Annual report", url="https://city.example/report")
    source = Source.objects.get()
    assert piece.source == source
    assert (source.title, source.publisher, source.url, source.origin, source.created_by) == (
        "Annual report",
        "The city",
        "https://city.example/report",
        "press release",
        team.contributor,
    )


@pytest.mark.parametrize(
    "description",
    [{"title": "CITY archive"}, {"title": "Another title", "url": "https://city.example/archive"}],
)
def test_evidence_reuses_the_source_with_the_same_title_or_url(
    team: Team, description: dict[str, str]
) -> None:
    known = make.source(team.desk, title="City archive", url="https://city.example/archive")
    assert describe_and_link(team, **description).source == known
    assert Source.objects.count() == 1


def test_evidence_without_a_source_and_a_title_is_refused_at_the_source(team: Team) -> None:
    with pytest.raises(InvalidInput) as refusal:
        describe_and_link(team)
    assert set(refusal.value.fields) == {"source"}


@pytest.mark.parametrize(("length", "quoted"), [(80, "a" * 80), (81, "a" * 79 + "…")])
def test_the_cause_of_staleness_quotes_at_most_80_characters(team: Team, length: int, quoted: str) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    piece, verdict = make.evidence(claim, quote="a" * length), make.verdict(claim)
    update_evidence(team.checker, evidence=piece, lifecycle=EvidenceStatus.WITHDRAWN)
    verdict.refresh_from_db()
    assert verdict.stale_cause.params["quote"] == quoted


def test_linked_evidence_is_recorded_with_its_claim_and_its_stance(team: Team) -> None:
    piece = link(team)
    event = Event.objects.get(action="evidence.linked")
    assert (event.actor, event.target_id) == (team.contributor, piece.pk)
    assert event.data == {"claim": piece.claim_id, "stance": "refutes"}
