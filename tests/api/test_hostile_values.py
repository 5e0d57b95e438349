"""Every field of every operation answers ids beyond 64 bits, NUL and half characters with words, never with 500."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

HOSTILE: list[Any] = [2**63, 10**30, 1e400, "a\0b", "\ud800", ["\ud800"], [2**63]]
IN_QUERY = ["9223372036854775808", "9" * 5000, "a%00b", "%ED%A0%80", "nan"]


def _list_operations() -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield the path, the method, the names of the query and those of the body of each operation."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            query = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            body = schema["components"]["schemas"].get(name, {}).get("properties", {})
            yield path, method, query, list(body)


@pytest.mark.django_db
def test_no_value_of_any_field_is_answered_with_500(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    make.comment(claim)
    client = Client(
        headers={"authorization": f"Bearer {make.key_of(team.admin)}"}, raise_request_exception=False
    )
    failed, asked = [], 0
    for path, method, query, body in _list_operations():
        for number in (str(claim.pk), str(2**63), "9" * 30):
            address = path.replace("{id}", number).replace("{slug}", "harbour").replace("{kind}", "json")
            calls = [(f"{address}?{name}={value}", b"") for name in query for value in IN_QUERY]
            calls += [(address, json.dumps({name: value}).encode()) for name in body for value in HOSTILE]
            # The values of the fields once, at a row that exists.
            for url, data in (calls if number == str(claim.pk) else []) or [(address, b"")]:
                status = client.generic(
                    method.upper(), url, data, content_type="application/json"
                ).status_code
                asked += 1
                if status >= 500:
                    failed.append((method, url[:120], data[:80], status))
    assert failed == []
    assert asked > 500
