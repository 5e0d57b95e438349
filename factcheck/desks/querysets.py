"""Visibility of rows that belong to a desk: a user sees those of the desks that they are a member of."""

from typing import Any, Self, TypeVar

from django.db import models

from factcheck.desks.models import Membership

Row = TypeVar("Row", bound=models.Model)


class DeskScopedQuerySet(models.QuerySet[Row]):
    """The QuerySet of every model with a `desk`. Every read for a user starts with `visible_to`."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(desk_id__in=Membership.objects.list_desk_ids(user))
