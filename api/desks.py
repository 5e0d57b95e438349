"""The desks of the caller: their scale, and who is on them."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictChoiceField
from api.core.serializers import OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.desks.models import Desk, Membership
from factcheck.desks.selectors import get_desk, list_ratings
from factcheck.enums import Role


class RatingSerializer(OutputSerializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.IntegerField(
        allow_null=True, help_text="The step from 1 (worst) up; null off the axis."
    )
    needs_evidence = serializers.BooleanField()
    scale_version = serializers.IntegerField(source="scale.version")


class MemberSerializer(OutputSerializer):
    id = serializers.IntegerField(source="user_id")
    name = serializers.CharField(source="shown_name")
    role = StrictChoiceField(Role)


class DeskSerializer(OutputSerializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    quorum = serializers.IntegerField(help_text="How many blind ratings reveal a claim.")
    role = StrictChoiceField(Role, help_text="The caller's.")


class DeskDetailSerializer(DeskSerializer):
    scale = RatingSerializer(many=True, help_text="The labels of the newest version of its scale, in order.")
    members = MemberSerializer(many=True)


def list_own_desks(user: Any) -> QuerySet[Desk]:
    return (
        Desk.objects.visible_to(user)
        .filter(memberships__user_id=user.pk)
        .annotate(role=F("memberships__role"))
    )


def list_members(desk_id: int) -> QuerySet[Membership]:
    """Shown by name; by address only where somebody has given none."""
    shown = Coalesce(NullIf("user__name", Value("")), "user__email", output_field=CharField())
    return Membership.objects.filter(desk=desk_id).annotate(shown_name=shown)


class DeskViewSet(BaseModelViewSet):
    """Teams with their members and scale. Nothing crosses a desk's wall."""

    model = Desk
    serializer_class = DeskSerializer
    detail_serializer_class = DeskDetailSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Desk]:
        return list_own_desks(user)

    def retrieve(self, request: ApiRequest, slug: str) -> Response:  # type: ignore[override]
        return super().retrieve(request, get_desk(request.user, slug).pk)

    def serialize(self, pk: int) -> dict[str, Any]:
        scale, members = (
            RatingSerializer.serialize_queryset(list_ratings(pk)),
            MemberSerializer.serialize_queryset(list_members(pk)),
        )
        return {**super().serialize(pk), "scale": scale, "members": members}
