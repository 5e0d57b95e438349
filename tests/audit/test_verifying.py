"""The chain in the database: concurrent writers, and the command that verifies it."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from factcheck.audit.models import ChainHead, Event
from factcheck.audit.services import record_event, verify_chain
from tests import factories as make


@pytest.fixture
def desk(db: None) -> make.Desk:
    desk = make.desk("harbour")
    for number in range(4):
        record_event(
            None, "desk.renamed", desk, desk_id=desk.pk, number=number, share=0.1 * number, words=["é", None]
        )
    return desk


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def run_verify(*args: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("verify_audit", *args, stdout=out)
    except CommandError as refusal:
        return out.getvalue(), refusal.returncode
    return out.getvalue(), 0


def test_each_event_has_the_hash_of_the_one_before(desk: make.Desk) -> None:
    lines = list(Event.objects.order_by("number"))
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.prev for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert ChainHead.objects.get(desk=desk).hash == lines[-1].hash


def test_unchanged_chain_is_reported_as_unchanged(desk: make.Desk) -> None:
    assert run_verify() == ("harbour: 4 lines, each as it was written\n", 0)


def test_changed_line_is_named_and_the_exit_code_is_one(desk: make.Desk) -> None:
    sql("UPDATE audit_event SET action = %s WHERE number = 2", "desk.hidden")
    out, code = run_verify("--desk", "harbour")
    assert (code, "line 2 was changed" in out) == (1, True)


@pytest.mark.parametrize(("number", "named"), [(1, "line 1 was removed"), (4, "line 4 was removed")])
def test_removed_line_is_named(desk: make.Desk, number: int, named: str) -> None:
    sql("DELETE FROM audit_event WHERE number = %s", number)
    out, code = run_verify()
    assert (code, named in out) == (1, True)


def test_line_inserted_without_the_service_is_named(desk: make.Desk) -> None:
    last = Event.objects.get(number=4)
    Event.objects.create(
        desk=desk,
        action="desk.hidden",
        target_type="desk",
        target_id=1,
        number=5,
        prev=last.hash,
        hash="0" * 64,
    )
    out, code = run_verify()
    assert (code, "line 5 was changed" in out) == (1, True)


def test_each_desk_has_its_own_chain(desk: make.Desk) -> None:
    other = make.desk("inland")
    record_event(None, "desk.renamed", other, desk_id=other.pk)
    sql("UPDATE audit_event SET target_id = 0 WHERE desk_id = %s AND number = 1", other.pk)
    assert verify_chain(desk.pk) == []
    assert [gap.number for gap in verify_chain(other.pk)] == [1]
    assert run_verify("--desk", "harbour")[1] == 0


def test_unknown_desk_has_another_exit_code(desk: make.Desk) -> None:
    assert run_verify("--desk", "nowhere")[1] == 2


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_make_one_chain() -> None:
    desk, each, start = make.desk(), 15, Barrier(4)

    def write(_: int) -> None:
        start.wait()
        for _number in range(each):
            record_event(None, "desk.renamed", desk, desk_id=desk.pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert verify_chain(desk.pk) == []
    assert desk.events.count() == 4 * each
