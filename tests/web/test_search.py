"""The search page: the URL is the complete state, and a search can be saved by name."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.enums import ClaimState
from factcheck.search.models import SavedSearch
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    team = make.team()
    article = make.article(team.desk)
    make.claim(article, "It carries 160,000 vehicles a day.", state=ClaimState.OPEN)
    make.claim(article, "The city will build a tunnel by 2031.", text="<b>A tunnel</b> & vehicles")
    return team


def page(client: Client, team: Team, query: str, *, who: str = "reviewer") -> str:
    client.force_login(team.of(who))
    response = client.get(f"{reverse('search', args=[team.desk.slug])}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_hits_are_highlighted_and_link_to_their_item(client: Client, team: Team) -> None:
    shown = page(client, team, "q=160,000&kind=claim")
    assert "<mark>160,000</mark>" in shown
    assert f'href="{reverse("claim", args=[team.desk.claims.first().pk])}"' in shown


def test_user_text_in_hits_is_escaped(client: Client, team: Team) -> None:
    shown = page(client, team, "q=tunnel&kind=claim")
    assert "<b>A tunnel" not in shown
    assert "&lt;b&gt;A <mark>tunnel</mark>&lt;/b&gt;" in shown


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "What are you looking for?"),
        ("q=zeppelin", "No results for “zeppelin”"),
        ("q=vehicles&state=revealed", "Search without filters"),
    ],
)
def test_empty_result_says_what_to_do(client: Client, team: Team, query: str, says: str) -> None:
    assert says in page(client, team, query)


@pytest.mark.parametrize(
    "query",
    [
        "q=%22",
        "state=nowhere",
        "page=x",
        "page=99999999999",
        "since=yesterday",
        "assignee=me",
        "source=-1",
    ],
)
def test_invalid_parameters_still_show_a_page(client: Client, team: Team, query: str) -> None:
    page(client, team, query)


def test_search_is_saved_by_name_for_the_desk(client: Client, team: Team) -> None:
    client.force_login(team.reviewer)
    save = reverse("saved_search_add", args=[team.desk.slug])
    query = "q=vehicles&state=open&page=2&since="
    response = client.post(save, {"name": " Vehicles  now ", "query": query}, follow=True)
    assert "Search saved as “Vehicles now”" in response.content.decode()
    view = SavedSearch.objects.get()
    assert (view.name, view.query) == ("Vehicles now", "q=vehicles&state=open")
    assert f"?{view.query.replace('&', '&amp;')}" in page(client, team, "", who="viewer")


def test_saving_an_existing_name_replaces_the_search(client: Client, team: Team) -> None:
    client.force_login(team.reviewer)
    for query in ("q=one", "q=two"):
        client.post(reverse("saved_search_add", args=[team.desk.slug]), {"name": "Mine", "query": query})
    assert SavedSearch.objects.get().query == "q=two"


@pytest.mark.parametrize(
    ("name", "query"), [("", "q=x"), ("x" * 81, "q=x"), ("Mine", ""), ("Mine", "page=2")]
)
def test_invalid_saved_search_is_refused(client: Client, team: Team, name: str, query: str) -> None:
    client.force_login(team.reviewer)
    save = reverse("saved_search_add", args=[team.desk.slug])
    response = client.post(save, {"name": name, "query": query}, follow=True)
    assert "notice error" in response.content.decode()
    assert not SavedSearch.objects.exists()


def test_saved_search_is_removed(client: Client, team: Team) -> None:
    view = SavedSearch.objects.create(desk=team.desk, name="Mine", query="q=x", saved_by=team.editor)
    client.force_login(team.reviewer)
    client.post(reverse("saved_search_delete", args=[view.pk]))
    assert not SavedSearch.objects.exists()
