"""Compiled queries return what the plain QuerySets return.

They use parts of Django's compiler that are not public (`SQLCompiler.as_sql` and `results_iter`). If an upgrade of
Django changes these, tests in this module fail; docs/adr/0011-compiled-queries.md says what to do then.
"""

import datetime as dt
import inspect
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.models import BooleanField, Case, Count, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

from factcheck.claims.models import Claim
from factcheck.compiled_queries import CURRENT_USER, CompiledQuery, Parameter
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(team: Team) -> list[Claim]:
    article = make.article(team.desk)
    assigned = [make.claim(article, assignee=team.checker, due_on=dt.date(2026, 1, day)) for day in (1, 2, 3)]
    return [*assigned, make.claim(article, assignee=team.editor), make.claim(article)]


def by_assignee(user: object) -> QuerySet[Claim]:
    return Claim.objects.filter(assignee=user).order_by("-id")


def test_rows_equal_those_of_the_plain_queryset_for_each_value(team: Team, claims: list[Claim]) -> None:
    columns = ("id", "text", "due_on", "desk__name", "check_worthiness")
    compiled = CompiledQuery(by_assignee(Parameter("user")).values_list(*columns))
    for user in (team.checker, team.editor, team.viewer):
        plain = list(by_assignee(user).values_list(*columns))
        assert list(compiled.rows({"user": user.pk})) == plain
    assert len(list(compiled.rows({"user": team.checker.pk}))) == 3


def test_converters_of_json_dates_and_booleans_are_applied(team: Team, claims: list[Claim]) -> None:
    def rows(user: object) -> QuerySet[Claim, tuple]:
        mine = Case(When(assignee=user, then=True), default=False, output_field=BooleanField())
        card = JSONObject(number="number", state="state", fixed=Value(1))
        return Claim.objects.order_by("id").values_list("created_at", mine, card, "tags")

    compiled = CompiledQuery(rows(CURRENT_USER.pk))
    assert list(compiled.rows({"user": team.checker.pk})) == list(rows(team.checker.pk))


def test_parameters_work_in_subqueries_limits_and_groups(team: Team, claims: list[Claim]) -> None:
    def rows(user: object, number: object) -> QuerySet[Claim, tuple]:
        visible = Claim.objects.filter(desk__memberships__user=user, number__gte=number)
        counted = Claim.objects.filter(pk__in=visible).values("assignee").annotate(total=Count("id"))
        return counted.order_by("assignee").values_list("assignee", "total")[:2]

    compiled = CompiledQuery(rows(Parameter("user"), Parameter("number")))
    for number in (1, 3, 9):
        assert list(compiled.rows({"user": team.editor.pk, "number": number})) == list(
            rows(team.editor.pk, number)
        )


def test_execution_takes_one_query(
    team: Team, claims: list[Claim], django_assert_num_queries: object
) -> None:
    compiled = CompiledQuery(by_assignee(Parameter("user")).values_list("id"))
    with django_assert_num_queries(1):
        list(compiled.rows({"user": team.checker.pk}))


def test_a_missing_value_is_an_error(team: Team) -> None:
    compiled = CompiledQuery(by_assignee(Parameter("user")).values_list("id"))
    with pytest.raises(KeyError, match="user"):
        list(compiled.rows({}))


@pytest.mark.django_db(transaction=True)
def test_threads_share_a_compiled_query_and_use_their_own_connections(
    team: Team, claims: list[Claim]
) -> None:
    compiled = CompiledQuery(by_assignee(Parameter("user")).values_list("id"))
    users = [team.checker.pk, team.editor.pk, team.viewer.pk] * 8
    expected = {user: list(by_assignee(user).values_list("id")) for user in users}

    def execute(user: int) -> tuple[int, list[tuple]]:
        try:
            return user, list(compiled.rows({"user": user}))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        for user, rows in pool.map(execute, users):
            assert rows == expected[user]


def test_the_private_interface_of_the_compiler_is_as_expected() -> None:
    parameters = inspect.signature(SQLCompiler.results_iter).parameters
    assert list(parameters) == ["self", "results", "tuple_expected", "chunked_fetch", "chunk_size"]
    execute = inspect.getsource(SQLCompiler.execute_sql)
    assert "self.as_sql()" in execute, "execute_sql must ask the instance for its SQL"
    assert "self.connection" in execute
    compiler = Claim.objects.filter(number=Parameter("number")).query.get_compiler(connection=connection)
    assert [parameter.name for parameter in compiler.as_sql()[1] if isinstance(parameter, Parameter)] == [
        "number"
    ]
