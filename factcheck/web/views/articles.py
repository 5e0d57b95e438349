"""The page of an article: its text with the claims highlighted, and the claims' cards beside it."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.claims import add_claim_by_quote
from factcheck.actions.comments import add_comment
from factcheck.actions.splitting import rerun_splitter
from factcheck.actions.workflow import open_top_claims
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article, get_article_or_unread
from factcheck.claims.duplicates import count_not_compared, find_duplicate, map_duplicates
from factcheck.claims.models import Claim
from factcheck.claims.selectors import latest_run, list_claims
from factcheck.claims.split_runs import is_current, to_blocks
from factcheck.claims.training_labels import skipped_sentences
from factcheck.desks.selectors import member_names
from factcheck.enums import ClaimState
from factcheck.evidence.selectors import count_stances
from factcheck.inbox.distribution import STRATEGIES
from factcheck.review.prior_check_scan import load_suggestions
from factcheck.review.selectors import count_progress, load_verdicts
from factcheck.review.threads import threads_for_article
from factcheck.stored_messages import from_json
from factcheck.suggestions.llm_client import is_configured
from factcheck.tasks.splitting import split_revision
from factcheck.text.sentence_kinds import SUGGESTION_THRESHOLD
from factcheck.text.splitters import list_splitters
from factcheck.web.claim_highlights import build_paragraphs
from factcheck.web.forms.articles import AcceptTopForm, ClaimFromQuoteForm
from factcheck.web.forms.review import CommentForm
from factcheck.web.live.poll_state import PollTarget, get_poll_target
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views import readings

FILTERS: dict[str, Callable[[Claim], bool]] = {
    "": lambda claim: True,
    gettext_noop("worth checking"): lambda claim: claim.check_worthiness >= SUGGESTION_THRESHOLD,
    gettext_noop("to confirm"): lambda claim: claim.state == ClaimState.DRAFT,
    gettext_noop("in review"): lambda claim: (
        ClaimState.OPEN.rank <= ClaimState(claim.state).rank < ClaimState.PROPOSED.rank
    ),
    gettext_noop("with a verdict"): lambda claim: ClaimState(claim.state).rank >= ClaimState.PROPOSED.rank,
}


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article_or_unread(request.user, pk)
    if article.pk != pk:  # another file had the same text
        messages.info(request, _("The desk already had this text; this is its article."))
        return redirect("article", article.pk)
    if article.current_id is None:  # type: ignore[attr-defined]
        return render(request, "articles/unread.html", readings.reading_context(request.user, article))
    live = get_poll_target(request.user, "article_live", pk, article=pk)
    return article_page(request, get_article(request.user, pk), live=live)


@login_required
@require_POST
def post_claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = ClaimFromQuoteForm(request.POST)
    if form.submit(add_claim_by_quote, request.user, article=article):
        messages.success(request, _("Claim %(number)s added.") % {"number": form.result.number})
        return redirect("claim", form.result.pk)
    return article_page(request, article, add_claim_form=form)


@login_required
@require_POST
def open_top(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = AcceptTopForm(request.POST)
    if form.submit(open_top_claims, request.user, article=article):
        many = form.result
        message = ngettext(
            "%(many)s claim accepted for checking.", "%(many)s claims accepted for checking.", many
        )
        messages.success(request, message % {"many": many})
        return redirect("article", pk)
    return article_page(request, article, top_form=form)


@login_required
@require_POST
def post_comment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = CommentForm(request.POST, auto_id="article-%s")
    if form.submit(add_comment, request.user, on=article):
        return redirect(f"{request.path.removesuffix('comments/')}#discussion")
    return article_page(request, article, comment_form=form)


@login_required
def split_status(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the progress of the split run. The page polls this, and reloads when the run has finished."""
    article = get_article(request.user, pk)
    run = latest_run(article)
    response = render(request, "articles/_split_status.html", {"article": article, "split_run": run})
    if run is None or run.is_finished:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
@transaction.atomic
def split_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    splitter = request.POST.get("splitter", "")
    split_revision.send(rerun_splitter(request.user, article=article, splitter=splitter).pk)
    return redirect("article", pk)


def article_page(
    request: AuthenticatedRequest, article: Article, *, live: PollTarget | None = None, **forms: Any
) -> HttpResponse:
    live = live or get_poll_target(request.user, "article_live", article.pk, article=article.pk)
    context = {**article_context(request, article, **forms), "live": live}
    has_errors = any(form.errors for form in forms.values())
    return render(request, "articles/article.html", context, status=422 if has_errors else 200)


def article_context(
    request: AuthenticatedRequest,
    article: Article,
    *,
    changed_claims: Collection[int | None] | None = None,
    **forms: Any,
) -> dict[str, Any]:
    """Return what the page shows. With `changed_claims`, only the paragraphs that contain one of these claims."""
    revision = article.revisions.latest("number")
    claims = list(list_claims(revision))
    run = latest_run(article)
    only = request.GET.get("only", "")
    matches = FILTERS.get(only, FILTERS[""])
    shown = [claim for claim in claims if not claim.set_aside and matches(claim)]
    blocks = list(to_blocks(revision))
    if changed_claims is not None:
        spans = [(claim.start, claim.end) for claim in claims if claim.pk in changed_claims]
        blocks = [
            block for block in blocks if any(start < block.end and end > block.start for start, end in spans)
        ]
    return {
        "article": article,
        "revision": revision,
        "warnings": [from_json(warning) for warning in revision.warnings],
        "paragraphs": build_paragraphs(revision.text, blocks, shown),
        "duplicates": map_duplicates(claims),
        "not_compared": count_not_compared(claims),
        "earlier_checks": load_suggestions(claims),
        "excluded": [claim for claim in claims if claim.set_aside],
        "verdicts": load_verdicts(claims),
        "stances": count_stances(claims),
        "progress": count_progress([article]).get(article.pk),
        "split_run": run,
        "skipped": skipped_sentences(run, revision.text) if run and "why" in request.GET else None,
        "only": only,
        "filters": FILTERS,
        "splitters": list_splitters(),
        "is_current": run is not None and is_current(run),
        "top_form": forms.get("top_form") or AcceptTopForm(),
        "threads": threads_for_article(article),
        "may_edit": permissions.has_permission(request.user, "claim.edit", article),
        "may_edit_article": permissions.has_permission(request.user, "article.edit", article),
        "may_open": permissions.has_permission(request.user, "claim.open", article),
        "may_add_claim": permissions.has_permission(request.user, "claim.suggest", article),
        "may_comment": permissions.has_permission(request.user, "comment.write", article),
        "may_remove": permissions.has_permission(request.user, "comment.remove", article),
        "names": member_names(article.desk_id),
        "strategies": STRATEGIES if permissions.has_permission(request.user, "claim.assign", article) else {},
        "has_language_model": is_configured(),
        "add_claim_form": forms.get("add_claim_form") or ClaimFromQuoteForm(),
        "comment_form": forms.get("comment_form") or CommentForm(auto_id="article-%s"),
    }


def claim_card(request: AuthenticatedRequest, claim: Claim) -> HttpResponse:
    """Render the card of one claim, after it changed."""
    context = {
        "claim": claim,
        "verdicts": load_verdicts([claim]),
        "stances": count_stances([claim]),
        "duplicates": {claim.pk: find_duplicate(claim)},
        "earlier_checks": load_suggestions([claim]),
        "may_edit": permissions.has_permission(request.user, "claim.edit", claim),
        "may_open": permissions.has_permission(request.user, "claim.open", claim),
    }
    return render(request, "articles/_claim_card.html", context)
