"""Perform the steps of the workflow: load the facts, decide by the table, write in one transaction."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import lock_claim, set_state
from factcheck.actions.signoffs import add_signoff, drop_signoffs
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.claims.selectors import top_check_worthy
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError, PermissionDenied
from factcheck.review.conditions import WorkflowFacts
from factcheck.review.models import Assessment, Publication, Verdict
from factcheck.review.publishing import build_content, content_digest
from factcheck.review.transitions import ensure_step_allowed
from factcheck.review.workflow import get_step
from factcheck.review.workflow_facts import load_facts
from factcheck.review.workflow_step import SignoffEffect, Step, StepEffect
from factcheck.stored_messages import message


@transaction.atomic
def perform_step(
    actor: User,
    *,
    claim: Claim,
    slug: str,
    reason: str = "",
    expected_digest: str = "",
    by_key: bool = False,
) -> Claim:
    """Take a step of the workflow by its slug. PermissionDenied or ConflictError say why it cannot be taken.

    `by_key` is true for a call with an API key. `expected_digest` is the digest of the content that the actor was
    shown: content that changed since is neither signed nor published.
    """
    step = get_step(slug)
    if step.has_own_form:
        raise ConflictError(_("A verdict is proposed with its rating, its reasons and its date."))
    permissions.ensure_permission(actor, step.permission, claim)
    if by_key and step.is_personal:
        raise PermissionDenied(
            _("“%(label)s” needs a person who is signed in. An API key cannot do it.") % {"label": step.label}
        )
    claim = lock_claim(claim)
    facts = load_facts(claim, actor=actor, reason=reason.strip())
    ensure_step_allowed(step, facts)
    # Compared under the lock: an edit between the page and this request would otherwise be signed unread.
    if expected_digest and step.is_personal and expected_digest != content_digest(claim):
        raise ConflictError(_("The content changed after this page was loaded. Read it again, then decide."))
    return advance_claim(actor, claim=claim, step=step, facts=facts)


@transaction.atomic
def open_top_claims(actor: User, *, article: Article, count: int) -> int:
    """Accept the `count` most check-worthy drafts of an article, and return how many there were."""
    chosen = top_check_worthy(article, count)
    # One step after another in one transaction: either all are accepted or none.
    for claim in chosen:
        perform_step(actor, claim=claim, slug="open")
    return len(chosen)


def advance_claim(actor: User, *, claim: Claim, step: Step, facts: WorkflowFacts) -> Claim:
    """Apply a step to a locked claim whose permission was checked, and return the claim.

    Sign-offs and the other effect come before the move, because a sign-off that is not the last one leaves the claim
    where it is.
    """
    ensure_step_allowed(step, facts)
    if step.signoffs is SignoffEffect.DROP:
        drop_signoffs(actor, claim, because=message(step.drop_reason))
    elif step.signoffs is SignoffEffect.ADD:
        add_signoff(actor, claim)
        if facts.signoffs_missing > 1:
            return claim
    EFFECTS[step.effect](actor, claim, facts)
    data = {"reason": facts.reason} if facts.reason else {}
    # Under the lock nothing can change the state, but `set_state` checks it again: its UPDATE has the old state in
    # the condition, so a caller that forgot the lock cannot take a step twice.
    source = ClaimState(claim.state)
    if not set_state(actor, claim=claim, source=source, target=step.target, event=step.event, **data):
        raise ConflictError(_("Another person moved this claim at the same time. Load the page again."))
    return claim


def _do_nothing(_actor: User, _claim: Claim, _facts: WorkflowFacts) -> None:
    pass


def _store_blind_ratings(_actor: User, claim: Claim, _facts: WorkflowFacts) -> None:
    """Copy each rating to `blind_rating`, which later changes of the rating leave alone."""
    for assessment in Assessment.objects.filter(claim=claim):
        assessment.blind_rating_id = assessment.rating_id
        assessment.save(update_fields=["blind_rating"])


def _fix_quorum(_actor: User, claim: Claim, facts: WorkflowFacts) -> None:
    """Store the quorum of the rating that starts, so that no later setting ends it early."""
    _set_quorum_at_start(claim, facts.quorum)


def _delete_ratings(_actor: User, claim: Claim, _facts: WorkflowFacts) -> None:
    """Delete each rating by itself, so that its last state goes into its history. The next one has its own quorum."""
    for assessment in Assessment.objects.filter(claim=claim):
        assessment.delete()
    _set_quorum_at_start(claim, None)


def _set_quorum_at_start(claim: Claim, quorum: int | None) -> None:
    # Written to the history by `set_state`, which reads the claim again: one record for the step.
    Claim.objects.filter(pk=claim.pk).update(quorum_at_start=quorum)


def _approve_without_signoffs(actor: User, claim: Claim, facts: WorkflowFacts) -> None:
    """Store who approved without enough sign-offs, and why; the reason is published with the verdict."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    verdict.glass_reason, verdict.glass_by = facts.reason, actor
    verdict.save(update_fields=["glass_reason", "glass_by"])


def _publish(actor: User, claim: Claim, _facts: WorkflowFacts) -> None:
    """Freeze a claim with its verdict and its evidence as its next publication."""
    verdict = Verdict.objects.select_related("rating__scale").get(claim=claim, current=True)
    earlier = Publication.objects.filter(claim=claim).count()
    Publication.objects.create(
        desk_id=claim.desk_id,
        claim=claim,
        verdict=verdict,
        number=earlier + 1,
        content=build_content(claim, verdict),
        correction=verdict.correction if earlier else "",
        published_by=actor,
    )


EFFECTS: dict[StepEffect, Callable[[User, Claim, WorkflowFacts], None]] = {
    StepEffect.NONE: _do_nothing,
    StepEffect.STORE_BLIND_RATINGS: _store_blind_ratings,
    StepEffect.FIX_QUORUM: _fix_quorum,
    StepEffect.DELETE_RATINGS: _delete_ratings,
    StepEffect.APPROVE_WITHOUT_SIGNOFFS: _approve_without_signoffs,
    StepEffect.PUBLISH: _publish,
}
