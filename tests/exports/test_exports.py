"""Asking for exports and making them, without a broker."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.actions import exports
from factcheck.actions.exports import request_export, retry_export, run_export
from factcheck.enums import ClaimState, ExclusionReason, JobState
from factcheck.exceptions import ConflictError, NotFound, UnknownChoice
from factcheck.exports.models import Export
from factcheck.exports.report_builder import build_report
from factcheck.exports.selectors import MAX_LISTED, list_exports, open_export
from factcheck.jobs.models import STALLED_AFTER
from factcheck.reporting.exporters import EXPORTERS
from factcheck.reporting.report import Report
from factcheck.tasks.exports import enqueue_stalled, make_export
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(team: Team) -> Export:
    """A queued export of an article with a concluded claim."""
    article = make.article(team.desk)
    claim = make.claim(article, state=ClaimState.PROPOSED)
    make.evidence(claim)
    make.verdict(claim)
    return make.export(article)


@pytest.mark.parametrize("kind", EXPORTERS)
def test_each_kind_becomes_a_file_with_its_hash_and_size(team: Team, job: Export, kind: str) -> None:
    wanted = request_export(team.viewer, article=job.article, kind=kind)
    assert run_export(wanted.pk)
    wanted.refresh_from_db()
    handed = open_export(wanted)
    data = handed.file.read()
    assert (wanted.state, wanted.progress, wanted.attempt, wanted.error) == (JobState.DONE, 100, 1, "")
    assert (wanted.sha256, wanted.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert handed.name == f"article-{job.article_id}{EXPORTERS[kind].suffix}"
    assert handed.media_type == EXPORTERS[kind].media_type


def test_an_unknown_kind_names_those_there_are(team: Team, job: Export) -> None:
    with pytest.raises(UnknownChoice, match=r"claims\.json"):
        request_export(team.viewer, article=job.article, kind="report.papyrus")


def test_an_export_is_made_once_however_often_its_message_comes(job: Export) -> None:
    assert run_export(job.pk)
    job.refresh_from_db()
    made = job.file.name
    assert not run_export(job.pk)
    assert not run_export(job.pk, redelivered=True)
    job.refresh_from_db()
    assert (job.file.name, job.attempt) == (made, 1)


def test_a_worker_that_lost_its_export_leaves_no_file_behind(
    job: Export, monkeypatch: pytest.MonkeyPatch, own_files: Path
) -> None:
    real = exports.write_export

    def taken_over_meanwhile(report: Report, kind: str) -> bytes:
        Export.objects.all().acquire(job.pk, redelivered=True)
        return real(report, kind)

    monkeypatch.setattr(exports, "write_export", taken_over_meanwhile)
    assert not run_export(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.file.name) == (JobState.RUNNING, 2, "")
    assert not list((own_files / "files" / "exports").iterdir())


BREAKS: dict[str, tuple[Callable[..., bytes], str]] = {
    "a refusal": (lambda *_: _raise(ConflictError("The map has no claims.")), "The map has no claims."),
    "a mistake of ours": (lambda *_: _raise(ValueError("bad")), "It broke unexpectedly: ValueError: bad"),
}


def _raise(error: Exception) -> Any:
    raise error


@pytest.mark.parametrize("why", BREAKS)
def test_a_failed_export_says_why_and_can_be_tried_again(
    team: Team, job: Export, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    broken, says = BREAKS[why]
    with monkeypatch.context() as patch:
        patch.setattr(exports, "write_export", broken)
        make_export.apply((job.pk,))
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, says)
    with pytest.raises(ConflictError, match=says):
        open_export(job)

    retry_export(team.viewer, job=job)
    make_export.apply((job.pk,))
    job.refresh_from_db()
    assert (job.state, job.error, job.attempt) == (JobState.DONE, "", 1)


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_only_a_failed_export_is_tried_again_and_only_a_finished_one_opened(
    team: Team, job: Export, state: JobState
) -> None:
    Export.objects.filter(pk=job.pk).update(state=state)
    job.refresh_from_db()
    for refused in (lambda: retry_export(team.viewer, job=job), lambda: open_export(job)):
        with pytest.raises(ConflictError, match=state):
            refused()


def test_a_file_that_is_gone_from_the_disk_is_said_to_be(team: Team) -> None:
    job = make.export(make.article(team.desk), data=b"made")
    Path(job.file.path).unlink()
    with pytest.raises(NotFound, match="Request the export again"):
        open_export(job)


def test_a_forgotten_export_is_sent_again(job: Export, eager: None) -> None:
    Export.objects.filter(pk=job.pk).update(queued_at=job.queued_at - 2 * STALLED_AFTER)
    enqueue_stalled.delay()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_the_latest_exports_come_first_and_not_without_end(team: Team) -> None:
    article = make.article(team.desk)
    jobs = [make.export(article) for _ in range(MAX_LISTED + 2)]
    assert list(list_exports(article)) == jobs[:1:-1]


def test_a_report_holds_the_article_as_it_stands(job: Export) -> None:
    article = job.article
    make.claim(article, set_aside=ExclusionReason.DROPPED)
    open_claim = make.claim(article, state=ClaimState.OPEN)
    report = build_report(article)
    concluded, still_open = sorted(report.claims, key=lambda claim: claim.number)
    text = article.revisions.get().text
    assert (report.title, report.text) == (article.title, text)
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert all(claim.quote == text[claim.start : claim.end] for claim in report.claims)
    assert concluded.verdict.rating.slug == "false"
    assert [piece.quote for piece in concluded.evidence] == ["The books show a cost of 3.1 million pounds."]
    assert (still_open.number, still_open.verdict, still_open.evidence) == (open_claim.number, None, ())
    assert report.url.endswith(f"/articles/{article.pk}/")


def test_the_report_of_a_long_article_costs_no_more_queries(
    job: Export, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for claim in make.claims(job.article, 20, state=ClaimState.REVEALED):
        make.evidence(claim)
        make.assessment(claim, make.member(job.desk, "reviewer"))
    article = type(job.article).objects.select_related("desk").get(pk=job.article_id)
    with django_assert_max_num_queries(20):
        assert len(build_report(article).claims) == 21
