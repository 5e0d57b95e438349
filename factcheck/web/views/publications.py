"""The public page of a published claim. It needs no sign-in and shows nothing else of the desk."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from factcheck.enums import Stance
from factcheck.review.models import Publication
from factcheck.web.publication_jsonld import build_claim_review, to_report_rating

SIDES = (
    (Stance.SUPPORTS, _("Supporting evidence")),
    (Stance.REFUTES, _("Refuting evidence")),
    (Stance.CONTEXT, _("Context")),
)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the latest publication, and not what the desk has changed since."""
    versions = list(Publication.objects.filter(claim=pk).select_related("desk"))
    if not versions:
        raise Http404
    newest = versions[-1]
    pieces = [_parse_date(piece) for piece in newest.content["evidence"]]
    context = {
        "publication": newest,
        "content": newest.content,
        "rating": to_report_rating(newest.content),
        "as_of": dt.date.fromisoformat(newest.content["as_of"]),
        "first": versions[0],
        "corrections": [version for version in versions if version.correction],
        "sides": [
            (title, [piece for piece in pieces if piece["stance"] == stance]) for stance, title in SIDES
        ],
        # ASCII JSON whose <, > and & are escaped: nothing in it ends the element or begins another.
        "json_ld": mark_safe(build_claim_review(newest)),  # noqa: S308
    }
    return render(request, "claims/published.html", context)


def _parse_date(piece: dict[str, Any]) -> dict[str, Any]:
    """Return a frozen piece of evidence with its ISO date parsed, so that the template can localize it."""
    day = piece["published_on"]
    return {**piece, "published_on": dt.date.fromisoformat(day) if day else None}
