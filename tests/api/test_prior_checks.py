"""Earlier checks over the API: for a claim, for a text, and decisions about them."""

import pytest

from factcheck.review.models import ExternalCheck
from tests import factories as make
from tests.api.client import ApiClient

pytestmark = pytest.mark.usefixtures("found_by")

SAID = "The harbour bridge cost 4.2 million pounds to build."


@pytest.fixture
def check(team):
    return ExternalCheck.objects.create(
        desk=team.desk, text=SAID, publisher="Facts", url="https://facts.example/1", rating="Wrong"
    )


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), text=SAID)


def test_similar_checks_are_listed_with_their_ratings(editor, claim, check):
    (row,) = editor.get(f"claims/{claim.pk}/similar/").json()["results"]
    assert (row["key"], row["rating"], row["where"], row["url"], row["judged"]) == (
        f"f{check.pk}",
        "Wrong",
        "Facts",
        check.url,
        "",
    )
    assert 0.9 < row["likeness"] <= 1
    assert 0 <= row["sureness"] <= 1


def test_a_decision_is_stored_and_different_checks_are_omitted(editor, claim, check):
    address, key = f"claims/{claim.pk}/similar/", f"f{check.pk}"
    (row,) = editor.post(address, {"key": key, "alike": "same"}).json()["results"]
    assert row["judged"] == "same"
    assert editor.post(address, {"key": key, "alike": "different"}).json()["results"] == []


def test_checks_are_found_for_a_text(editor, team, check):
    (row,) = editor.get("similar/", desk=team.desk.slug, text=SAID).json()["results"]
    assert row["key"] == f"f{check.pk}"
    assert editor.get("similar/", text=SAID).json()["results"] == [row]
    assert editor.get("similar/", desk=team.desk.slug, text="Bees sleep.").json()["results"] == []


@pytest.mark.parametrize("query", [{}, {"desk": "harbour"}, {"desk": "harbour", "text": ""}])
def test_the_text_is_required(editor, team, query):
    assert editor.get("similar/", **query).status_code == 400


def test_an_unknown_check_is_not_found(editor, claim):
    response = editor.post(f"claims/{claim.pk}/similar/", {"key": "f999", "alike": "same"})
    assert response.status_code == 404


def test_checks_of_another_desk_are_not_visible(stranger, team, claim, check):
    assert stranger.get(f"claims/{claim.pk}/similar/").status_code == 404
    assert stranger.get("similar/", desk=team.desk.slug, text=SAID).status_code == 404
    response = stranger.post(f"claims/{claim.pk}/similar/", {"key": f"f{check.pk}", "alike": "same"})
    assert response.status_code == 404


def test_a_viewer_can_read_but_not_decide(team, claim, check):
    viewer = ApiClient(team.viewer)
    assert viewer.get(f"claims/{claim.pk}/similar/").status_code == 200
    response = viewer.post(f"claims/{claim.pk}/similar/", {"key": f"f{check.pk}", "alike": "same"})
    assert response.status_code == 403
