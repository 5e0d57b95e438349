"""Tags on the claim page, the tags page of the desk, and the search by tag."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Claim, Tag
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2", state=ClaimState.OPEN)


def page(client: Client, address: str, who: make.User) -> str:
    client.force_login(who)
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def change(client: Client, who: make.User, tag: Tag, **sent: str) -> str:
    client.force_login(who)
    return client.post(reverse("tag_change", args=[tag.pk]), sent, follow=True).content.decode()


def test_claim_shows_its_tags_and_offers_those_of_the_desk(client: Client, team: Team, claim: Claim) -> None:
    tag, _other = make.tag(team.desk, "money", claim), make.tag(team.desk, "<wind>")
    shown = page(client, f"/claims/{claim.pk}/", team.checker)
    assert f'href="/desks/harbour/find/?kind=claim&amp;tag={tag.pk}">money</a>' in shown
    assert 'aria-label="Remove tag money"' in shown
    assert '<option value="&lt;wind&gt;"></option>' in shown


def test_viewer_sees_tags_without_controls(client: Client, team: Team, claim: Claim) -> None:
    assert 'id="tags"' not in page(client, f"/claims/{claim.pk}/", team.viewer)
    make.tag(team.desk, "money", claim)
    shown = page(client, f"/claims/{claim.pk}/", team.viewer)
    assert ">money</a>" in shown
    assert "Remove tag" not in shown


def test_tag_is_removed_with_one_click(client: Client, team: Team, claim: Claim) -> None:
    make.tag(team.desk, "money", claim)
    client.force_login(team.checker)
    assert client.post(f"/claims/{claim.pk}/tags/", {"remove": "money"}).url == f"/claims/{claim.pk}/"
    assert not claim.tag_rows.exists()


def test_tags_page_counts_claims_and_lets_editors_change_tags(
    client: Client, team: Team, claim: Claim
) -> None:
    make.tag(team.desk, "money", claim, make.claim(claim.article))
    make.tag(team.desk, "Bridges", claim)
    shown = page(client, "/desks/harbour/tags/", team.editor)
    assert shown.index(">Bridges</a>") < shown.index("on 1 claim<") < shown.index(">money</a>")
    assert "on 2 claims" in shown
    assert "Rename" in shown
    assert "Rename" not in page(client, "/desks/harbour/tags/", team.checker)


def test_desk_without_tags_explains_how_to_add_one(client: Client, team: Team) -> None:
    assert "Open a claim and add a tag" in page(client, "/desks/harbour/tags/", team.viewer)


def test_tag_is_renamed_merged_and_deleted(client: Client, team: Team, claim: Claim) -> None:
    tag, other = make.tag(team.desk, "money", claim), make.tag(team.desk, "wind", claim)
    assert "renamed to “Cost”" in change(client, team.editor, tag, what="rename", name="Cost")
    assert "merged into “wind”" in change(client, team.editor, tag, what="merge", name="WIND")
    assert [row.name for row in claim.tag_rows.all()] == ["wind"]
    assert "Tag deleted" in change(client, team.editor, other, what="delete")
    assert not team.desk.tags.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"what": "rename", "name": "wind"}, "Merge this one into it instead"),
        ({"what": "rename", "name": " "}, "A tag needs a name"),
        ({"what": "merge", "name": "nothing like it"}, "The desk has no tag “nothing like it”"),
        ({"what": "paint"}, "renamed, merged or deleted"),
    ],
)
def test_failed_tag_change_is_reported_and_changes_nothing(
    client: Client, team: Team, sent: dict[str, str], says: str
) -> None:
    tag, _other = make.tag(team.desk, "money"), make.tag(team.desk, "wind")
    assert says in change(client, team.editor, tag, **sent)
    assert [row.name for row in team.desk.tags.all()] == ["money", "wind"]


def test_search_by_tag_shows_everything_on_its_claims(client: Client, team: Team, claim: Claim) -> None:
    make.claim(claim.article, "Traffic has doubled")
    make.evidence(claim, quote="The books say 3.1 million.")
    tag = make.tag(team.desk, "money", claim)
    shown = page(client, f"/desks/harbour/find/?tag={tag.pk}", team.viewer)
    assert "The bridge cost 4.2" in shown
    assert "The books say 3.1 million." in shown
    assert "Traffic has doubled" not in shown
    assert f'<option value="{tag.pk}" selected>money</option>' in shown


def test_deleted_tag_in_a_search_is_reported_and_ignored(client: Client, team: Team, claim: Claim) -> None:
    shown = page(client, "/desks/harbour/find/?q=bridge&tag=99999", team.viewer)
    assert "Select a valid choice" in shown
    assert "<mark>bridge</mark>" in shown


def test_history_shows_added_and_removed_tags(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.checker)
    for sent in ({"name": "money"}, {"name": "wind"}, {"remove": "money"}):
        client.post(f"/claims/{claim.pk}/tags/", sent)
    shown = " ".join(page(client, f"/claims/{claim.pk}/history/", team.viewer).split())
    assert "from <del>money, wind</del> to <ins>wind</ins>" in shown
    assert "from <del>nothing</del> to <ins>money</ins>" in shown
