import pytest
from django.core.files.storage import default_storage

from factcheck.enums import JobState
from factcheck.reporting.exporters import EXPORTERS
from tests import factories as make


def test_an_export_is_accepted_and_says_where_to_watch_it(article, editor):
    answer = editor.post("exports/", {"article": article.pk, "kind": "claims.json"})
    said = answer.json()
    assert answer.status_code == 202
    assert answer["Location"] == f"/api/v1/exports/{said['id']}/"
    assert (said["state"], said["progress"], said["file"]) == ("queued", 0, None)


@pytest.mark.django_db(transaction=True)
def test_a_worker_makes_the_file_and_it_is_fetched(eager, article, editor):
    watched = editor.post("exports/", {"article": article.pk, "kind": "claims.json"})["Location"]
    said = editor.client.get(watched).json()
    assert (said["state"], said["progress"], said["error"]) == ("done", 100, "")

    file = editor.client.get(said["file"])
    assert file.status_code == 200
    assert len(file.getvalue()) == said["size"]
    assert file["ETag"] == f'"{said["sha256"]}"'


def test_an_unknown_kind_is_refused_with_the_known_ones(article, editor):
    answer = editor.post("exports/", {"article": article.pk, "kind": "report.wav"})
    assert answer.status_code == 400
    for kind in EXPORTERS:
        assert kind in answer.json()["error"]["fields"]["kind"]


def test_a_page_made_for_readers_runs_nothing_on_our_origin(article, editor):
    job = make.export(article, "report.html", data=b"<script>alert(1)</script>")
    answer = editor.get(f"exports/{job.pk}/file/")
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_one_has_already_is_not_sent_again(article, editor):
    job = make.export(article, data=b"[]")
    answer = editor.client.get(
        f"/api/v1/exports/{job.pk}/file/", headers={"if-none-match": f'"{job.sha256}"'}
    )
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING, JobState.FAILED])
def test_a_file_that_is_not_there_yet_is_a_conflict(article, editor, state):
    job = make.export(article, state=state)
    answer = editor.get(f"exports/{job.pk}/file/")
    assert answer.status_code == 409
    assert str(state) in answer.json()["error"]["message"]


def test_a_file_gone_from_the_disk_is_not_found(article, editor):
    job = make.export(article, data=b"[]")
    default_storage.delete(job.file.name)
    answer = editor.get(f"exports/{job.pk}/file/")
    assert answer.status_code == 404
    assert "Request the export again" in answer.json()["error"]["message"]


def test_a_failed_export_is_tried_again(article, editor):
    job = make.export(article, state=JobState.FAILED, error="The fonts were missing.", attempt=3)
    assert editor.get(f"exports/{job.pk}/").json()["error"] == "The fonts were missing."
    answer = editor.post(f"exports/{job.pk}/retry/")
    assert (answer.status_code, answer.json()["state"], answer.json()["error"]) == (202, "queued", "")
    assert editor.post(f"exports/{job.pk}/retry/").status_code == 409


def test_exports_are_listed_newest_first_and_filtered(team, article, editor):
    old = make.export(article, data=b"[]")
    new = make.export(make.article(team.desk), "claims.csv")

    def found(**query):
        return [row["id"] for row in editor.get("exports/", **query).json()["results"]]

    assert found() == [new.pk, old.pk]
    assert found(article=article.pk) == [old.pk]
    assert found(state="queued") == [new.pk]
    assert found(kind="claims.csv") == [new.pk]
