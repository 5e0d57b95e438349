"""The steps of the review, each an operation of its own: POST /claims/ID/STEP/, made from the workflow's table."""

from typing import ClassVar

from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response

from api.claims import Claims
from api.fields import Text
from api.shapes import Input, Nothing
from api.verdicts import Proposal
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.maps.verdicts import propose
from factcheck.review.workflow import STEPS


class Reason(Input):
    reason = Text(max_length=2000, required=False, allow_blank=True)


class Steps(Claims):
    """One step, taken on one claim; a refusal says what is missing."""

    step: ClassVar[str] = ""

    def take(self, request: Request, pk: int) -> Response:
        # Whoever calls with a key has `auth`; somebody signed in to the pages has none.
        by_key = request.auth is not None
        perform_step(self.me, claim=self.find(Claim, pk), slug=self.step, by_key=by_key, **self.said())
        return Response(self.read(pk))

    def propose(self, request: Request, pk: int) -> Response:
        """Propose the verdict of a claim, or a new version of it."""
        propose(self.me, claim=self.find(Claim, pk), **self.said())
        return Response(self.read(pk))


def step_urls() -> list[URLPattern]:
    """The addresses of all steps."""
    return [_step_url(slug) for slug in STEPS]


def _step_url(slug: str) -> URLPattern:
    action = "propose" if slug == "propose" else "take"
    body = Proposal if slug == "propose" else Reason if STEPS[slug].asks_reason else Nothing
    return path(f"claims/<id:pk>/{slug}/", Steps.as_view({"post": action}, step=slug, takes={action: body}))
