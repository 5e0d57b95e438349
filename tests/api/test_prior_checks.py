"""Earlier checks over the API: of a claim, of words, and what people say of them."""

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


def test_the_checks_that_resemble_a_claim_come_with_their_ratings(editor, claim, check):
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


def test_what_people_say_is_remembered_and_what_differs_is_left_out(editor, claim, check):
    address, key = f"claims/{claim.pk}/similar/", f"f{check.pk}"
    (row,) = editor.post(address, {"key": key, "alike": "same"}).json()["results"]
    assert row["judged"] == "same"
    assert editor.post(address, {"key": key, "alike": "different"}).json()["results"] == []


def test_words_that_are_no_claim_yet_are_looked_up_on_a_desk(editor, team, check):
    (row,) = editor.get("similar/", desk=team.desk.slug, text=SAID).json()["results"]
    assert row["key"] == f"f{check.pk}"
    assert editor.get("similar/", text=SAID).json()["results"] == [row]
    assert editor.get("similar/", desk=team.desk.slug, text="Bees sleep.").json()["results"] == []


@pytest.mark.parametrize("asked", [{}, {"desk": "harbour"}, {"desk": "harbour", "text": ""}])
def test_words_are_asked_for(editor, team, asked):
    assert editor.get("similar/", **asked).status_code == 400


def test_a_check_that_is_not_there_is_refused(editor, claim):
    answer = editor.post(f"claims/{claim.pk}/similar/", {"key": "f999", "alike": "same"})
    assert answer.status_code == 404


def test_nothing_crosses_the_desks_wall(stranger, team, claim, check):
    assert stranger.get(f"claims/{claim.pk}/similar/").status_code == 404
    assert stranger.get("similar/", desk=team.desk.slug, text=SAID).status_code == 404
    answer = stranger.post(f"claims/{claim.pk}/similar/", {"key": f"f{check.pk}", "alike": "same"})
    assert answer.status_code == 404


def test_a_viewer_reads_and_does_not_judge(team, claim, check):
    viewer = ApiClient(team.viewer)
    assert viewer.get(f"claims/{claim.pk}/similar/").status_code == 200
    answer = viewer.post(f"claims/{claim.pk}/similar/", {"key": f"f{check.pk}", "alike": "same"})
    assert answer.status_code == 403
