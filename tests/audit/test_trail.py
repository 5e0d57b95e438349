"""Every write of a service leaves its lines in the trail, and no line is ever changed or removed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from factcheck.audit.models import Event
from factcheck.audit.services import record_event
from factcheck.desks.services import create_desk
from factcheck.exceptions import ConflictError
from tests import factories as make
from tests.deeds import DEEDS, Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    desk = make.desk()
    return record_event(make.member(desk), "desk.renamed", desk, desk_id=desk.pk)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.prepare.__name__)
def test_a_deed_leaves_exactly_its_events(deed: Deed) -> None:
    team = make.team()
    act = deed.prepare(team)
    before = set(Event.objects.values_list("pk", flat=True))
    act(team.admin)
    left = Event.objects.exclude(pk__in=before)
    assert [event.action for event in left] == deed.events
    assert {(event.desk_id, event.actor_id) for event in left} == {(team.desk.pk, team.admin.pk)}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.prepare.__name__)
def test_an_event_holds_small_facts_and_no_texts(deed: Deed) -> None:
    team = make.team()
    deed.prepare(team)(team.admin)
    texts = {
        "The bridge is old.",
        "Another wording",
        "It cost less.",
        "The books say so.",
        "Where from?",
        "Whence?",
    }
    for event in Event.objects.all():
        assert not texts & set(map(str, event.data.values()))


def test_a_new_desk_tells_of_itself_its_scale_and_its_admin() -> None:
    founder = make.person()
    desk = create_desk(founder, name="New", slug="new")
    assert [event.action for event in desk.events.all()] == ["desk.created", "member.role_set", "scale.added"]


def test_the_events_about_a_thing_are_found_by_it() -> None:
    team = make.team()
    claim, other = make.claims(make.article(team.desk), 2)
    mine = record_event(None, "claim.opened", claim, desk_id=team.desk.pk)
    record_event(None, "claim.opened", other, desk_id=team.desk.pk)
    assert list(Event.objects.all().about(claim)) == [mine]


def _saves(event: Event) -> Any:
    event.action = "desk.hidden"
    event.save()


CHANGES: list[Callable[[Event], Any]] = [
    _saves,
    lambda event: event.save(update_fields=["action"]),
    lambda event: event.delete(),
    lambda event: Event.objects.update(action="desk.hidden"),
    lambda event: Event.objects.filter(pk=event.pk).update(action="desk.hidden"),
    lambda event: Event.objects.all().delete(),
    lambda event: Event.objects.bulk_update([event], ["action"]),
    lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"action": "desk.hidden"}),
    lambda event: Event.objects.bulk_create(
        [event], update_conflicts=True, update_fields=["action"], unique_fields=["id"]
    ),
    lambda event: event.desk.events.all().delete(),
    lambda event: event.desk.events.update(action="desk.hidden"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_line_is_never_changed_or_removed(event: Event, change: Callable[[Event], Any]) -> None:
    with pytest.raises(ConflictError, match="append-only"), transaction.atomic():
        change(event)
    assert Event.objects.get().action == "desk.renamed"


def test_who_acted_and_the_desk_stay_as_long_as_the_trail_does(event: Event) -> None:
    for kept in (event.actor, event.desk):
        with pytest.raises(ProtectedError):
            kept.delete()
