"""Reading articles."""

from typing import Any

from django.utils.translation import gettext as _

from factcheck.articles.models import Article, ArticleQuerySet
from factcheck.exceptions import NotFound


def get_article(user: Any, article_id: int) -> Article:
    """An article with its desk, if the user may see it; NotFound otherwise."""
    article = (
        Article.objects.visible_to(user).select_related("desk", "submitted_by").filter(pk=article_id).first()
    )
    if article is None:
        raise NotFound(_("There is no such article on your desks."))
    return article


def list_articles(user: Any, *, desk_id: int, words: str = "") -> ArticleQuerySet:
    """A desk's articles, newest first; `words` must stand in the title."""
    articles = Article.objects.visible_to(user).filter(desk_id=desk_id)
    return articles.filter(title__icontains=words) if words else articles
