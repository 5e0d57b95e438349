"""Reading articles."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from factcheck.articles.models import Article, ArticleQuerySet, Reading
from factcheck.exceptions import NotFound


def get_article(user: Any, article_id: int) -> Article:
    """Return an article with its desk. Raises NotFound if the user may not see it."""
    article = (
        Article.objects.visible_to(user).select_related("desk", "submitted_by").filter(pk=article_id).first()
    )
    if article is None:
        raise NotFound(_("There is no such article on your desks."))
    return article


def get_article_or_unread(user: Any, article_id: int) -> Article:
    """Return an article, also one whose file has not been read; `current_id` is then None.

    If the desk already had the text of the file, this is the article that has it. Raises NotFound.
    """
    duplicate = Reading.objects.visible_to(user).filter(article_id=article_id, duplicate_of__isnull=False)
    article_id = duplicate.values_list("duplicate_of_id", flat=True).first() or article_id
    articles = Article.objects.visible_with_unread(user).with_current_revision()
    article = articles.select_related("desk", "submitted_by").filter(pk=article_id).first()
    if article is None:
        raise NotFound(_("There is no such article on your desks."))
    return article


def get_reading(article: Article) -> Reading | None:
    """Return the reading of the file that an article was made from, without the file."""
    return Reading.objects.defer("data").filter(article=article).first()


def list_articles(user: Any, *, desk_id: int, title: str = "") -> ArticleQuerySet:
    """Return a desk's articles, newest first; only those whose title contains `title`, if it is given.

    Each has `reading_state`, the state of the reading of its file, or None.
    """
    state = Reading.objects.filter(article=OuterRef("pk")).values("state")[:1]
    articles = Article.objects.visible_with_unread(user).annotate(reading_state=Subquery(state))
    articles = articles.filter(desk_id=desk_id)
    return articles.filter(title__icontains=title) if title else articles
