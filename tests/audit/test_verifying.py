"""The trail in the database: chained by concurrent writers, and verified by a command that names what was touched."""

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


def said(*args: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("verify_audit", *args, stdout=out)
    except CommandError as refusal:
        return out.getvalue(), refusal.returncode
    return out.getvalue(), 0


def test_each_line_carries_the_hash_of_the_one_before(desk: make.Desk) -> None:
    lines = list(Event.objects.order_by("number"))
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.prev for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert ChainHead.objects.get(desk=desk).hash == lines[-1].hash


def test_a_sound_trail_is_said_to_be_sound(desk: make.Desk) -> None:
    assert said() == ("harbour: 4 lines, each as it was written\n", 0)


def test_a_changed_line_is_named_and_the_exit_code_is_one(desk: make.Desk) -> None:
    sql("UPDATE audit_event SET action = %s WHERE number = 2", "desk.hidden")
    out, code = said("--desk", "harbour")
    assert (code, "line 2 was changed" in out) == (1, True)


@pytest.mark.parametrize(("number", "named"), [(1, "line 1 was removed"), (4, "line 4 was removed")])
def test_a_removed_line_is_named(desk: make.Desk, number: int, named: str) -> None:
    sql("DELETE FROM audit_event WHERE number = %s", number)
    out, code = said()
    assert (code, named in out) == (1, True)


def test_a_line_put_in_past_the_services_is_named(desk: make.Desk) -> None:
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
    out, code = said()
    assert (code, "line 5 was changed" in out) == (1, True)


def test_each_desk_has_a_chain_of_its_own(desk: make.Desk) -> None:
    other = make.desk("inland")
    record_event(None, "desk.renamed", other, desk_id=other.pk)
    sql("UPDATE audit_event SET target_id = 0 WHERE desk_id = %s AND number = 1", other.pk)
    assert verify_chain(desk.pk) == []
    assert [gap.number for gap in verify_chain(other.pk)] == [1]
    assert said("--desk", "harbour")[1] == 0


def test_a_desk_that_is_not_there_is_another_exit_code(desk: make.Desk) -> None:
    assert said("--desk", "nowhere")[1] == 2


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain() -> None:
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
