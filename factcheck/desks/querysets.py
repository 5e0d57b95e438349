"""The wall: what a person may see of things that belong to a desk."""

from typing import Any, Self, TypeVar

from django.db import models

from factcheck.desks.models import Membership

Row = TypeVar("Row", bound=models.Model)


class DeskScopedQuerySet(models.QuerySet[Row]):
    """The QuerySet of everything with a `desk`; `visible_to` is where each read begins."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(desk_id__in=Membership.objects.desks_of(user))
