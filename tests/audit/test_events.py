"""Every action records its events, and no event is ever changed or removed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from factcheck.actions.desks import create_desk
from factcheck.audit.models import Event
from factcheck.audit.services import record_event
from factcheck.exceptions import ConflictError
from factcheck.search.models import SavedSearch
from tests import factories as make
from tests.permission_cases import CASES, PermissionCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    desk = make.desk()
    return record_event(make.member(desk), "desk.renamed", desk, desk_id=desk.pk)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.prepare.__name__)
def test_action_records_exactly_its_events(case: PermissionCase) -> None:
    team = make.team()
    act = case.prepare(team)
    before = set(Event.objects.values_list("pk", flat=True))
    act(team.admin)
    left = Event.objects.exclude(pk__in=before)
    assert [event.action for event in left] == case.events
    assert {(event.desk_id, event.actor_id) for event in left} == {(team.desk.pk, team.admin.pk)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.prepare.__name__)
def test_event_data_contains_no_texts(case: PermissionCase) -> None:
    team = make.team()
    case.prepare(team)(team.admin)
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


def test_new_desk_records_itself_its_scale_and_its_admin() -> None:
    founder = make.person()
    desk = create_desk(founder, name="New", slug="new")
    assert [event.action for event in desk.events.all()] == ["desk.created", "member.role_set", "scale.added"]


def test_events_about_a_row_are_found_by_it() -> None:
    team = make.team()
    claim, other = make.claims(make.article(team.desk), 2)
    event = record_event(None, "claim.opened", claim, desk_id=team.desk.pk)
    record_event(None, "claim.opened", other, desk_id=team.desk.pk)
    assert list(Event.objects.all().about(claim)) == [event]


def _save(event: Event) -> Any:
    event.action = "desk.hidden"
    event.save()


CHANGES: list[Callable[[Event], Any]] = [
    _save,
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
def test_event_is_never_changed_or_removed(event: Event, change: Callable[[Event], Any]) -> None:
    with pytest.raises(ConflictError, match="append-only"), transaction.atomic():
        change(event)
    assert Event.objects.get().action == "desk.renamed"


def test_actor_and_desk_of_an_event_cannot_be_deleted(event: Event) -> None:
    for row in (event.actor, event.desk):
        with pytest.raises(ProtectedError):
            row.delete()


def test_renamed_model_keeps_its_name_in_the_log() -> None:
    team = make.team()
    saved = SavedSearch.objects.create(desk=team.desk, name="Bridges", query="q=bridge", saved_by=team.editor)
    event = record_event(team.editor, "view.saved", saved, desk_id=team.desk.pk)
    assert event.target_type == "view"
    assert list(Event.objects.all().about(saved)) == [event]
