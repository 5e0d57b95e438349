"""Saved searches of a desk: what is stored, replaced, refused and recorded."""

import pytest

from factcheck.actions.saved_searches import delete_saved_search, save_search
from factcheck.audit.models import Event
from factcheck.exceptions import InvalidInput
from factcheck.search.models import MAX_NAME_LENGTH, MAX_QUERY_STRING_LENGTH, SavedSearch
from tests.factories import Team

pytestmark = pytest.mark.django_db


def save(team: Team, name: str = "Bridges", query: str = "q=bridge") -> SavedSearch:
    return save_search(team.reviewer, desk=team.desk, name=name, query=query)


def test_a_search_is_stored_without_its_page_and_its_empty_parameters(team: Team) -> None:
    query = "q=bridge&state=open&state=draft&tag=&speaker=+&page=3&csrfmiddlewaretoken=x"
    saved = save(team, "  Old   bridges ", query)
    saved.refresh_from_db()
    assert (saved.name, saved.query) == ("Old bridges", "q=bridge&state=open&state=draft")
    assert (saved.desk, saved.saved_by) == (team.desk, team.reviewer)
    event = Event.objects.get()
    assert (event.actor, event.action, event.target_id) == (team.reviewer, "view.saved", saved.pk)


def test_a_search_of_the_same_name_is_replaced_on_its_desk_only(team: Team) -> None:
    other = save_search(team.stranger, desk=team.stranger.memberships.get().desk, name="Bridges", query="q=a")
    first, another = save(team), save(team, "Tunnels")
    replaced = save_search(team.editor, desk=team.desk, name="Bridges", query="q=tunnel")
    assert replaced == first
    assert set(SavedSearch.objects.values_list("pk", "query", "saved_by")) == {
        (first.pk, "q=tunnel", team.editor.pk),
        (another.pk, "q=bridge", team.reviewer.pk),
        (other.pk, "q=a", team.stranger.pk),
    }


@pytest.mark.parametrize(
    ("name", "query", "reason"),
    [
        ("  ", "q=bridge", "needs a name"),
        ("a" * (MAX_NAME_LENGTH + 1), "q=bridge", "too long"),
        ("Bridges", "q=&page=2", "no search to save"),
        ("Bridges", "q=" + "a" * (MAX_QUERY_STRING_LENGTH - 1), "no search to save"),
    ],
)
def test_an_invalid_search_is_refused_at_its_name(team: Team, name: str, query: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason) as refusal:
        save(team, name, query)
    assert set(refusal.value.fields) == {"name"}
    assert not SavedSearch.objects.exists()


def test_the_longest_name_and_query_are_stored(team: Team) -> None:
    name, query = "a" * MAX_NAME_LENGTH, "q=" + "a" * (MAX_QUERY_STRING_LENGTH - 2)
    saved = save(team, name, query)
    assert (saved.name, saved.query) == (name, query)


def test_a_deleted_search_is_recorded_and_the_others_stay(team: Team) -> None:
    gone, stays = save(team), save(team, "Tunnels")
    gone_id = gone.pk
    delete_saved_search(team.editor, saved_search=gone)
    assert SavedSearch.objects.get() == stays
    event = Event.objects.get(action="view.dropped")
    assert (event.actor, event.target_id) == (team.editor, gone_id)
