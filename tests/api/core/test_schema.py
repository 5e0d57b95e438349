"""The OpenAPI schema is valid and complete, and the docs page loads from this origin only."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from factcheck.reporting.exporters import EXPORTERS
from factcheck.review.workflow import STEPS

DOCS = Path(__file__).resolve().parents[3] / "docs" / "api.md"


@pytest.fixture
def described(client) -> dict:
    return client.get(reverse("api-schema"), {"format": "json"}).json()


def test_the_schema_is_valid_and_raises_no_warning():
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())


def test_every_operation_has_an_id_a_description_and_errors(described):
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    for operation in operations:
        assert operation["description"]
        assert "401" in operation["responses"]


def test_every_operation_declares_the_answers_that_pass_with_their_delay(described):
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    for operation in operations:
        for status in ("429", "503"):
            answer = operation["responses"][status]
            assert answer["headers"]["Retry-After"]["schema"] == {"type": "integer"}
            assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Error")


def test_every_step_is_an_operation_with_its_label(described):
    for slug, step in STEPS.items():
        assert described["paths"][f"/api/v1/claims/{{id}}/{slug}/"]["post"]["summary"] == step.label


def test_input_schemas_are_closed(described):
    shapes = described["components"]["schemas"]
    bodies = [name for name in shapes if name.endswith("Request")]
    assert bodies
    for name in bodies:
        assert shapes[name]["additionalProperties"] is False
        assert "state" not in shapes[name].get("properties", {})


def test_the_documentation_names_every_url(described):
    text = DOCS.read_text()
    named = {re.sub(r"\bID\b|\bSLUG\b", "{}", path) for path in re.findall(r"/api/v1/[\w/.-]*", text)}
    for path in described["paths"]:
        assert re.sub(r"\{\w+\}", "{}", path) in named, path


def test_every_export_kind_is_described(described):
    """The schema reads the table of exporters, so a new format needs no change to the documentation."""
    assert set(described["components"]["schemas"]["ExportKind"]["enum"]) == set(EXPORTERS)


def test_the_docs_page_has_no_inline_scripts_or_styles(client):
    html = client.get(reverse("api-docs")).content.decode()
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    for address in re.findall(r'(?:src|href)="([^"]+)"', html):
        assert address.startswith("/")


@pytest.mark.django_db(transaction=True)
def test_the_docs_page_works_under_the_content_security_policy(live_server, page):
    captured = []
    page.on("request", lambda request: captured.append(request.url))
    page.goto(live_server.url + reverse("api-docs"))
    page.get_by_text("/api/v1/claims/{id}/start-rating/").wait_for()
    assert all(url.startswith((live_server.url, "data:")) for url in captured)
