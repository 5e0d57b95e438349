"""Nothing is lost while the broker is down: the request succeeds, and the job is sent when the broker is back."""

from datetime import timedelta

import pytest
from celery import Celery
from django.test import Client
from django.utils import timezone

from factcheck.celery import app
from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.tasks.exports import enqueue_stalled
from tests import factories as make
from tests import servers


@pytest.fixture
def broker_down(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Make sending fail until it is undone."""
    monkeypatch.setattr(app.conf, "broker_write_url", "redis+socket:///nowhere/broker.sock")
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    return monkeypatch


@pytest.mark.servers
def test_export_requested_while_the_broker_is_down_is_made_later(
    client: Client, worker: Celery, broker_down: pytest.MonkeyPatch
) -> None:
    team = make.team()
    article = make.article(team.desk)
    client.force_login(team.viewer)
    response = client.post(f"/articles/{article.pk}/exports/new/", {"kind": "claims.json"})
    assert response.status_code == 302
    job = Export.objects.get()
    assert job.state == JobState.QUEUED
    assert "Waiting for a worker" in client.get(response.url).content.decode()

    broker_down.undo()
    Export.objects.update(queued_at=timezone.now() - timedelta(minutes=5))
    enqueue_stalled()
    servers.until(lambda: Export.objects.get().state == JobState.DONE, what="the export is done")


@pytest.mark.django_db(transaction=True)
def test_split_run_requested_while_the_broker_is_down_waits(
    client: Client, broker_down: pytest.MonkeyPatch
) -> None:
    team = make.team()
    client.force_login(team.contributor)
    response = client.post(f"/desks/{team.desk.slug}/submit/", {"text": "The bridge is old."})
    assert response.status_code == 302
    assert "Finding the claims" in client.get(response.url).content.decode()
