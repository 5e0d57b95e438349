"""Changes of a source: what is stored and recorded, and whose sign-offs they drop."""

import datetime as dt

import pytest

from factcheck.actions.sources import add_source, update_source
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import approved, verdict_of

pytestmark = pytest.mark.django_db

DETAILS = {
    "kind": "news_report",
    "publisher": "The city",
    "url": "https://city.example/",
    "text": "The whole page.",
    "origin": "press release",
    "published_on": dt.date(2020, 1, 1),
    "is_sample": True,
}


def test_a_source_is_stored_with_its_details_and_recorded(team: Team) -> None:
    source = add_source(team.contributor, desk=team.desk, title=" Annual report ", **DETAILS)
    source.refresh_from_db()
    assert (source.title, source.created_by) == ("Annual report", team.contributor)
    assert {name: getattr(source, name) for name in DETAILS} == DETAILS
    event = Event.objects.get()
    assert (event.actor, event.action, event.target_id) == (team.contributor, "source.added", source.pk)


def test_a_change_of_a_source_is_stored_and_recorded_with_its_fields(team: Team) -> None:
    source, other = make.source(team.desk), make.source(team.desk)
    update_source(team.checker, source=source, title=source.title, **DETAILS)
    source.refresh_from_db()
    other.refresh_from_db()
    assert {name: getattr(source, name) for name in DETAILS} == DETAILS
    assert other.publisher == ""
    event = Event.objects.get()
    assert (event.actor, event.action, event.target_id) == (team.checker, "source.edited", source.pk)
    assert set(event.data["fields"]) == set(DETAILS)


@pytest.mark.parametrize("name", ["title", *DETAILS])
def test_every_field_that_readers_see_drops_the_sign_offs(team: Team, name: str) -> None:
    claim = approved(team)
    source = claim.evidence.get().source
    update_source(team.checker, source=source, **{name: DETAILS.get(name, "Annual report")})
    state = Claim.objects.get(pk=claim.pk).state
    assert state == (ClaimState.APPROVED if name == "text" else ClaimState.PROPOSED)


def test_the_reason_of_the_dropped_sign_off_is_the_source(team: Team) -> None:
    claim = approved(team)
    source = claim.evidence.get().source
    make.evidence(claim, source=source)
    update_source(team.checker, source=source, publisher="The city")
    assert verdict_of(claim).signoffs.get().dropped_because.code == "source_changed"
