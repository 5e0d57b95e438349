"""Rating a claim, concluding its verdict, and talking about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.claims.selectors import get_claim
from factcheck.desks.selectors import ratings_of
from factcheck.maps import verdicts
from factcheck.review import comments, services
from factcheck.review.models import Comment
from factcheck.review.selectors import current_verdict, get_comment
from factcheck.web.forms.review import AssessmentForm, CommentForm, ReaffirmForm, VerdictForm
from factcheck.web.requests import SignedIn
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def rate(request: SignedIn, pk: int) -> HttpResponse:
    here = get_claim(request.user, pk)
    form = AssessmentForm(request.POST, ratings=list(ratings_of(here.desk_id)))
    if form.carry_out(services.assess, request.user, claim=here):
        messages.success(request, "Your rating is kept.")
        return redirect("claim", pk)
    return claim_page(request, here, assessment_form=form)


@login_required
@require_POST
def propose(request: SignedIn, pk: int) -> HttpResponse:
    here = get_claim(request.user, pk)
    form = VerdictForm(request.POST, ratings=list(ratings_of(here.desk_id)))
    if form.carry_out(verdicts.propose, request.user, claim=here):
        messages.success(request, "The verdict is proposed.")
        return redirect("claim", pk)
    return claim_page(request, here, verdict_form=form)


@login_required
@require_POST
def reaffirm(request: SignedIn, pk: int) -> HttpResponse:
    here = get_claim(request.user, pk)
    form = ReaffirmForm(request.POST)
    if form.carry_out(services.reaffirm, request.user, verdict=current_verdict(here)):
        messages.success(request, "The verdict is reaffirmed.")
        return redirect("claim", pk)
    return claim_page(request, here, reaffirm_form=form)


@login_required
@require_POST
def remark(request: SignedIn, pk: int) -> HttpResponse:
    here = get_claim(request.user, pk)
    form = CommentForm(request.POST)
    if form.carry_out(comments.comment, request.user, on=here):
        return redirect(f"{reverse('claim', args=[pk])}#discussion")
    return claim_page(request, here, comment_form=form)


@login_required
@require_POST
def reply(request: SignedIn, pk: int) -> HttpResponse:
    first = get_comment(request.user, pk)
    comments.reply(request.user, to=first, body=request.POST.get("body", ""))
    return redirect(_place(first))


@login_required
@require_POST
def resolve(request: SignedIn, pk: int) -> HttpResponse:
    first = get_comment(request.user, pk)
    comments.resolve(request.user, comment=first, resolved=request.POST.get("resolved") == "yes")
    return redirect(_place(first))


def _place(comment: Comment) -> str:
    """The page that a thread stands on."""
    if comment.article_id:
        return reverse("article", args=[comment.article_id]) + "#discussion"
    claim_id = comment.claim_id or (comment.evidence or comment.verdict).claim_id  # type: ignore[union-attr]
    return reverse("claim", args=[claim_id]) + "#discussion"
