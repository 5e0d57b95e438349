import pytest

from factcheck.audit.models import Event
from factcheck.review.workflow import STEPS
from factcheck.terms import ClaimState, SetAside
from tests import factories as make
from tests.api.calls import Caller


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk))


def test_a_claim_walks_from_draft_to_revealed(team, claim, editor):
    for step, state in (("open", "open"), ("start-rating", "rating")):
        answer = editor.post(f"claims/{claim.pk}/{step}/")
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    answer = editor.post(f"claims/{claim.pk}/reveal/", {"reason": "The others are ill."})
    assert answer.json()["state"] == "revealed"
    events = Event.objects.filter(target_type="claim").values_list("action", flat=True)
    assert list(events) == ["claim.opened", "claim.rating_started", "claim.revealed"]


def test_a_rating_is_not_closed_early_without_a_reason(team, claim, editor):
    claim = make.claim(claim.article, state=ClaimState.RATING)
    answer = editor.post(f"claims/{claim.pk}/reveal/")
    assert answer.status_code == 409
    assert "reason" in answer.json()["error"]["message"]


@pytest.mark.parametrize("step", [slug for slug in STEPS if slug not in ("open", "propose")])
def test_a_step_out_of_turn_is_a_conflict_that_says_why(claim, editor, step):
    answer = editor.post(f"claims/{claim.pk}/{step}/")
    assert answer.status_code == 409
    assert "a draft" in answer.json()["error"]["message"]


def test_no_step_is_taken_on_what_was_set_aside(claim, editor):
    aside = make.claim(claim.article, set_aside=SetAside.DROPPED)
    answer = editor.post(f"claims/{aside.pk}/open/")
    assert answer.status_code == 409
    assert "put it back" in answer.json()["error"]["message"]


@pytest.mark.parametrize("body", [{"state": "published"}, {"reason": "why not"}, ["open"], "open"])
def test_a_step_takes_no_body_that_it_does_not_know(claim, editor, body):
    assert editor.post(f"claims/{claim.pk}/open/", body).status_code == 400
    claim.refresh_from_db()
    assert claim.state == ClaimState.DRAFT


def test_there_is_no_step_of_another_name(claim, editor):
    for step in ("publish-now", "propose", "take"):
        assert editor.post(f"claims/{claim.pk}/{step}/").status_code == 404


def test_whoever_may_not_take_a_step_is_told_which_role_it_takes(team, claim):
    answer = Caller(team.contributor).post(f"claims/{claim.pk}/open/")
    assert answer.status_code == 403
    assert "checker" in answer.json()["error"]["message"]
