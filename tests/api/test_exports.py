import pytest
from django.core.files.storage import default_storage

from factcheck.enums import JobState
from factcheck.reporting.exporters import EXPORTERS
from tests import factories as make


def test_a_requested_export_is_accepted_with_its_url(article, editor):
    response = editor.post("exports/", {"article": article.pk, "kind": "claims.json"})
    data = response.json()
    assert response.status_code == 202
    assert response["Location"] == f"/api/v1/exports/{data['id']}/"
    assert (data["state"], data["progress"], data["file"]) == ("queued", 0, None)


@pytest.mark.django_db(transaction=True)
def test_the_finished_file_can_be_downloaded(eager, article, editor):
    watched = editor.post("exports/", {"article": article.pk, "kind": "claims.json"})["Location"]
    data = editor.client.get(watched).json()
    assert (data["state"], data["progress"], data["error"]) == ("done", 100, "")

    file = editor.client.get(data["file"])
    assert file.status_code == 200
    assert len(file.getvalue()) == data["size"]
    assert file["ETag"] == f'"{data["sha256"]}"'


def test_an_unknown_kind_is_rejected_with_the_known_kinds(article, editor):
    response = editor.post("exports/", {"article": article.pk, "kind": "report.wav"})
    assert response.status_code == 400
    for kind in EXPORTERS:
        assert kind in response.json()["error"]["fields"]["kind"]


def test_an_html_file_is_sent_as_a_sandboxed_attachment(article, editor):
    job = make.export(article, "report.html", data=b"<script>alert(1)</script>")
    response = editor.get(f"exports/{job.pk}/file/")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_matching_etag_gets_not_modified(article, editor):
    job = make.export(article, data=b"[]")
    response = editor.client.get(
        f"/api/v1/exports/{job.pk}/file/", headers={"if-none-match": f'"{job.sha256}"'}
    )
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING, JobState.FAILED])
def test_an_unfinished_file_is_a_conflict(article, editor, state):
    job = make.export(article, state=state)
    response = editor.get(f"exports/{job.pk}/file/")
    assert response.status_code == 409
    assert str(state) in response.json()["error"]["message"]


def test_a_file_missing_from_the_storage_is_not_found(article, editor):
    job = make.export(article, data=b"[]")
    default_storage.delete(job.file.name)
    response = editor.get(f"exports/{job.pk}/file/")
    assert response.status_code == 404
    assert "Request the export again" in response.json()["error"]["message"]


def test_a_failed_export_can_be_retried(article, editor):
    job = make.export(article, state=JobState.FAILED, error="The fonts were missing.", attempt=3)
    assert editor.get(f"exports/{job.pk}/").json()["error"] == "The fonts were missing."
    response = editor.post(f"exports/{job.pk}/retry/")
    assert (response.status_code, response.json()["state"], response.json()["error"]) == (202, "queued", "")
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
