"""The desks of the caller, with their rating scale and members."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictCharField, StrictChoiceField, StrictFloatField, StrictIntegerField
from api.core.serializers import InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.desks import MAX_ASSIGNMENT_DAYS, edit_desk
from factcheck.argument.computed_labels import THRESHOLD_NAMES
from factcheck.argument.semantics import SEMANTICS
from factcheck.desks.models import Desk, Membership, User
from factcheck.desks.selectors import get_desk, list_ratings
from factcheck.enums import Role
from factcheck.exceptions import NotFound
from factcheck.limits import limit


class RatingSerializer(OutputSerializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.IntegerField(
        allow_null=True, help_text="The step, from 1 (worst) up; null for a label that is not a step."
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
    quorum = serializers.IntegerField(help_text="The number of blind ratings that reveals a claim.")
    role = StrictChoiceField(Role, help_text="The role of the caller.")


class DeskDetailSerializer(DeskSerializer):
    signoffs = serializers.IntegerField(help_text="The sign-offs that a verdict needs.")
    assignment_days = serializers.IntegerField(
        help_text="A claim without activity for this long becomes unassigned."
    )
    semantics = StrictChoiceField(list(SEMANTICS), help_text="How the argument map weighs evidence.")
    thresholds = serializers.DictField(
        child=serializers.FloatField(),
        help_text="Thresholds of the computed labels that the desk sets itself.",
    )
    scale = RatingSerializer(many=True, help_text="The ratings of the latest version of its scale, in order.")
    members = MemberSerializer(many=True)


class DeskUpdateSerializer(InputSerializer):
    name = StrictCharField(required=False, max_length=limit("name"))
    quorum = StrictIntegerField(required=False, min_value=1, max_value=99)
    signoffs = StrictIntegerField(required=False, min_value=1, max_value=99)
    assignment_days = StrictIntegerField(required=False, min_value=0, max_value=MAX_ASSIGNMENT_DAYS)
    semantics = StrictChoiceField(list(SEMANTICS), required=False)
    thresholds = serializers.DictField(
        child=StrictFloatField(min_value=0, max_value=1),
        required=False,
        help_text="Replaces those that the desk sets itself. Known: " + ", ".join(THRESHOLD_NAMES) + ".",
    )


def list_own_desks(user: Any) -> QuerySet[Desk]:
    """Return the desks that a user is a member of, annotated with the user's role."""
    return (
        Desk.objects.visible_to(user)
        .filter(memberships__user_id=user.pk)
        .annotate(role=F("memberships__role"))
    )


def list_members(desk_id: int) -> QuerySet[Membership]:
    """Return the memberships of a desk, annotated with the name to show: the email address if there is no name."""
    shown_name = Coalesce(NullIf("user__name", Value("")), "user__email", output_field=CharField())
    return Membership.objects.filter(desk=desk_id).annotate(shown_name=shown_name)


def get_member(desk_id: int, user_id: int, *, field: str) -> User:
    """Return a member of a desk; NotFound, blaming `field` of the body, if there is none with this id."""
    member = User.objects.filter(pk=user_id, memberships__desk=desk_id).first()
    if member is None:
        message = _("There is no member %(id)s on this desk.") % {"id": user_id}
        raise NotFound(message, fields={field: message})
    return member


class DeskViewSet(BaseModelViewSet):
    """Teams with their members and rating scale. Nothing of one desk is visible to another."""

    model = Desk
    serializer_class = DeskSerializer
    detail_serializer_class = DeskDetailSerializer
    request_serializers = {"partial_update": DeskUpdateSerializer}
    lookup_field = "slug"
    lookup_value_converter = "slug"

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Desk]:
        return list_own_desks(user)

    def retrieve(self, request: ApiRequest, slug: str) -> Response:  # type: ignore[override]
        return super().retrieve(request, get_desk(request.user, slug).pk)

    def partial_update(self, request: ApiRequest, slug: str) -> Response:
        """Change settings of a desk. What is left out stays as it is."""
        desk = get_desk(request.user, slug)
        current = {str(name): getattr(desk, str(name)) for name in DeskUpdateSerializer().fields}
        edit_desk(request.user, desk=desk, **current | self.validated_data())
        return Response(self.serialize(desk.pk))

    def serialize(self, pk: int) -> dict[str, Any]:
        return super().serialize(pk) | {
            "scale": RatingSerializer.serialize_queryset(list_ratings(pk)),
            "members": MemberSerializer.serialize_queryset(list_members(pk)),
        }
