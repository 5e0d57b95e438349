"""The yardstick for pages: a claim with what belongs to it, rated and commented on, as Django's tutorial would do it.

One query a table, a template of list items, a save and a redirect. Whoever is signed in may do everything: no desks'
walls, no blindness, no workflow, no trail.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from factcheck.claims.models import Claim
from factcheck.desks.models import Rating
from factcheck.review.models import Assessment, Comment


@login_required
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    here = get_object_or_404(Claim, pk=pk)
    context = {
        "claim": here,
        "evidence": here.evidence.select_related("source"),
        "comments": here.comments.select_related("author"),
        "ratings": Rating.objects.filter(scale__desk=here.desk_id),
        "mine": Assessment.objects.filter(claim=here, reviewer=request.user).first(),
    }
    return render(request, "_bare_claim.html", context)


@login_required
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    here = get_object_or_404(Claim, pk=pk)
    rating = get_object_or_404(Rating, scale__desk=here.desk_id, slug=request.POST["rating"])
    given = {"rating": rating, "reasons": request.POST["reasons"], "desk_id": here.desk_id}
    Assessment.objects.update_or_create(given, claim=here, reviewer=request.user)
    return redirect("claim", pk)


@login_required
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    here = get_object_or_404(Claim, pk=pk)
    Comment.objects.create(desk_id=here.desk_id, claim=here, author=request.user, body=request.POST["body"])
    return redirect("claim", pk)


pages = [
    path("claims/<int:pk>/", claim, name="claim"),
    path("claims/<int:pk>/rating/", rate),
    path("claims/<int:pk>/comments/", remark),
]
