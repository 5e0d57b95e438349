"""Baseline for pages: a claim with its evidence, ratings and comments, written as in Django's tutorial.

One query per table, a template of list items, a save and a redirect. Every signed-in user can do everything: no
separation of desks, no blind rating, no workflow, no audit log.
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
    row = get_object_or_404(Claim, pk=pk)
    context = {
        "claim": row,
        "evidence": row.evidence.select_related("source"),
        "comments": row.comments.select_related("author"),
        "ratings": Rating.objects.filter(scale__desk=row.desk_id),
        "mine": Assessment.objects.filter(claim=row, reviewer=request.user).first(),
    }
    return render(request, "_bare_claim.html", context)


@login_required
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Claim, pk=pk)
    rating = get_object_or_404(Rating, scale__desk=row.desk_id, slug=request.POST["rating"])
    given = {"rating": rating, "reasons": request.POST["reasons"], "desk_id": row.desk_id}
    Assessment.objects.update_or_create(given, claim=row, reviewer=request.user)
    return redirect("claim", pk)


@login_required
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Claim, pk=pk)
    Comment.objects.create(desk_id=row.desk_id, claim=row, author=request.user, body=request.POST["body"])
    return redirect("claim", pk)


pages = [
    path("claims/<int:pk>/", claim, name="claim"),
    path("claims/<int:pk>/rating/", rate),
    path("claims/<int:pk>/comments/", remark),
]
