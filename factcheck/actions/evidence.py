"""Link evidence to claims and change it."""

from copy import copy
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
from factcheck.evidence.models import ANSWERS, MAX_STRENGTH, MIN_STRENGTH, Evidence, Source
from factcheck.evidence.selectors import find_source
from factcheck.exceptions import InvalidInput
from factcheck.maps.selectors import build_article_map
from factcheck.stored_messages import message, status_message

FIELDS = ("quote", "stance", *ANSWERS, "strength", "strength_reason", "lifecycle", "note")
MAX_CAUSE_QUOTE_LENGTH = 80


@transaction.atomic
def link_evidence(
    actor: User,
    *,
    claim: Claim,
    source: Source,
    quote: str,
    stance: Stance,
    strength: float | None = None,
    strength_reason: str = "",
    note: str = "",
    **answers: str,
) -> Evidence:
    """Link a quoted passage of a source to a claim, and invalidate the sign-offs of the claim's verdict.

    Without a `strength`, it follows from the kind of the source and the `answers` of its appraisal, any of ANSWERS.
    """
    permissions.ensure_permission(actor, "evidence.suggest", claim)
    if source.desk_id != claim.desk_id:
        raise InvalidInput(
            _("The source is not on this desk."), fields={"source": _("Choose a source of this desk.")}
        )
    _validate_quote(quote)
    lock_chain(claim.desk_id)
    evidence = Evidence(
        desk_id=claim.desk_id,
        claim=claim,
        source=source,
        quote=quote.strip(),
        stance=Stance(stance),
        note=note,
        created_by=actor,
        **_validate_answers(answers),
    )
    _set_strength(evidence, strength, strength_reason)
    evidence.save()
    # Otherwise a later split run could delete the claim, and the evidence with it.
    mark_touched(claim.pk)
    record_event(actor, "evidence.linked", evidence, desk_id=claim.desk_id, claim=claim.pk, stance=stance)
    parts = [f"e{evidence.pk}.{name}" for name in FIELDS]
    invalidate_signoffs(actor, claim, parts=parts, because=message("evidence_added"))
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
    kind: str = "",
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
            actor, desk=claim.desk, title=title, publisher=publisher, url=url, origin=origin, kind=kind
        )
    return link_evidence(actor, claim=claim, source=source, **evidence)


@transaction.atomic
def update_evidence(actor: User, *, evidence: Evidence, **changes: Any) -> Evidence:
    """Change a piece of evidence; `changes` are any of FIELDS. To withdraw it, change its `lifecycle`: the row stays.

    If answers of the appraisal are among the changes and `strength` is not, or is None, the strength follows from them.

    The sign-offs of the claim's verdict are invalidated. If the status changes, every verdict that depends on the
    evidence in the argument map is marked stale.
    """
    permissions.ensure_permission(actor, "evidence.edit", evidence)
    # The chain first, then the row: every action locks in this order, otherwise two could wait for each other.
    lock_chain(evidence.desk_id)
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if "quote" in changes:
        _validate_quote(changes["quote"])
    changes |= _appraise(evidence, changes)
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
    parts = [f"e{evidence.pk}.{name}" for name in changed]
    if before is None:
        invalidate_signoffs(actor, evidence.claim, parts=parts, because=message("evidence_changed"))
        return evidence
    statuses = {"before": status_message(status), "after": status_message(evidence.lifecycle)}
    because = message("evidence_status_changed", **statuses)
    invalidate_signoffs(actor, evidence.claim, parts=parts, because=because)
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


def _validate_answers(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers of an appraisal. Raises InvalidInput for one that is not known."""
    for name, answer in answers.items():
        if answer and answer not in list(ANSWERS[name]):
            known = ", ".join(ANSWERS[name])
            raise InvalidInput(
                _("“%(answer)s” is no answer.") % {"answer": answer},
                fields={name: _("One of: %(known)s. Leave it empty if nobody knows.") % {"known": known}},
            )
    return answers


def _appraise(evidence: Evidence, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the strength and its reason after changes of a piece of evidence; nothing if they do not concern it."""
    answers = _validate_answers({name: changes[name] for name in ANSWERS if name in changes})
    if not {*ANSWERS, "strength", "strength_reason"} & changes.keys():
        return {}
    changed = copy(evidence)
    for name, answer in answers.items():
        setattr(changed, name, answer)
    is_same = all(getattr(evidence, name) == answer for name, answer in answers.items())
    strength = changes.get("strength", evidence.strength if is_same else None)
    _set_strength(changed, strength, changes.get("strength_reason", evidence.strength_reason))
    return {"strength": changed.strength, "strength_reason": changed.strength_reason}


def _set_strength(evidence: Evidence, strength: float | None, reason: str) -> None:
    """Set the strength that follows from the appraisal, or another one, which needs a reason beside an appraisal."""
    appraisal = evidence.appraisal
    if strength is not None:
        _validate_strength(strength)
    if strength is None or strength == appraisal.strength:
        evidence.strength, evidence.strength_reason = appraisal.strength, ""
        return
    unchanged = (strength, reason.strip()) == (evidence.strength, evidence.strength_reason)
    if appraisal.stated and not reason.strip() and not unchanged:
        raise InvalidInput(
            _("Another strength than the appraisal gives needs a reason."),
            fields={
                "strength_reason": _(
                    "The appraisal gives %(strength)s. Say why this piece is stronger or weaker."
                )
                % {"strength": f"{appraisal.strength:.2f}"}
            },
        )
    evidence.strength, evidence.strength_reason = strength, reason.strip()


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
