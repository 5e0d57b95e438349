"""Requesting suggestions from a language model, and accepting or dismissing them.

A suggestion changes nothing by itself. Accepting one calls the same actions as a person's own edit, so the same
permissions, sign-off and staleness rules apply. Calling the model is in `suggestion_runs`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import mark_touched
from factcheck.actions.claims import add_claim, add_part, edit_claim
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.articles.models import Article
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import Stance, SuggestionState
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.jobs.limits import ensure_within_limits
from factcheck.suggestions import budget, llm_client
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from factcheck.suggestions.prompt_inputs import build_prompt_input
from factcheck.suggestions.prompts import ARTICLE_KINDS, get_prompt, method_name


@transaction.atomic
def request_suggestions(
    actor: User, *, article: Article, kind: str, claim: Claim | None = None, source: Source | None = None
) -> SuggestionRequest:
    """Create the job that asks the model about an article or one of its claims; the caller sends its task.

    Raises ConflictError if no model is configured or the day's budget is too small, InvalidInput if the kind does not
    fit the article, claim or source, TooManyRequests where too many jobs wait.
    """
    permissions.ensure_permission(actor, "claim.edit", article)
    llm_client.ensure_configured()
    prompt = get_prompt(kind)
    _ensure_valid_target(kind, article, claim, source)
    ensure_within_limits(SuggestionRequest.objects.all(), actor.pk, desk_id=article.desk_id)
    request = SuggestionRequest(
        desk_id=article.desk_id,
        article=article,
        revision=claim.revision if claim else article.revisions.latest("number"),
        claim=claim,
        source=source,
        kind=kind,
        method=method_name(kind),
        model=settings.LLM_MODEL[:120],
        requested_by=actor,
    )
    budget.ensure_within_budget(llm_client.estimate_tokens(prompt, build_prompt_input(request).data))
    request.save()
    if claim is not None:
        mark_touched(claim.pk)
    record_event(actor, "llm.asked", request, desk_id=request.desk_id, kind=kind, model=request.model)
    return request


def _ensure_valid_target(kind: str, article: Article, claim: Claim | None, source: Source | None) -> None:
    if (claim is None) != (kind in ARTICLE_KINDS):
        message = (
            _("“%(kind)s” can only be requested for an article.")
            if claim
            else _("“%(kind)s” can only be requested for a claim.")
        )
        raise InvalidInput(message % {"kind": kind})
    if claim is not None and claim.article_id != article.pk:
        raise InvalidInput(_("The claim is not part of this article."))
    if source is not None and source.desk_id != article.desk_id:
        raise InvalidInput(
            _("The source is not on this desk."), fields={"source": _("Choose a source of this desk.")}
        )


@transaction.atomic
def accept_suggestion(actor: User, *, suggestion: Suggestion) -> Claim | Evidence:
    """Apply a suggestion, and return the claim or evidence that it created or changed."""
    suggestion = _decide(actor, suggestion, SuggestionState.ACCEPTED)
    return EFFECTS[suggestion.request.kind](actor, suggestion)


@transaction.atomic
def dismiss_suggestion(actor: User, *, suggestion: Suggestion) -> Suggestion:
    return _decide(actor, suggestion, SuggestionState.DISMISSED)


def _decide(actor: User, suggestion: Suggestion, state: SuggestionState) -> Suggestion:
    permissions.ensure_permission(actor, "claim.edit", suggestion)
    # The condition on the state is in the UPDATE: of two people who decide at once, one gets the conflict.
    undecided = Suggestion.objects.filter(pk=suggestion.pk, state=SuggestionState.OPEN)
    if not undecided.update(state=state, decided_by=actor):
        raise ConflictError(_("This suggestion has already been accepted or dismissed."))
    suggestion = Suggestion.objects.select_related(
        "request__article",
        "request__revision",
        "request__claim__article",
        "request__source",
        "evidence__claim__article",
    ).get(pk=suggestion.pk)
    method = suggestion.request.method
    record_event(actor, f"suggestion.{state}", suggestion, desk_id=suggestion.desk_id, method=method)
    return suggestion


def _add_claim(actor: User, suggestion: Suggestion) -> Claim:
    article = suggestion.request.article
    if article.revisions.latest("number") != suggestion.request.revision:
        raise ConflictError(
            _("The article's text has changed since the suggestion was made. Request a new one.")
        )
    return add_claim(
        actor,
        article=article,
        start=suggestion.start,
        end=suggestion.end,
        text=suggestion.text,
        speaker=suggestion.speaker,
        method=suggestion.request.method,
    )


def _change_wording(actor: User, suggestion: Suggestion) -> Claim:
    return edit_claim(actor, claim=_target_claim(suggestion), text=suggestion.text)


def _add_part(actor: User, suggestion: Suggestion) -> Claim:
    return add_part(
        actor,
        claim=_target_claim(suggestion),
        text=suggestion.text,
        start=suggestion.start,
        end=suggestion.end,
        method=suggestion.request.method,
    )


# The two below compare the quote again: a source's text and a quote can be edited between request and decision.


def _link_passage(actor: User, suggestion: Suggestion) -> Evidence:
    source = suggestion.request.source
    if source is None or source.text[suggestion.start : suggestion.end] != suggestion.quote:
        raise ConflictError(
            _("The source's text has changed since the suggestion was made. Request a new one.")
        )
    return link_evidence(
        actor,
        claim=_target_claim(suggestion),
        source=source,
        quote=suggestion.quote,
        stance=Stance(suggestion.stance),
    )


def _change_stance(actor: User, suggestion: Suggestion) -> Evidence:
    evidence = suggestion.evidence
    if evidence is None or evidence.quote[suggestion.start : suggestion.end] != suggestion.quote:
        raise ConflictError(_("The evidence has changed since the suggestion was made. Request a new one."))
    return update_evidence(actor, evidence=evidence, stance=Stance(suggestion.stance))


def _target_claim(suggestion: Suggestion) -> Claim:
    assert suggestion.request.claim is not None
    return suggestion.request.claim


EFFECTS: Mapping[str, Callable[[User, Suggestion], Claim | Evidence]] = MappingProxyType(
    {
        "claims": _add_claim,
        "wording": _change_wording,
        "parts": _add_part,
        "passages": _link_passage,
        "stance": _change_stance,
    }
)
