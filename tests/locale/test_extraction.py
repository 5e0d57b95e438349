"""Which messages are extracted, and how a catalog with other messages is updated."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from factcheck.locale import catalogs

TEMPLATE = """{% load static %}
  <p title="{% translate "A title" %}">{% blocktranslate trimmed with who=user count many=rows|length %}
    {{ who }} has
    {{ many }} row
  {% plural %}
    {{ who }} has {{ many }} rows
  {% endblocktranslate %}</p>
    {# No string. #} {% translate "From" context "before a title" %} don’t 5 %
"""
JINJA_TEMPLATE = """{# No string. #}
<p title="{{ _("Five") }}">{{ _("Made by %(name)s.", name=link(url, "no string")) }}</p>
{% if rows|length > 1 %}{{ ngettext("%(num)s file", "%(num)s files", rows|length) }}{% endif %}
"""
CODE = """
def said(n):
    _("One"), gettext_lazy("Two"), gettext_noop("Three"), other("Four")
    return ngettext("%(n)s row", "%(n)s rows", n) or pgettext_lazy("state", "open")
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogs, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "factcheck").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "factcheck" / "code.py").write_text(CODE)
    (tmp_path / "factcheck" / "html" / "templates").mkdir(parents=True)
    (tmp_path / "factcheck" / "html" / "templates" / "report.html").write_text(JINJA_TEMPLATE)
    return tmp_path


@pytest.fixture
def catalogue(tree: Path) -> Path:
    path = tree / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    known = Catalog(locale="de")
    known.add("One", "Eins")
    known.add("Gone", "Weg")
    path.write_bytes(catalogs.to_po(known))
    return path


def test_messages_are_extracted_with_context_and_plural(tree: Path) -> None:
    found = {(message.context, message.id) for message in catalogs.extract_messages() if message.id}
    assert found == {
        (None, "A title"),
        (None, ("%(who)s has %(many)s row", "%(who)s has %(many)s rows")),
        ("before a title", "From"),
        (None, "One"),
        (None, "Two"),
        (None, "Three"),
        (None, ("%(n)s row", "%(n)s rows")),
        ("state", "open"),
        (None, "Five"),
        (None, "Made by %(name)s."),
        (None, ("%(num)s file", "%(num)s files")),
    }


def test_each_message_has_its_files(tree: Path) -> None:
    found = catalogs.extract_messages()
    assert [place for place, _ in found["A title"].locations] == ["templates/page.html"]
    assert [place for place, _ in found["One"].locations] == ["factcheck/code.py"]
    assert [place for place, _ in found["Five"].locations] == ["factcheck/html/templates/report.html"]


def test_an_update_keeps_translations_adds_empty_and_removes_obsolete_messages(
    catalogue: Path,
) -> None:
    new = catalogs.update_catalog(catalogue)
    assert new["One"].string == "Eins"
    assert not new["Two"].string
    assert "Gone" not in catalogs.to_po(new).decode()


def test_a_second_update_changes_nothing(catalogue: Path) -> None:
    once = catalogs.to_po(catalogs.update_catalog(catalogue))
    catalogue.write_bytes(once)
    assert catalogs.to_po(catalogs.update_catalog(catalogue)) == once
    with catalogue.open("rb") as file:
        assert catalogs.to_mo(read_po(file, locale="de"))
