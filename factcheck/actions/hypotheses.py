"""Add, change and withdraw the rival hypotheses of a claim, and compare them with its evidence.

Reports print the matrix, so each change drops the sign-offs of the claim's verdict as a change of evidence does.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import lock_claim, mark_touched
from factcheck.actions.signoffs import invalidate_signoffs
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import Consistency
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput
from factcheck.limits import ensure_text, limit
from factcheck.review.models import Hypothesis, HypothesisAnswer
from factcheck.stored_messages import message

FIELDS = ("text", "active")


@transaction.atomic
def add_hypothesis(actor: User, *, claim: Claim, text: str) -> Hypothesis:
    """Add a rival of a claim: another explanation of the same evidence."""
    permissions.ensure_permission(actor, "hypothesis.edit", claim)
    text = _validate_text(text)
    lock_claim(claim)  # so that two people who add one at once do not pass the limit together
    _ensure_room(claim)
    row = Hypothesis.objects.create(desk_id=claim.desk_id, claim=claim, text=text, created_by=actor)
    mark_touched(claim.pk)  # otherwise a later split run could delete the claim
    _record(actor, row, "hypothesis.added", FIELDS)
    return row


@transaction.atomic
def update_hypothesis(actor: User, *, hypothesis: Hypothesis, **changes: Any) -> Hypothesis:
    """Change the text of a hypothesis, or withdraw it (`active=False`) and take it back."""
    permissions.ensure_permission(actor, "hypothesis.edit", hypothesis)
    if "text" in changes:
        changes["text"] = _validate_text(changes["text"])
    lock_claim(hypothesis.claim)
    row = Hypothesis.objects.select_for_update().get(pk=hypothesis.pk)
    changed = [name for name in FIELDS if name in changes and changes[name] != getattr(row, name)]
    if changes.get("active") and not row.active:
        _ensure_room(row.claim)
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.save(update_fields=[*changed, "changed_at"])
        _record(actor, row, "hypothesis.edited", changed, fields=changed)
    return row


@transaction.atomic
def answer_hypothesis(
    actor: User, *, hypothesis: Hypothesis, answers: Mapping[int, str]
) -> Mapping[int, str]:
    """Set the answers of a hypothesis by the id of the evidence; an empty one takes an answer back.

    Returns those that were changed. Evidence that is not named keeps its answer.
    """
    permissions.ensure_permission(actor, "hypothesis.edit", hypothesis)
    lock_chain(hypothesis.desk_id)
    _validate_answers(hypothesis, answers)
    before = dict(HypothesisAnswer.objects.filter(hypothesis=hypothesis).values_list("evidence_id", "answer"))
    changed = {pk: answer for pk, answer in answers.items() if answer != before.get(pk, "")}
    for evidence_id, answer in changed.items():
        _store_answer(actor, hypothesis, evidence_id, answer)
    if changed:
        parts = [f"e{pk}" for pk in changed]
        _record(actor, hypothesis, "hypothesis.answered", parts, evidence=sorted(changed))
    return changed


@transaction.atomic
def save_matrix(
    actor: User,
    *,
    claim: Claim,
    hypotheses: Mapping[int, Mapping[str, Any]],
    answers: Mapping[int, Mapping[int, str]],
    new_text: str = "",
) -> None:
    """Save what a person changed in the matrix of a claim: fields and answers by hypothesis, and a new hypothesis."""
    rows = Hypothesis.objects.filter(claim=claim).in_bulk([*hypotheses, *answers])
    for pk, row in rows.items():
        update_hypothesis(actor, hypothesis=row, **hypotheses.get(pk, {}))
        answer_hypothesis(actor, hypothesis=row, answers=answers.get(pk, {}))
    if new_text.strip():
        add_hypothesis(actor, claim=claim, text=new_text)


def _store_answer(actor: User, hypothesis: Hypothesis, evidence_id: int, answer: str) -> None:
    where: dict[str, Any] = {"hypothesis": hypothesis, "evidence_id": evidence_id}
    if answer:
        values = {"answer": answer, "answered_by": actor}
        HypothesisAnswer.objects.update_or_create(**where, defaults=values)
    else:
        HypothesisAnswer.objects.filter(**where).delete()


def _record(actor: User, row: Hypothesis, event: str, parts: Iterable[str], **data: Any) -> None:
    record_event(actor, event, row, desk_id=row.desk_id, claim=row.claim_id, **data)
    changed = [f"h{row.pk}.{part}" for part in parts]
    invalidate_signoffs(actor, row.claim, parts=changed, because=message("hypotheses_changed"))


def _validate_text(text: str) -> str:
    if not text.strip():
        raise InvalidInput(
            _("A hypothesis needs a text."), fields={"text": _("Enter what else could be the case.")}
        )
    return ensure_text(text.strip(), "hypothesis", field="text")


def _ensure_room(claim: Claim) -> None:
    if claim.hypotheses.filter(active=True).count() >= limit("hypotheses"):
        problem = _("A claim has at most %(limit)s rival hypotheses. Withdraw one first.")
        raise InvalidInput(problem % {"limit": limit("hypotheses")}, code="too_many")


def _validate_answers(hypothesis: Hypothesis, answers: Mapping[int, str]) -> None:
    unknown = sorted({answer for answer in answers.values() if answer} - set(Consistency))
    if unknown:
        raise InvalidInput(
            _("“%(answer)s” is no answer.") % {"answer": unknown[0]},
            fields={"answers": _("One of: %(known)s.") % {"known": ", ".join(Consistency)}},
        )
    of_claim = Evidence.objects.filter(claim=hypothesis.claim_id, pk__in=answers).values_list("pk", flat=True)
    foreign = sorted(answers.keys() - set(of_claim))
    if foreign:
        problem = _("Evidence %(id)s is not evidence of this claim.") % {"id": foreign[0]}
        raise InvalidInput(problem, fields={"answers": problem})
