"""The metadata of an article can be edited; its text cannot."""

from typing import Any

import pytest

from factcheck.actions.articles import edit_article
from factcheck.articles.selectors import list_articles
from factcheck.audit.models import Event
from factcheck.exceptions import InvalidInput
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_only_changed_fields_are_written_and_recorded() -> None:
    team = make.team()
    article = make.article(team.desk, title="Old")
    edit_article(team.checker, article=article, title="New", language="en")
    article.refresh_from_db()
    assert article.title == "New"
    assert Event.objects.all().about(article).get().data == {"fields": ["title"]}


def test_edit_without_changes_records_no_event() -> None:
    team = make.team()
    article = make.article(team.desk)
    edit_article(team.checker, article=article, title=article.title)
    assert not Event.objects.all().about(article).exists()


def test_text_cannot_be_edited() -> None:
    team = make.team()
    article = make.article(team.desk)
    before = article.revisions.get().text
    edit_article(team.checker, article=article, text="Something else")
    assert article.revisions.get().text == before


@pytest.mark.parametrize("changes", [{"title": ""}, {"title": "  "}])
def test_title_cannot_be_empty(changes: dict[str, Any]) -> None:
    team = make.team()
    with pytest.raises(InvalidInput) as error:
        edit_article(team.checker, article=make.article(team.desk), **changes)
    assert set(error.value.fields) == {"title"}


def test_earlier_values_stay_in_the_history() -> None:
    team = make.team()
    article = make.article(team.desk, title="Old")
    edit_article(team.checker, article=article, title="New")
    assert [row.title for row in article.history.all()] == ["New", "Old"]


def test_articles_are_found_by_title_ignoring_case() -> None:
    team = make.team()
    bridge, _tunnel = (
        make.article(team.desk, title="The Harbour Bridge"),
        make.article(team.desk, title="The tunnel"),
    )
    assert list(list_articles(team.viewer, desk_id=team.desk.pk, title="harbour")) == [bridge]
