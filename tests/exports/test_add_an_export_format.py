"""The how-to "Add an export format": its two code blocks are executed as they are printed."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from api.core.serializers import InputSerializer
from factcheck.actions.exports import request_export, run_export
from factcheck.articles.models import Article
from factcheck.exports.models import Export
from factcheck.exports.selectors import open_export
from factcheck.reporting import exporters
from factcheck.reporting.exporters import EXPORTERS, Exporter, get_exporter, write_export
from tests import factories as make
from tests.api.client import ApiClient
from tests.factories import Team
from tests.reporting import samples

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-an-export-format.md"
KIND = "claims.txt"


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[Exporter]:
    """The how-to's format, added to the table for the length of a test."""
    module_source, row_source = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(), flags=re.DOTALL)
    module = ModuleType("claims_txt")
    exec(module_source, module.__dict__)
    row = eval(row_source, {**vars(exporters), "claims_txt": module})
    monkeypatch.setitem(EXPORTERS, row.slug, row)
    # A serializer reads its choices once per process.
    InputSerializer._shared_instance.cache_clear()
    yield row
    InputSerializer._shared_instance.cache_clear()


def test_the_format_is_in_the_table(added: Exporter) -> None:
    assert get_exporter(KIND) is added
    assert write_export(samples.report(), KIND).decode().splitlines()[0] == (
        "1. Nitrate in the river fell by 40 percent between 2015 and 2024."
    )


def test_the_page_offers_the_format(added: Exporter, client: Client, team: Team, article: Article) -> None:
    client.force_login(team.viewer)
    page = client.get(reverse("exports", args=[article.pk])).content.decode()
    assert f'value="{KIND}"' in page
    assert added.title in page
    assert added.description in page


@pytest.mark.django_db(transaction=True)
def test_the_page_requests_the_format_and_a_worker_makes_it(
    added: Exporter, client: Client, team: Team, article: Article, eager: None
) -> None:
    make.claim(article, text="The bridge is old.")
    client.force_login(team.viewer)
    client.post(reverse("export", args=[article.pk]), {"kind": KIND})
    file = client.get(reverse("export_file", args=[Export.objects.get().pk]))
    assert file.getvalue() == b"1. The bridge is old.\n"
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert f'filename="article-{article.pk}.claims.txt"' in file["Content-Disposition"]


def test_the_action_creates_the_export_and_its_job_makes_the_file(
    added: Exporter, team: Team, article: Article
) -> None:
    job = request_export(team.viewer, article=article, kind=KIND)
    assert run_export(job.pk)
    job.refresh_from_db()
    assert hashlib.sha256(open_export(job).file.read()).hexdigest() == job.sha256


def test_the_api_accepts_and_filters_by_the_format(
    added: Exporter, article: Article, editor: ApiClient
) -> None:
    assert editor.post("exports/", {"article": article.pk, "kind": KIND}).status_code == 202
    (listed,) = editor.get("exports/", kind=KIND).json()["results"]
    assert listed["kind"] == KIND


def test_the_api_describes_the_format(added: Exporter, db: None, client: Client) -> None:
    schema = client.get(reverse("api-schema"), {"format": "json"}).json()
    assert _find_choices(schema["paths"]["/api/v1/exports/"]["get"]["parameters"], "kind") >= {KIND}


def _find_choices(parameters: list[dict[str, Any]], name: str) -> set[str]:
    return next(set(each["schema"]["enum"]) for each in parameters if each["name"] == name)


@pytest.fixture
def editor(team: Team) -> ApiClient:
    return ApiClient(team.editor)
