"""Requesting exports, retrying them and making their files, without a broker."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.actions import exports
from factcheck.actions.exports import request_export, retry_export, run_export
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, JobState
from factcheck.exceptions import ConflictError, UnknownChoice
from factcheck.exports.models import Export
from factcheck.exports.selectors import open_export
from factcheck.reporting.exporters import EXPORTERS
from factcheck.reporting.report import Report
from factcheck.tasks.exports import make_export
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
    export = request_export(team.viewer, article=job.article, kind=kind)
    assert run_export(export.pk)
    export.refresh_from_db()
    file = open_export(export)
    data = file.file.read()
    assert (export.state, export.progress, export.attempt, export.error) == (JobState.DONE, 100, 1, None)
    assert (export.sha256, export.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert file.name == f"article-{job.article_id}{EXPORTERS[kind].suffix}"
    assert file.media_type == EXPORTERS[kind].media_type


def test_an_unknown_kind_is_refused_with_the_known_kinds(team: Team, job: Export) -> None:
    with pytest.raises(UnknownChoice, match=r"claims\.json"):
        request_export(team.viewer, article=job.article, kind="report.papyrus")


def test_an_export_is_made_once_if_its_message_is_delivered_again(job: Export) -> None:
    assert run_export(job.pk)
    job.refresh_from_db()
    name = job.file.name
    assert not run_export(job.pk)
    assert not run_export(job.pk, redelivered=True)
    job.refresh_from_db()
    assert (job.file.name, job.attempt) == (name, 1)


def test_a_worker_whose_job_was_taken_over_leaves_no_file(
    job: Export, monkeypatch: pytest.MonkeyPatch, own_files: Path
) -> None:
    write_export = exports.write_export

    def taken_over_while_writing(report: Report, kind: str) -> bytes:
        Export.objects.all().acquire(job.pk, redelivered=True)
        return write_export(report, kind)

    monkeypatch.setattr(exports, "write_export", taken_over_while_writing)
    assert not run_export(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.file.name) == (JobState.RUNNING, 2, "")
    assert not list((own_files / "files" / "exports").iterdir())


FAILURES: dict[str, tuple[Callable[..., bytes], str]] = {
    "a known error": (lambda *_: _raise(ConflictError("The map has no claims.")), "The map has no claims."),
    "an unexpected error": (lambda *_: _raise(ValueError("bad")), "Unexpected error: ValueError: bad"),
}


def _raise(error: Exception) -> Any:
    raise error


@pytest.mark.parametrize("why", FAILURES)
def test_a_failed_export_has_its_reason_and_can_be_retried(
    team: Team, job: Export, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    failing, reason = FAILURES[why]
    with monkeypatch.context() as patch:
        patch.setattr(exports, "write_export", failing)
        make_export.apply((job.pk,))
    job.refresh_from_db()
    assert (job.state, str(job.error)) == (JobState.FAILED, reason)
    with pytest.raises(ConflictError, match=reason):
        open_export(job)

    retry_export(team.viewer, job=job)
    make_export.apply((job.pk,))
    job.refresh_from_db()
    assert (job.state, job.error, job.attempt) == (JobState.DONE, None, 1)


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_only_a_failed_export_is_retried_and_only_a_finished_one_is_opened(
    team: Team, job: Export, state: JobState
) -> None:
    Export.objects.filter(pk=job.pk).update(state=state)
    job.refresh_from_db()
    for action in (lambda: retry_export(team.viewer, job=job), lambda: open_export(job)):
        with pytest.raises(ConflictError, match=state):
            action()


def test_a_request_and_a_retry_are_recorded_with_the_kind(team: Team, job: Export) -> None:
    export = request_export(team.viewer, article=job.article, kind="claims.json")
    assert (export.requested_by, export.article, export.state) == (team.viewer, job.article, JobState.QUEUED)
    Export.objects.filter(pk=export.pk).update(state=JobState.FAILED)
    retry_export(team.editor, job=export)
    events = Event.objects.filter(target_id=export.pk).order_by("number")
    assert [(event.actor, event.action, event.data) for event in events] == [
        (team.viewer, "export.requested", {"kind": "claims.json"}),
        (team.editor, "export.retried", {"kind": "claims.json"}),
    ]


def test_the_progress_of_an_export_rises_while_it_is_made(
    job: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress: list[int] = []
    save = exports.default_storage.save

    def look(*args: Any) -> Any:
        progress.append(Export.objects.get(pk=job.pk).progress)
        return args

    write_export = exports.write_export
    monkeypatch.setattr(exports, "write_export", lambda *args: write_export(*look(*args)))
    monkeypatch.setattr(exports.default_storage, "save", lambda *args: save(*look(*args)))
    assert run_export(job.pk)
    assert progress == [20, 80]
