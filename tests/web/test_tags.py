"""Tags on the claim's page, the desk's page of tags, and finding by a tag."""

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
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def change(client: Client, who: make.User, tag: Tag, **sent: str) -> str:
    client.force_login(who)
    return client.post(reverse("tag_change", args=[tag.pk]), sent, follow=True).content.decode()


def test_a_claim_shows_its_tags_and_those_of_the_desk_to_choose_from(
    client: Client, team: Team, claim: Claim
) -> None:
    tag, _other = make.tag(team.desk, "money", claim), make.tag(team.desk, "<wind>")
    shown = page(client, f"/claims/{claim.pk}/", team.checker)
    assert f'href="/desks/harbour/find/?kind=claim&amp;tag={tag.pk}">money</a>' in shown
    assert 'aria-label="Remove tag money"' in shown
    assert '<option value="&lt;wind&gt;"></option>' in shown


def test_who_may_not_edit_claims_sees_the_tags_and_no_way_to_change_them(
    client: Client, team: Team, claim: Claim
) -> None:
    assert 'id="tags"' not in page(client, f"/claims/{claim.pk}/", team.viewer)
    make.tag(team.desk, "money", claim)
    shown = page(client, f"/claims/{claim.pk}/", team.viewer)
    assert ">money</a>" in shown
    assert "Take the tag" not in shown


def test_a_tag_is_taken_off_by_one_click(client: Client, team: Team, claim: Claim) -> None:
    make.tag(team.desk, "money", claim)
    client.force_login(team.checker)
    assert client.post(f"/claims/{claim.pk}/tags/", {"remove": "money"}).url == f"/claims/{claim.pk}/"
    assert not claim.tag_rows.exists()


def test_the_desks_tags_say_how_many_claims_bear_them_and_editors_may_change_them(
    client: Client, team: Team, claim: Claim
) -> None:
    make.tag(team.desk, "money", claim, make.claim(claim.article))
    make.tag(team.desk, "Bridges", claim)
    shown = page(client, "/desks/harbour/tags/", team.editor)
    assert shown.index(">Bridges</a>") < shown.index("on 1 claim<") < shown.index(">money</a>")
    assert "on 2 claims" in shown
    assert "Rename" in shown
    assert "Rename" not in page(client, "/desks/harbour/tags/", team.checker)


def test_an_empty_desk_is_told_how_a_tag_begins(client: Client, team: Team) -> None:
    assert "Open a claim and add a tag" in page(client, "/desks/harbour/tags/", team.viewer)


def test_a_tag_is_renamed_merged_and_deleted_from_its_page(client: Client, team: Team, claim: Claim) -> None:
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
def test_what_is_refused_is_told_and_changes_nothing(
    client: Client, team: Team, sent: dict[str, str], says: str
) -> None:
    tag, _other = make.tag(team.desk, "money"), make.tag(team.desk, "wind")
    assert says in change(client, team.editor, tag, **sent)
    assert [row.name for row in team.desk.tags.all()] == ["money", "wind"]


def test_finding_by_a_tag_shows_what_belongs_to_its_claims(client: Client, team: Team, claim: Claim) -> None:
    make.claim(claim.article, "Traffic has doubled")
    make.evidence(claim, quote="The books say 3.1 million.")
    tag = make.tag(team.desk, "money", claim)
    shown = page(client, f"/desks/harbour/find/?tag={tag.pk}", team.viewer)
    assert "The bridge cost 4.2" in shown
    assert "The books say 3.1 million." in shown
    assert "Traffic has doubled" not in shown
    assert f'<option value="{tag.pk}" selected>money</option>' in shown


def test_a_tag_that_is_gone_is_left_out_of_the_search_and_said_to_be(
    client: Client, team: Team, claim: Claim
) -> None:
    shown = page(client, "/desks/harbour/find/?q=bridge&tag=99999", team.viewer)
    assert "Select a valid choice" in shown
    assert "<mark>bridge</mark>" in shown


def test_the_history_tells_which_tags_came_and_went(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.checker)
    for sent in ({"name": "money"}, {"name": "wind"}, {"remove": "money"}):
        client.post(f"/claims/{claim.pk}/tags/", sent)
    shown = " ".join(page(client, f"/claims/{claim.pk}/history/", team.viewer).split())
    assert "from <del>money, wind</del> to <ins>wind</ins>" in shown
    assert "from <del>nothing</del> to <ins>money</ins>" in shown
