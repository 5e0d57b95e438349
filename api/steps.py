"""The steps of the review, each an operation of its own: POST /claims/ID/STEP/, made from the workflow's table."""

from typing import ClassVar

from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response

from api.claims import Claims
from api.fields import Text
from api.shapes import Input, Nothing
from factcheck.claims.models import Claim
from factcheck.review.steps import take
from factcheck.review.workflow import STEPS


class Reason(Input):
    reason = Text(max_length=2000, required=False, allow_blank=True)


TAKES: dict[str, type[Input]] = {"reveal": Reason}


class Steps(Claims):
    """One step, taken on one claim; a refusal says what is missing."""

    step: ClassVar[str] = ""

    def take(self, request: Request, pk: int) -> Response:
        take(self.me, claim=self.find(Claim, pk), slug=self.step, **self.said())
        return Response(self.read(pk))


def step_urls() -> list[URLPattern]:
    """The addresses of all steps but `propose`, which is taken by stating a verdict: POST /verdicts/."""
    return [_step_url(slug) for slug in STEPS if slug != "propose"]


def _step_url(slug: str) -> URLPattern:
    takes = {"take": TAKES.get(slug, Nothing)}
    return path(f"claims/<id:pk>/{slug}/", Steps.as_view({"post": "take"}, step=slug, takes=takes))
