"""Accepting and dismissing suggestions. An accepted one goes through the same services as what people type."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.claims.parts import add_part
from factcheck.claims.services import add_claim
from factcheck.desks.models import User
from factcheck.enums import Stance, SuggestionState
from factcheck.exceptions import ConflictError
from factcheck.maps.verdicts import change_evidence
from factcheck.review.edits import edit_claim, link_evidence
from factcheck.suggestions.models import Suggestion


@transaction.atomic
def accept(actor: User, *, suggestion: Suggestion) -> Any:
    """Do what the suggestion says; what was made or changed is given back."""
    found = _settled(actor, suggestion, SuggestionState.ACCEPTED)
    return ACTS[found.asking.kind](actor, found)


@transaction.atomic
def dismiss(actor: User, *, suggestion: Suggestion) -> Suggestion:
    return _settled(actor, suggestion, SuggestionState.DISMISSED)


def _settled(actor: User, suggestion: Suggestion, state: SuggestionState) -> Suggestion:
    permissions.ensure_permission(actor, "claim.edit", suggestion)
    open_one = Suggestion.objects.filter(pk=suggestion.pk, state=SuggestionState.OPEN)
    if not open_one.update(state=state, decided_by=actor):
        raise ConflictError(_("Somebody decided on this suggestion already."))
    found = Suggestion.objects.select_related(
        "asking__article",
        "asking__revision",
        "asking__claim__article",
        "asking__source",
        "evidence__claim__article",
    ).get(pk=suggestion.pk)
    record_event(actor, f"suggestion.{state}", found, desk_id=found.desk_id, method=found.asking.method)
    return found


def _add_claim(actor: User, found: Suggestion) -> Claim:
    article = found.asking.article
    if article.revisions.latest("number") != found.asking.revision:
        raise ConflictError(_("The article has a newer text than the one this was suggested for. Ask again."))
    return add_claim(
        actor,
        article=article,
        start=found.start,
        end=found.end,
        text=found.text,
        speaker=found.speaker,
        method=found.asking.method,
    )


def _change_wording(actor: User, found: Suggestion) -> Claim:
    return edit_claim(actor, claim=_claim(found), text=found.text)


def _add_part(actor: User, found: Suggestion) -> Claim:
    return add_part(
        actor,
        claim=_claim(found),
        text=found.text,
        start=found.start,
        end=found.end,
        method=found.asking.method,
    )


def _link_passage(actor: User, found: Suggestion) -> Any:
    source = found.asking.source
    if source is None or source.text[found.start : found.end] != found.quote:
        raise ConflictError(_("The source’s text has changed since. Ask again."))
    return link_evidence(
        actor, claim=_claim(found), source=source, quote=found.quote, stance=Stance(found.stance)
    )


def _change_stance(actor: User, found: Suggestion) -> Any:
    if found.evidence is None or found.evidence.quote[found.start : found.end] != found.quote:
        raise ConflictError(_("The evidence has changed since. Ask again."))
    return change_evidence(actor, evidence=found.evidence, stance=Stance(found.stance))


def _claim(found: Suggestion) -> Claim:
    assert found.asking.claim is not None
    return found.asking.claim


ACTS: Mapping[str, Callable[[User, Suggestion], Any]] = MappingProxyType(
    {
        "claims": _add_claim,
        "wording": _change_wording,
        "parts": _add_part,
        "passages": _link_passage,
        "stance": _change_stance,
    }
)
