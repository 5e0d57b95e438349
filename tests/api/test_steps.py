import pytest

from factcheck.audit.models import Event
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.review.workflow import STEPS
from tests import factories as make
from tests.api.client import ApiClient


def test_steps_take_a_claim_from_draft_to_revealed(team, claim, editor):
    for step, state in (("open", "open"), ("start-rating", "rating")):
        response = editor.post(f"claims/{claim.pk}/{step}/")
        assert (response.status_code, response.json()["state"]) == (200, state)
    response = editor.post(f"claims/{claim.pk}/reveal/", {"reason": "The others are ill."})
    assert response.json()["state"] == "revealed"
    events = Event.objects.filter(target_type="claim").values_list("action", flat=True)
    assert list(events) == ["claim.opened", "claim.rating_started", "claim.revealed"]


def test_ending_the_rating_early_requires_a_reason(team, claim, editor):
    claim = make.claim(claim.article, state=ClaimState.RATING)
    response = editor.post(f"claims/{claim.pk}/reveal/")
    assert response.status_code == 409
    assert "reason" in response.json()["error"]["message"]


@pytest.mark.parametrize("step", [slug for slug in STEPS if slug not in ("open", "propose")])
def test_a_step_from_the_wrong_state_is_a_conflict(team, claim, client, step):
    client.force_login(team.admin)
    response = client.post(f"/api/v1/claims/{claim.pk}/{step}/", {}, content_type="application/json")
    assert response.status_code == 409
    assert "a draft" in response.json()["error"]["message"]


def test_an_excluded_claim_takes_no_step(claim, editor):
    aside = make.claim(claim.article, set_aside=ExclusionReason.DROPPED)
    response = editor.post(f"claims/{aside.pk}/open/")
    assert response.status_code == 409
    assert "Restore it first" in response.json()["error"]["message"]


@pytest.mark.parametrize("body", [{"state": "published"}, {"reason": "why not"}, ["open"], "open"])
def test_a_step_rejects_unknown_fields(claim, editor, body):
    assert editor.post(f"claims/{claim.pk}/open/", body).status_code == 400
    claim.refresh_from_db()
    assert claim.state == ClaimState.DRAFT


def test_an_unknown_step_is_not_found(claim, editor):
    for step in ("publish-now", "sign", "take"):
        assert editor.post(f"claims/{claim.pk}/{step}/").status_code == 404


def test_a_denied_step_names_the_required_role(team, claim):
    response = ApiClient(team.contributor).post(f"claims/{claim.pk}/open/")
    assert response.status_code == 403
    assert "checker" in response.json()["error"]["message"]


@pytest.mark.parametrize("step", [slug for slug, step in STEPS.items() if step.is_personal])
def test_a_key_can_neither_sign_off_nor_publish(team, step):
    claim = make.claim(make.article(team.desk), state=STEPS[step].sources[0])
    make.verdict(claim, proposed_by=team.checker)
    response = ApiClient(team.admin).post(
        f"claims/{claim.pk}/{step}/", {"reason": "Why not."} if step == "break-glass" else {}
    )
    assert response.status_code == 403
    assert "needs a person who is signed in" in response.json()["error"]["message"]
    assert not claim.verdicts.get().signoffs.exists()
    claim.refresh_from_db()
    assert claim.state == STEPS[step].sources[0]


def test_a_signed_in_editor_approves_and_publishes(team, client):
    claim = make.claim(make.article(team.desk), state=ClaimState.REVEALED)
    make.evidence(claim)
    proposal = {"rating": "false", "reasons": "The books say so."}
    response = ApiClient(team.checker).post(f"claims/{claim.pk}/propose/", proposal)
    assert (response.status_code, response.json()["state"], response.json()["rating"]) == (
        200,
        "proposed",
        "false",
    )
    client.force_login(team.editor)
    for step, state in (("approve", "approved"), ("publish", "published")):
        response = client.post(f"/api/v1/claims/{claim.pk}/{step}/", {}, content_type="application/json")
        assert (response.status_code, response.json()["state"]) == (200, state)


def test_publishing_names_the_missing_signoffs(team, client):
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    make.verdict(claim, proposed_by=team.checker)
    client.force_login(team.editor)
    response = client.post(f"/api/v1/claims/{claim.pk}/publish/", {}, content_type="application/json")
    assert response.status_code == 409
    assert "needs one more sign-off by someone who did not propose it" in response.json()["error"]["message"]
