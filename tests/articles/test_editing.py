"""What is said about an article can be changed; its text cannot."""

from typing import Any

import pytest

from factcheck.actions.articles import edit_article
from factcheck.articles.selectors import list_articles
from factcheck.audit.models import Event
from factcheck.exceptions import InvalidInput
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_only_what_changed_is_written_and_told() -> None:
    team = make.team()
    article = make.article(team.desk, title="Old")
    edit_article(team.checker, article=article, title="New", language="en")
    article.refresh_from_db()
    assert article.title == "New"
    assert Event.objects.all().about(article).get().data == {"fields": ["title"]}


def test_a_change_that_changes_nothing_leaves_no_event() -> None:
    team = make.team()
    article = make.article(team.desk)
    edit_article(team.checker, article=article, title=article.title)
    assert not Event.objects.all().about(article).exists()


def test_the_text_is_no_field_of_an_article() -> None:
    team = make.team()
    article = make.article(team.desk)
    before = article.revisions.get().text
    edit_article(team.checker, article=article, text="Something else")
    assert article.revisions.get().text == before


@pytest.mark.parametrize("changes", [{"title": ""}, {"title": "  "}])
def test_an_article_keeps_a_title(changes: dict[str, Any]) -> None:
    team = make.team()
    with pytest.raises(InvalidInput) as refusal:
        edit_article(team.checker, article=make.article(team.desk), **changes)
    assert set(refusal.value.fields) == {"title"}


def test_earlier_values_stay_in_the_history() -> None:
    team = make.team()
    article = make.article(team.desk, title="Old")
    edit_article(team.checker, article=article, title="New")
    assert [row.title for row in article.history.all()] == ["New", "Old"]


def test_articles_are_found_by_words_of_their_title_whatever_their_case() -> None:
    team = make.team()
    found, _ = (
        make.article(team.desk, title="The Harbour Bridge"),
        make.article(team.desk, title="The tunnel"),
    )
    assert list(list_articles(team.viewer, desk_id=team.desk.pk, title="harbour")) == [found]
