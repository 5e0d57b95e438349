"""The steps of the review, each an operation of its own: POST /claims/ID/STEP/, made from the workflow's table."""

from typing import ClassVar

from django.urls import URLPattern, path
from rest_framework.response import Response

from api.claims import ClaimViewSet
from api.core.fields import StrictCharField
from api.core.serializers import EmptySerializer, InputSerializer
from api.core.viewsets import ApiRequest
from api.verdicts import ProposalSerializer
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.maps.verdicts import propose
from factcheck.review.workflow import STEPS


class StepReasonSerializer(InputSerializer):
    reason = StrictCharField(max_length=2000, required=False, allow_blank=True)


class StepViewSet(ClaimViewSet):
    """One step, taken on one claim; a refusal says what is missing."""

    step: ClassVar[str] = ""

    def take(self, request: ApiRequest, pk: int) -> Response:
        # Whoever calls with a key has `auth`; somebody signed in to the pages has none.
        by_key = request.auth is not None
        perform_step(
            request.user,
            claim=self.get_visible_object(Claim, pk),
            slug=self.step,
            by_key=by_key,
            **self.validated_data(),
        )
        return Response(self.serialize(pk))

    def propose(self, request: ApiRequest, pk: int) -> Response:
        """Propose the verdict of a claim, or a new version of it."""
        propose(request.user, claim=self.get_visible_object(Claim, pk), **self.validated_data())
        return Response(self.serialize(pk))


def step_urls() -> list[URLPattern]:
    """The addresses of all steps."""
    return [_step_url(slug) for slug in STEPS]


def _step_url(slug: str) -> URLPattern:
    action = "propose" if slug == "propose" else "take"
    body = (
        ProposalSerializer
        if slug == "propose"
        else StepReasonSerializer
        if STEPS[slug].asks_reason
        else EmptySerializer
    )
    return path(
        f"claims/<id:pk>/{slug}/",
        StepViewSet.as_view({"post": action}, step=slug, request_serializers={action: body}),
    )
