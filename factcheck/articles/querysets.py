"""The steps that reading articles is made of."""

from typing import Self

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery

from factcheck.desks.querysets import DeskQuerySet


class ArticleQuerySet(DeskQuerySet):
    def with_current(self) -> Self:
        """Add `revision`, `text` and `sha256` of the newest revision."""
        newest = (
            apps.get_model("articles", "Revision").objects.filter(article=OuterRef("pk")).order_by("-number")
        )
        return self.annotate(
            current_id=Subquery(newest.values("pk")[:1]),
            text=Subquery(newest.values("text")[:1]),
            sha256=Subquery(newest.values("sha256")[:1]),
        )

    def found(self, words: str) -> QuerySet:
        return self.filter(title__icontains=words)
