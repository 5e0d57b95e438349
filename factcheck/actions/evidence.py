"""Link evidence to claims and change it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import mark_touched
from factcheck.actions.signoffs import invalidate_signoffs
from factcheck.actions.sources import add_source
from factcheck.actions.staleness import mark_dependents_stale
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import Stance
from factcheck.evidence.models import MAX_STRENGTH, MIN_STRENGTH, Evidence, Source
from factcheck.evidence.selectors import find_source
from factcheck.exceptions import InvalidInput
from factcheck.maps.selectors import build_article_map
from factcheck.stored_messages import message, status_message

FIELDS = ("quote", "stance", "strength", "lifecycle", "note")
MAX_CAUSE_QUOTE_LENGTH = 80


@transaction.atomic
def link_evidence(
    actor: User,
    *,
    claim: Claim,
    source: Source,
    quote: str,
    stance: Stance,
    strength: float = 0.5,
    note: str = "",
) -> Evidence:
    """Link a quoted passage of a source to a claim, and invalidate the sign-offs of the claim's verdict."""
    permissions.ensure_permission(actor, "evidence.suggest", claim)
    if source.desk_id != claim.desk_id:
        raise InvalidInput(
            _("The source is not on this desk."), fields={"source": _("Choose a source of this desk.")}
        )
    _validate_quote(quote)
    _validate_strength(strength)
    lock_chain(claim.desk_id)
    evidence = Evidence.objects.create(
        desk_id=claim.desk_id,
        claim=claim,
        source=source,
        quote=quote.strip(),
        stance=Stance(stance),
        strength=strength,
        note=note,
        created_by=actor,
    )
    # Otherwise a later split run could delete the claim, and the evidence with it.
    mark_touched(claim.pk)
    record_event(actor, "evidence.linked", evidence, desk_id=claim.desk_id, claim=claim.pk, stance=stance)
    invalidate_signoffs(actor, claim, because=message("evidence_added"))
    return evidence


@transaction.atomic
def link_evidence_from(
    actor: User,
    *,
    claim: Claim,
    source: Source | None,
    title: str,
    publisher: str,
    url: str,
    origin: str,
    **evidence: Any,
) -> Evidence:
    """Link evidence from a source of the desk, or from a new source that is described by its title and details.

    An existing source with the same URL or title is reused instead of creating a second one.
    """
    if source is None:
        if not title:
            raise InvalidInput(
                _("Evidence needs a source."),
                fields={"source": _("Choose a source, or enter the title of a new one.")},
            )
        source = find_source(claim.desk, title=title, url=url) or add_source(
            actor, desk=claim.desk, title=title, publisher=publisher, url=url, origin=origin
        )
    return link_evidence(actor, claim=claim, source=source, **evidence)


@transaction.atomic
def update_evidence(actor: User, *, evidence: Evidence, **changes: Any) -> Evidence:
    """Change a piece of evidence; `changes` are any of FIELDS. To withdraw it, change its `lifecycle`: the row stays.

    The sign-offs of the claim's verdict are invalidated. If the status changes, every verdict that depends on the
    evidence in the argument map is marked stale.
    """
    permissions.ensure_permission(actor, "evidence.edit", evidence)
    # The chain first, then the row: every action locks in this order, otherwise two could wait for each other.
    lock_chain(evidence.desk_id)
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if "quote" in changes:
        _validate_quote(changes["quote"])
    if "strength" in changes:
        _validate_strength(changes["strength"])
    changed = [name for name in FIELDS if name in changes and changes[name] != getattr(evidence, name)]
    if not changed:
        return evidence
    status, quote, article = evidence.lifecycle, evidence.quote, evidence.claim.article
    # Under the lock and before the write: the graph that the verdicts were based on until now.
    before = build_article_map(article) if "lifecycle" in changed else None
    for name in changed:
        setattr(evidence, name, changes[name])
    evidence.save(update_fields=[*changed, "changed_at"])
    moved = {"from": status, "to": evidence.lifecycle} if before is not None else {}
    record_event(actor, "evidence.edited", evidence, desk_id=evidence.desk_id, fields=changed, **moved)
    if before is None:
        invalidate_signoffs(actor, evidence.claim, because=message("evidence_changed"))
        return evidence
    statuses = {"before": status_message(status), "after": status_message(evidence.lifecycle)}
    invalidate_signoffs(actor, evidence.claim, because=message("evidence_status_changed", **statuses))
    cause = message("quoted_evidence_status_changed", **statuses, quote=_shorten(quote))
    mark_dependents_stale(
        article, f"e{evidence.pk}", cause=cause, before=before, after=build_article_map(article)
    )
    return evidence


def _validate_quote(quote: str) -> None:
    if not quote.strip():
        raise InvalidInput(
            _("Evidence quotes its source word for word."),
            fields={"quote": _("Paste the passage that is relevant to the claim.")},
        )


def _validate_strength(strength: float) -> None:
    if not MIN_STRENGTH <= strength <= MAX_STRENGTH:
        limits = {"least": MIN_STRENGTH, "most": MAX_STRENGTH}
        raise InvalidInput(
            _("A strength of %(strength)s is out of range.") % {"strength": strength},
            fields={"strength": _("From %(least)s (weak) to %(most)s (strong).") % limits},
        )


def _shorten(quote: str) -> str:
    if len(quote) <= MAX_CAUSE_QUOTE_LENGTH:
        return quote
    return f"{quote[: MAX_CAUSE_QUOTE_LENGTH - 1]}…"
