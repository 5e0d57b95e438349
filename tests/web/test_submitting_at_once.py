"""A form that is sent several times at once, by real threads, is carried out once and answered alike."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from factcheck.submissions.models import FormSubmission
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

SENDS = 6


def test_six_sends_at_once_make_one_comment() -> None:
    team = make.team("crossing")
    claim = make.claim(make.article(team.desk))
    clients = [Client() for _ in range(SENDS)]
    clients[0].force_login(team.reviewer)
    for client in clients[1:]:
        client.cookies = clients[0].cookies

    def send(client: Client) -> tuple[int, str]:
        try:
            answer = client.post(
                f"/claims/{claim.pk}/comments/", {"body": "Whence?"}, headers={"Idempotency-Key": "same"}
            )
            return answer.status_code, answer.get("HX-Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDS) as threads:
        answers = list(threads.map(send, clients))
    comment = claim.comments.get()
    assert answers == [(204, f"/claims/{claim.pk}/#comment-{comment.pk}")] * SENDS
    assert FormSubmission.objects.count() == 1
