"""Reading articles."""

from typing import Any

from django.utils.translation import gettext as _

from factcheck.articles.models import Article, ArticleQuerySet
from factcheck.exceptions import NotFound


def get_article(user: Any, article_id: int) -> Article:
    """Return an article with its desk. Raises NotFound if the user may not see it."""
    article = (
        Article.objects.visible_to(user).select_related("desk", "submitted_by").filter(pk=article_id).first()
    )
    if article is None:
        raise NotFound(_("There is no such article on your desks."))
    return article


def list_articles(user: Any, *, desk_id: int, title: str = "") -> ArticleQuerySet:
    """Return a desk's articles, newest first; only those whose title contains `title`, if it is given."""
    articles = Article.objects.visible_to(user).filter(desk_id=desk_id)
    return articles.filter(title__icontains=title) if title else articles
