"""The steps of the workflow as operations: POST /claims/ID/STEP/, one URL for each row of the workflow's table."""

from typing import ClassVar

from django.urls import URLPattern, path
from rest_framework.response import Response

from api.claims import ClaimViewSet
from api.core.fields import StrictCharField
from api.core.serializers import EmptySerializer, InputSerializer
from api.core.viewsets import ApiRequest
from api.verdicts import ProposalSerializer
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.limits import limit
from factcheck.review.workflow import STEPS


class StepReasonSerializer(InputSerializer):
    reason = StrictCharField(max_length=limit("reason"), required=False, allow_blank=True)


class StepViewSet(ClaimViewSet):
    """One step on one claim. An error says which conditions are not met."""

    step: ClassVar[str] = ""

    def perform(self, request: ApiRequest, pk: int) -> Response:
        # ApiKeyAuthentication sets `auth` to the key; a session has None. Some steps need a person, not a program.
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
        """Propose a verdict for a claim, as a new version if it has one."""
        propose_verdict(request.user, claim=self.get_visible_object(Claim, pk), **self.validated_data())
        return Response(self.serialize(pk))


def step_urls() -> list[URLPattern]:
    """Return the URLs of all steps."""
    return [_step_url(slug) for slug in STEPS]


def _step_url(slug: str) -> URLPattern:
    action = "propose" if slug == "propose" else "perform"
    view = StepViewSet.as_view(
        {"post": action}, step=slug, request_serializers={action: _request_serializer(slug)}
    )
    return path(f"claims/<id:pk>/{slug}/", view)


def _request_serializer(slug: str) -> type[InputSerializer]:
    if slug == "propose":
        return ProposalSerializer
    return StepReasonSerializer if STEPS[slug].asks_reason else EmptySerializer
