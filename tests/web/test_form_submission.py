"""Forms submitted by scripts: twice, after sign-out, and from an outdated page."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import timezone

from factcheck.actions.submissions import REMEMBERED
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.submissions.models import FormSubmission
from factcheck.web.form_submission import page_before
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

OURS = "http://testserver"


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), state=ClaimState.RATING)


def send(client: Client, address: str, data: dict[str, Any], name: str = "a-1", **headers: str) -> Any:
    return client.post(address, data, headers={"Idempotency-Key": name, **headers})


def remark(client: Client, claim: Claim, name: str = "a-1", body: str = "Whence?", **headers: str) -> Any:
    return send(client, f"/claims/{claim.pk}/comments/", {"body": body}, name, **headers)


def test_successful_submission_returns_the_next_url(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.reviewer)
    response = remark(client, claim)
    comment = claim.comments.get()
    assert response.status_code == 204
    assert response["HX-Location"] == f"/claims/{claim.pk}/#comment-{comment.pk}"


def test_repeated_submission_is_answered_again_but_carried_out_once(
    client: Client, team: Team, claim: Claim
) -> None:
    client.force_login(team.reviewer)
    first, again = remark(client, claim), remark(client, claim)
    assert first["HX-Location"] == again["HX-Location"]
    assert claim.comments.count() == 1
    remark(client, claim, "a-2")
    assert claim.comments.count() == 2


def test_submission_id_counts_only_for_its_user(client: Client, team: Team, claim: Claim) -> None:
    for user in (team.reviewer, team.editor):
        client.force_login(user)
        remark(client, claim)
    assert {comment.author for comment in claim.comments.all()} == {team.reviewer, team.editor}


def test_submission_ids_are_forgotten_after_a_day(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.reviewer)
    remark(client, claim)
    FormSubmission.objects.update(created_at=timezone.now() - REMEMBERED)
    remark(client, claim, "a-2")
    assert [row.key for row in FormSubmission.objects.all()] == ["a-2"]


def test_an_id_of_another_form_is_a_conflict(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.reviewer)
    remark(client, claim)
    response = send(client, f"/comments/{claim.comments.get().pk}/reply/", {"body": "Other"})
    assert response.status_code == 409
    assert "Another form was already sent under this id" in response.content.decode()
    assert claim.comments.count() == 1


def test_a_failed_request_leaves_neither_rows_nor_id(
    client: Client, team: Team, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(team.reviewer)
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(
            "factcheck.web.views.comments.get_url", lambda comment: 1 / 0
        )  # after the comment is stored
        assert remark(client, claim).status_code == 500
    assert (claim.comments.count(), FormSubmission.objects.count()) == (0, 0)
    assert remark(client, claim).status_code == 204


def test_failed_submission_can_be_repeated(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.reviewer)
    assert remark(client, claim, body=" ").status_code == 422
    assert remark(client, claim).status_code == 204
    assert claim.comments.count() == 1


def test_error_is_a_fragment_if_there_is_no_form_to_show(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.reviewer)
    first = make.comment(claim)
    response = send(client, f"/comments/{first.pk}/reply/", {"body": " "})
    assert response.status_code == 400
    assert response.content.decode().strip().startswith("<p>")
    assert "<main" not in response.content.decode()


def test_error_fragment_has_no_page_around_it(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.editor)
    response = send(client, f"/claims/{claim.pk}/aside/", {"why": "<b>no</b>"})
    assert "&lt;b&gt;no&lt;/b&gt;" in response.content.decode()


@pytest.mark.parametrize("header", [{"Idempotency-Key": "a-1"}, {"HX-Request": "true"}])
def test_script_gets_401_after_sign_out_instead_of_a_login_page(
    client: Client, claim: Claim, header: dict[str, str]
) -> None:
    page = f"{OURS}/claims/{claim.pk}/?only=x"
    response = client.post(
        f"/claims/{claim.pk}/comments/", {"body": "?"}, headers={**header, "Referer": page}
    )
    assert response.status_code == 401
    assert f'href="/accounts/login/?next=/claims/{claim.pk}/%3Fonly%3Dx"' in response.content.decode()
    assert "<form" not in response.content.decode()


def test_htmx_request_after_sign_out_gets_401(client: Client, claim: Claim) -> None:
    params = {"HX-Request": "true", "HX-Current-URL": f"{OURS}/claims/{claim.pk}/"}
    response = client.get(f"/claims/{claim.pk}/similar/", headers=params)
    assert response.status_code == 401
    assert f"next=/claims/{claim.pk}/" in response.content.decode()


def test_sign_in_returns_to_the_page_with_the_form(client: Client, team: Team, claim: Claim) -> None:
    page = f"/claims/{claim.pk}/"
    response = client.post(f"{page}rating/", {"rating": "false"}, headers={"Referer": OURS + page})
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={page}"


def test_sign_in_for_a_page_returns_to_that_page(client: Client, claim: Claim) -> None:
    page = f"/claims/{claim.pk}/"
    response = client.get(page, headers={"Referer": f"{OURS}/work/"})
    assert response.url == f"/accounts/login/?next={page}"


def test_get_of_a_form_url_after_sign_in_redirects_to_its_page(
    client: Client, team: Team, claim: Claim
) -> None:
    client.force_login(team.reviewer)
    signed_in = {"Referer": f"{OURS}/accounts/login/?next=/"}
    for below in ("rating/", "steps/open/", "evidence/"):
        response = client.get(f"/claims/{claim.pk}/{below}", headers=signed_in)
        assert (response.status_code, response.url) == (302, f"/claims/{claim.pk}/")
    assert client.get("/comments/1/resolve/", headers=signed_in).url == "/"


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        (f"{OURS}/claims/3/", "/claims/3/"),
        (f"{OURS}/articles/3/?only=to+confirm#mark-3", "/articles/3/?only=to+confirm"),
        ("https://evil.example/claims/3/", "/"),
        ("http://testserver.evil.example/claims/3/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_redirects_stay_on_this_site(referer: str, page: str) -> None:
    assert page_before(RequestFactory().post("/claims/3/rating/", headers={"Referer": referer})) == page


def outdated(team: Team) -> Client:
    """Return a client with CSRF checks and a token from before the last sign-in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.reviewer)
    client.cookies[settings.CSRF_COOKIE_NAME] = "n" * 32
    return client


def test_outdated_page_gets_a_page_with_a_reload_link(team: Team, claim: Claim) -> None:
    page = f"/claims/{claim.pk}/"
    data = {"body": "Whence?", "csrfmiddlewaretoken": "o" * 32}
    response = outdated(team).post(f"{page}comments/", data, headers={"Referer": OURS + page})
    assert response.status_code == 403
    assert "This page is outdated" in response.content.decode()
    assert f'<a href="{page}">Reload the page</a>' in response.content.decode()
    assert not claim.comments.exists()


def test_outdated_page_gets_a_fragment_for_a_script(team: Team, claim: Claim) -> None:
    response = remark(outdated(team), claim, Referer=f"{OURS}/claims/{claim.pk}/")
    assert response.status_code == 403
    assert "Reload the page" in response.content.decode()
    assert "<main" not in response.content.decode()
