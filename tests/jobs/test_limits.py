"""A person and a desk can have so many jobs of a kind; the refusal says what to do, in the page and in the API."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.actions.exports import request_export, retry_export
from factcheck.actions.splitting import get_or_create_run, rerun_splitter
from factcheck.actions.suggestions import request_suggestions
from factcheck.claims.models import SplitRun
from factcheck.enums import JobState, Role
from factcheck.exceptions import TooManyRequests
from factcheck.exports.models import Export
from factcheck.jobs.limits import LIMITS
from factcheck.suggestions.models import SuggestionRequest
from tests import factories as make

pytestmark = pytest.mark.django_db

EXPORTS = LIMITS["export"]


def request_exports(actor: object, article: object, number: int) -> int:
    """Request exports until one is refused; return how many were accepted."""
    for made in range(number):
        try:
            request_export(actor, article=article, kind="claims.json")
        except TooManyRequests:
            return made
    return number


def finish_all(model: type = Export) -> None:
    model.objects.update(state=JobState.FAILED, queued_at=timezone.now() - timedelta(minutes=2))


def test_a_viewer_cannot_queue_200_exports(team: object, article: object) -> None:
    assert request_exports(team.viewer, article, 200) == EXPORTS.person_open
    finish_all()
    assert request_exports(team.viewer, article, 1) == 1


def test_a_fast_worker_does_not_lift_the_limit_of_a_minute(team: object, article: object) -> None:
    made = 0
    for _ in range(200 // EXPORTS.person_open + 1):
        made += request_exports(team.viewer, article, EXPORTS.person_open)
        Export.objects.update(state=JobState.FAILED)
    assert made == EXPORTS.person_minute


def test_a_person_at_the_limit_does_not_stop_another(team: object, article: object) -> None:
    request_exports(team.viewer, article, 200)
    assert request_exports(team.editor, article, 1) == 1


def test_a_desk_has_a_limit_and_other_desks_are_not_concerned(team: object, article: object) -> None:
    made = sum(request_exports(make.member(team.desk), article, 200) for _ in range(9))
    assert made == EXPORTS.desk_open
    other = make.team()
    assert request_exports(other.viewer, make.article(other.desk), 1) == 1


def test_a_retry_counts(team: object, article: object) -> None:
    job = make.export(article, state=JobState.FAILED)
    request_exports(team.viewer, article, 200)
    with pytest.raises(TooManyRequests):
        retry_export(team.viewer, job=job)


def test_split_runs_have_a_limit(team: object) -> None:
    author = make.member(team.desk, Role.CONTRIBUTOR)
    limit = LIMITS["splitrun"].person_open
    articles = [make.article(team.desk, text=f"Bridge {n} is old.", by=author) for n in range(limit + 1)]
    for each in articles[:-1]:
        get_or_create_run(each.revisions.get())
    with pytest.raises(TooManyRequests, match=f"{limit} of your jobs"):
        get_or_create_run(articles[-1].revisions.get())
    assert get_or_create_run(articles[0].revisions.get()), "a run that exists is no new job"
    finish_all(SplitRun)
    assert rerun_splitter(team.editor, article=articles[0])


def test_suggestion_requests_have_a_limit(team: object, article: object, settings: object) -> None:
    settings.LLM_URL, settings.LLM_MODEL = "http://127.0.0.1:1/v1", "small"
    settings.LLM_MAX_TOKENS_A_DAY = 10**9
    for _ in range(LIMITS["suggestionrequest"].person_open):
        request_suggestions(team.editor, article=article, kind="claims")
    with pytest.raises(TooManyRequests):
        request_suggestions(team.editor, article=article, kind="claims")
    assert SuggestionRequest.objects.count() == LIMITS["suggestionrequest"].person_open


def test_the_api_answers_429_and_says_when_to_come_back(team: object, article: object) -> None:
    request_exports(team.viewer, article, 200)
    response = Client(headers={"Authorization": f"Bearer {make.key_of(team.viewer)}"}).post(
        "/api/v1/exports/", {"article": article.pk, "kind": "claims.json"}, content_type="application/json"
    )
    assert (response.status_code, response.json()["error"]["code"]) == (429, "too_many")
    assert "Try again" in response.json()["error"]["message"]
    assert int(response["Retry-After"]) > 0


def test_the_page_says_what_to_do(client: Client, team: object, article: object) -> None:
    request_exports(team.viewer, article, 200)
    client.force_login(team.viewer)
    response = client.post(f"/articles/{article.pk}/exports/new/", {"kind": "claims.json"})
    assert response.status_code == 429
    assert "of your jobs of this kind are not finished" in response.content.decode()
    assert response["Retry-After"]
    assert Export.objects.count() == EXPORTS.person_open
