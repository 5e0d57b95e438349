import pytest

from factcheck.audit.models import Event
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.review.workflow import STEPS
from tests import factories as make
from tests.api.client import ApiClient


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
def test_a_step_out_of_turn_is_a_conflict_that_says_why(team, claim, client, step):
    client.force_login(team.admin)
    answer = client.post(f"/api/v1/claims/{claim.pk}/{step}/", {}, content_type="application/json")
    assert answer.status_code == 409
    assert "a draft" in answer.json()["error"]["message"]


def test_no_step_is_taken_on_what_was_set_aside(claim, editor):
    aside = make.claim(claim.article, set_aside=ExclusionReason.DROPPED)
    answer = editor.post(f"claims/{aside.pk}/open/")
    assert answer.status_code == 409
    assert "put it back" in answer.json()["error"]["message"]


@pytest.mark.parametrize("body", [{"state": "published"}, {"reason": "why not"}, ["open"], "open"])
def test_a_step_takes_no_body_that_it_does_not_know(claim, editor, body):
    assert editor.post(f"claims/{claim.pk}/open/", body).status_code == 400
    claim.refresh_from_db()
    assert claim.state == ClaimState.DRAFT


def test_there_is_no_step_of_another_name(claim, editor):
    for step in ("publish-now", "sign", "take"):
        assert editor.post(f"claims/{claim.pk}/{step}/").status_code == 404


def test_whoever_may_not_take_a_step_is_told_which_role_it_takes(team, claim):
    answer = ApiClient(team.contributor).post(f"claims/{claim.pk}/open/")
    assert answer.status_code == 403
    assert "checker" in answer.json()["error"]["message"]


@pytest.mark.parametrize("step", [slug for slug, step in STEPS.items() if step.personal])
def test_a_key_never_signs_off_or_publishes_and_is_told_so(team, step):
    claim = make.claim(make.article(team.desk), state=STEPS[step].sources[0])
    make.verdict(claim, proposed_by=team.checker)
    answer = ApiClient(team.admin).post(
        f"claims/{claim.pk}/{step}/", {"reason": "Why not."} if step == "break-glass" else {}
    )
    assert answer.status_code == 403
    assert "by a person who is signed in, never by a key" in answer.json()["error"]["message"]
    assert not claim.verdicts.get().signoffs.exists()
    claim.refresh_from_db()
    assert claim.state == STEPS[step].sources[0]


def test_a_signed_in_editor_walks_a_claim_from_its_proposal_to_its_publication(team, client):
    claim = make.claim(make.article(team.desk), state=ClaimState.REVEALED)
    make.evidence(claim)
    stated = {"rating": "false", "reasons": "The books say so."}
    answer = ApiClient(team.checker).post(f"claims/{claim.pk}/propose/", stated)
    assert (answer.status_code, answer.json()["state"], answer.json()["rating"]) == (200, "proposed", "false")
    client.force_login(team.editor)
    for step, state in (("approve", "approved"), ("publish", "published")):
        answer = client.post(f"/api/v1/claims/{claim.pk}/{step}/", {}, content_type="application/json")
        assert (answer.status_code, answer.json()["state"]) == (200, state)


def test_what_is_missing_for_the_publication_is_said(team, client):
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    make.verdict(claim, proposed_by=team.checker)
    client.force_login(team.editor)
    answer = client.post(f"/api/v1/claims/{claim.pk}/publish/", {}, content_type="application/json")
    assert answer.status_code == 409
    assert "needs one more sign-off by someone who did not propose it" in answer.json()["error"]["message"]
