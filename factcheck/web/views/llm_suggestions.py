"""Suggestions of the language model for an article or a claim: request, show, accept or dismiss them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.suggestions import accept_suggestion, dismiss_suggestion, request_suggestions
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.evidence.selectors import get_source, list_sources
from factcheck.exceptions import InvalidInput
from factcheck.suggestions.llm_client import is_configured
from factcheck.suggestions.prompts import ARTICLE_KINDS, PROMPTS
from factcheck.suggestions.selectors import get_latest_request, get_suggestion, list_open_suggestions
from factcheck.tasks.suggestions import ask_model
from factcheck.web.types import AuthenticatedRequest

DECISIONS = {
    "accept": (accept_suggestion, gettext_noop("Suggestion accepted.")),
    "dismiss": (dismiss_suggestion, gettext_noop("Suggestion dismissed.")),
}


@login_required
def for_article(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _panel(request, get_article(request.user, pk), None)


@login_required
def for_claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    return _panel(request, claim.article, claim)


@login_required
@require_POST
def request_for_article(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _ask(request, get_article(request.user, pk), None)


@login_required
@require_POST
def request_for_claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    return _ask(request, claim.article, claim)


@login_required
@require_POST
def decide(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    suggestion = get_suggestion(request.user, pk)
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS:
        raise InvalidInput(
            _("A suggestion can be accepted or dismissed."), fields={"decision": _("accept or dismiss")}
        )
    call, message = DECISIONS[decision]
    call(request.user, suggestion=suggestion)
    messages.success(request, _(message))
    return redirect(_back(suggestion.request.article_id, suggestion.request.claim_id))


@transaction.atomic
def _ask(request: AuthenticatedRequest, article: Article, claim: Claim | None) -> HttpResponse:
    kind, source = request.POST.get("kind", ""), request.POST.get("source", "")
    row = get_source(request.user, int(source)) if source.isdecimal() and len(source) < 10 else None
    extra = {"source": row} if kind == "passages" else {}
    ask_model.send(request_suggestions(request.user, article=article, kind=kind, claim=claim, **extra).pk)
    return redirect(_back(article.pk, claim.pk if claim else None))


def _back(article: int, claim: int | None) -> str:
    page = reverse("claim", args=[claim]) if claim else reverse("article", args=[article])
    return f"{page}#language-model"


def _panel(request: AuthenticatedRequest, article: Article, claim: Claim | None) -> HttpResponse:
    target = claim or article
    context: dict[str, Any] = {
        "target_kind": "claim" if claim else "article",
        "target": target,
        "kinds": {
            slug: prompt.label
            for slug, prompt in PROMPTS.items()
            if (slug in ARTICLE_KINDS) == (claim is None)
        },
        "latest_request": get_latest_request(article.pk, claim),
        "suggestions": list_open_suggestions(article.pk, claim),
        "sources": list_sources(article.desk_id).exclude(text="").only("title") if claim else (),
        "may_ask": is_configured() and permissions.has_permission(request.user, "claim.edit", target),
        "may_decide": permissions.has_permission(request.user, "claim.edit", target),
    }
    template = "suggestions/_panel.html" if request.htmx else "suggestions/suggestions.html"
    return render(request, template, context)
