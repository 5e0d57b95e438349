"""The steps of `docs/howto/add-an-api-filter.md` work as written, and change one class only."""

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from api import claims
from api.claims import ClaimFilterSerializer, ClaimViewSet
from tests import factories as make

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-an-api-filter.md"


@pytest.fixture
def speaker_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the field of the guide to the filters of the claims list."""
    block = re.search(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert block
    scope: dict[str, Any] = dict(vars(claims))
    exec(f"class Extended(ClaimFilterSerializer):\n{textwrap.indent(block[1], '    ')}", scope)
    assert issubclass(scope["Extended"], ClaimFilterSerializer)
    monkeypatch.setattr(ClaimViewSet, "filter_serializer_class", scope["Extended"])


def test_the_filter_is_unknown_before_the_steps(editor):
    assert editor.get("claims/", speaker="mayor").json()["error"]["code"] == "unknown_field"


def test_the_filter_narrows_the_list_and_combines_with_others(team, article, editor, speaker_filter):
    mayor = make.claim(article, speaker="Mayor Dahlgaard", state="open")
    make.claim(article, speaker="Mayor Dahlgaard")
    make.claim(article, speaker="Anna Berg", state="open")
    assert len(editor.get("claims/", speaker="mayor").json()["results"]) == 2
    both = editor.get("claims/", speaker="mayor", state="open").json()["results"]
    assert [claim["id"] for claim in both] == [mayor.pk]


def test_the_filter_is_validated(editor, speaker_filter):
    response = editor.get("claims/", speaker="")
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == ["speaker"]


def test_the_filter_keeps_rows_of_other_desks_invisible(article, stranger, speaker_filter):
    make.claim(article, speaker="Mayor Dahlgaard")
    assert stranger.get("claims/", speaker="mayor").json()["results"] == []


def test_the_schema_shows_the_filter(client, speaker_filter):
    schema = client.get(reverse("api-schema"), {"format": "json"}).json()
    parameters = schema["paths"]["/api/v1/claims/"]["get"]["parameters"]
    assert "speaker" in [parameter["name"] for parameter in parameters]
