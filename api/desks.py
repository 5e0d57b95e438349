"""The desks of the caller: their scale, and who is on them."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice
from api.resources import Resource
from api.shapes import Output
from factcheck.desks.models import Desk, Membership
from factcheck.desks.selectors import get_desk, ratings_of
from factcheck.enums import Role


class RatingRow(Output):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.IntegerField(
        allow_null=True, help_text="The step from 1 (worst) up; null off the axis."
    )
    needs_evidence = serializers.BooleanField()
    scale_version = serializers.IntegerField(source="scale.version")


class MemberRow(Output):
    id = serializers.IntegerField(source="user_id")
    name = serializers.CharField(source="shown_name")
    role = Choice(Role)


class DeskRow(Output):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    quorum = serializers.IntegerField(help_text="How many blind ratings reveal a claim.")
    role = Choice(Role, help_text="The caller's.")


class DeskWhole(DeskRow):
    scale = RatingRow(many=True, help_text="The labels of the newest version of its scale, in order.")
    members = MemberRow(many=True)


def my_desks(user: Any) -> QuerySet[Desk]:
    return (
        Desk.objects.visible_to(user)
        .filter(memberships__user_id=user.pk)
        .annotate(role=F("memberships__role"))
    )


def named_members(desk_id: int) -> QuerySet[Membership]:
    """Shown by name; by address only where somebody has given none."""
    shown = Coalesce(NullIf("user__name", Value("")), "user__email", output_field=CharField())
    return Membership.objects.filter(desk=desk_id).annotate(shown_name=shown)


class Desks(Resource):
    """Teams with their members and scale. Nothing crosses a desk's wall."""

    model = Desk
    row = DeskRow
    whole = DeskWhole
    lookup_field = "slug"
    lookup_value_converter = "slug"

    @classmethod
    def rows(cls, user: Any) -> QuerySet[Desk]:
        return my_desks(user)

    def retrieve(self, request: Request, slug: str) -> Response:  # type: ignore[override]
        return super().retrieve(request, get_desk(self.me, slug).pk)

    def read(self, pk: int) -> dict[str, Any]:
        scale, members = RatingRow.rows(ratings_of(pk)), MemberRow.rows(named_members(pk))
        return {**super().read(pk), "scale": scale, "members": members}
