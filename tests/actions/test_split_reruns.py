"""Which splitter runs again, and which claims a run leaves alone."""

import datetime as dt

import pytest
from django.utils import timezone

from factcheck.actions.splitting import get_or_create_run, rerun_splitter, run_splitter
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import JobState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.SPLITTER", "fast")


def finished_run(article: Article, splitter: str, version: int = 1) -> SplitRun:
    run = get_or_create_run(article.revisions.latest("number"), splitter=splitter)
    SplitRun.objects.filter(pk=run.pk).update(state=JobState.DONE, method=f"{splitter}/{version}")
    return run


def test_an_article_without_a_run_is_split_by_the_splitter_of_the_settings(
    team: Team, article: Article
) -> None:
    run = rerun_splitter(team.checker, article=article)
    assert (run.splitter, run.state, run.revision) == ("fast", JobState.QUEUED, article.revisions.get())


def test_an_article_is_split_again_by_the_splitter_of_its_latest_run(team: Team, article: Article) -> None:
    older, newer = finished_run(article, "fast"), finished_run(article, "parse")
    SplitRun.objects.filter(pk=older.pk).update(queued_at=timezone.now() - dt.timedelta(days=1))
    run = rerun_splitter(team.checker, article=article)
    assert (run, run.state) == (newer, JobState.QUEUED)
    event = Event.objects.get(action="article.split_again")
    assert (event.actor, event.target_id, event.data) == (team.checker, article.pk, {"splitter": "parse"})


def test_a_newer_revision_is_split_again(team: Team, article: Article) -> None:
    finished_run(article, "fast", version=3)
    newer = article.revisions.create(
        desk=team.desk,
        number=2,
        text="The bridge is old.",
        sha256="0" * 64,
        created_by=team.editor,
        blocks=[["paragraph", 0, 18]],
    )
    assert rerun_splitter(team.checker, article=article).revision == newer


def test_a_claim_at_the_same_span_of_another_article_is_no_repetition(team: Team) -> None:
    text = "The bridge cost 4.2 million pounds in 1931."
    first, second = make.article(team.desk, text=text), make.article(team.desk, text=f"{text} ")
    used = make.claim(first, text, is_human_edited=True)
    run_splitter(get_or_create_run(second.revisions.get()).pk)
    assert [(claim.start, claim.end) for claim in second.claims.all()] == [(used.start, used.end)]


def test_a_run_deletes_no_claim_of_another_article(team: Team, article: Article) -> None:
    other = make.article(team.desk)
    run_splitter(get_or_create_run(other.revisions.get()).pk)
    found = set(Claim.objects.filter(article=other))
    assert found
    run_splitter(get_or_create_run(article.revisions.get()).pk)
    assert set(Claim.objects.filter(article=other)) == found


def test_a_run_is_recorded_on_its_article_with_its_method_and_number_of_claims(article: Article) -> None:
    run = get_or_create_run(article.revisions.get())
    assert run_splitter(run.pk)
    run.refresh_from_db()
    event = Event.objects.get(action="article.split")
    assert (event.actor, event.target_id) == (None, article.pk)
    assert event.data == {"method": run.method, "claims": article.claims.count()}
