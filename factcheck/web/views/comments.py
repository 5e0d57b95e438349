"""Comments on a claim, its evidence and its verdict: add, reply, resolve, edit, delete, and past versions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions import comments
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.evidence.selectors import get_evidence
from factcheck.review.models import Comment
from factcheck.review.selectors import get_verdict
from factcheck.review.threads import get_comment, list_versions
from factcheck.web.forms.review import CommentForm
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def on_claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    return _post_comment(request, claim, claim)


@login_required
@require_POST
def on_evidence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    piece = get_evidence(request.user, pk)
    return _post_comment(request, piece, get_claim(request.user, piece.claim_id))


@login_required
@require_POST
def on_verdict(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    verdict = get_verdict(request.user, pk)
    return _post_comment(request, verdict, get_claim(request.user, verdict.claim_id))


def _post_comment(request: AuthenticatedRequest, on: comments.Commentable, claim: Claim) -> HttpResponse:
    """Add a comment. If it fails, the text stays in the form beside its target."""
    kind = on._meta.model_name
    form = CommentForm(request.POST, auto_id=f"{kind}-{on.pk}-%s")
    if form.submit(comments.add_comment, request.user, on=on):
        return redirect(get_url(form.result))
    failed_form: dict[str, Any] = {f"{kind}_{on.pk}_comment": form}
    return claim_page(request, claim, **failed_form)


@login_required
@require_POST
def reply(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    to = get_comment(request.user, pk)
    return redirect(
        get_url(comments.reply_to_comment(request.user, to=to, body=request.POST.get("body", "")))
    )


@login_required
@require_POST
def resolve(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    first = get_comment(request.user, pk)
    comments.set_thread_resolved(request.user, comment=first, resolved=request.POST.get("resolved") == "yes")
    return redirect(get_url(first))


@login_required
@require_POST
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = get_comment(request.user, pk)
    comments.edit_comment(request.user, comment=mine, body=request.POST.get("body", ""))
    return redirect(get_url(mine))


@login_required
@require_POST
def delete(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    comment = get_comment(request.user, pk)
    comments.delete_comment(request.user, comment=comment)
    messages.success(request, _("Comment deleted. A note that it existed remains."))
    return redirect(get_url(comment))


@login_required
def history(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    comment = get_comment(request.user, pk)
    context = {"comment": comment, "versions": list_versions(comment), "place": get_url(comment)}
    return render(request, "comments/history.html", context)


def get_url(comment: Comment) -> str:
    """Return the URL of a comment: its page, with its anchor."""
    if comment.article_id:
        page = reverse("article", args=[comment.article_id])
    else:
        claim_id = comment.claim_id or (comment.evidence or comment.verdict).claim_id  # type: ignore[union-attr]
        page = reverse("claim", args=[claim_id])
    return f"{page}#comment-{comment.pk}"
