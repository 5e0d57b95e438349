"""The history of a claim or an article, the comparison of two versions, and restoring a value."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions.history import restore
from factcheck.articles.selectors import get_article
from factcheck.claims.selectors import get_claim
from factcheck.exceptions import FactcheckError, InvalidInput
from factcheck.history.changes import (
    Change,
    get_version,
    list_article_changes,
    list_claim_changes,
    locate_record,
)
from factcheck.history.text_diff import compare
from factcheck.history.tracked_fields import format_value, get_tracked
from factcheck.web.types import AuthenticatedRequest

MAX_CHANGES = 500
MIN_LENGTH_TO_COMPARE = 24


@login_required
def claim_history(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    changes = _shown(list_claim_changes(request.user, claim))
    return render(request, "history/history.html", {"claim": claim, "changes": changes, "most": MAX_CHANGES})


@login_required
def article_history(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    changes = _shown(list_article_changes(request.user, article))
    return render(
        request, "history/history.html", {"article": article, "changes": changes, "most": MAX_CHANGES}
    )


@login_required
def versions(request: AuthenticatedRequest, kind: str, pk: int, a: int, b: int) -> HttpResponse:
    """Compare two versions of one object field by field, with the differences marked word by word."""
    tracked = get_tracked(kind)
    first, second = (get_version(request.user, kind, pk, number) for number in sorted((a, b)))
    fields = [
        (
            tracked.label(name),
            compare(format_value(name, getattr(first, name)), format_value(name, getattr(second, name))),
        )
        for name in tracked.fields
        if not name.endswith("_id")
    ]
    context = {"kind": kind, "first": first, "second": second, "fields": fields, "back": _back(kind, second)}
    return render(request, "history/versions.html", context)


@login_required
def versions_by_record(request: AuthenticatedRequest, kind: str, a: int, b: int) -> HttpResponse:
    """Redirect a link from before versions were numbered within their object."""
    (pk, first), (other, second) = (locate_record(request.user, kind, record) for record in (a, b))
    if pk != other:
        raise InvalidInput(_("Both versions must be of the same object."))
    return redirect("compare_versions", kind, pk, first, second, permanent=True)


@login_required
@require_POST
def restore_value(request: AuthenticatedRequest, kind: str, pk: int, number: int) -> HttpResponse:
    row = get_version(request.user, kind, pk, number)
    try:
        restore(request.user, kind=kind, target=pk, number=number, field=request.POST.get("field", ""))
    except FactcheckError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Earlier value restored."))
    return redirect(*_back(kind, row))


def _shown(changes: list[Change]) -> list[tuple[Change, object]]:
    """Return the changes, with a text comparison for long values; short ones are shown as before and after."""
    return [
        (
            change,
            compare(change.before, change.after)
            if max(len(change.before), len(change.after)) > MIN_LENGTH_TO_COMPARE
            else None,
        )
        for change in changes[:MAX_CHANGES]
    ]


def _back(kind: str, row: object) -> tuple[str, int]:
    """Return the name and the argument of the URL of the history page that lists a version."""
    if kind == "article":
        return "article_history", row.id  # type: ignore[attr-defined]
    if kind == "claim":
        return "claim_history", row.id  # type: ignore[attr-defined]
    thing = get_tracked(kind).model.objects.get(pk=row.id)  # type: ignore[attr-defined]
    if getattr(thing, "article_id", None):
        return "article_history", thing.article_id
    on = getattr(thing, "evidence", None) or getattr(thing, "verdict", None) or thing
    return "claim_history", thing.claim_id or on.claim_id
