"""Finding, adding and editing claims. Steps of the review live in `factcheck.review`."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck import kept, permissions
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.duplicates import map_duplicates
from factcheck.claims.models import Claim
from factcheck.claims.quote_lookup import find_quote, quote_at
from factcheck.desks.models import User
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput

EDITABLE_FIELDS = ("text", "speaker", "assignee", "due_on")


def lock_claim(claim: Claim) -> Claim:
    """A claim as it is now, locked until the transaction ends.

    The end of the desk's trail is locked before it, always in this order: else two changes could wait for each other.
    """
    lock_chain(claim.desk_id)
    return Claim.objects.select_for_update().get(pk=claim.pk)


def next_number(article: Article) -> int:
    newest = Claim.objects.filter(article=article).aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


@transaction.atomic
def add_claim(
    actor: User,
    *,
    article: Article,
    start: int,
    end: int,
    text: str = "",
    speaker: str = "",
    method: str = "",
) -> Claim:
    """Mark a stretch of the article's newest revision as a claim; positions are code points, the end excluded.

    `method` names the machine whose suggestion the person accepted.
    """
    permissions.ensure_permission(actor, "claim.suggest", article)
    revision = article.revisions.select_for_update().latest("number")
    quote = quote_at(revision, start, end)
    claim = Claim.objects.create(
        desk_id=article.desk_id,
        article=article,
        revision=revision,
        number=next_number(article),
        start=start,
        end=end,
        quote=quote,
        text=text.strip() or " ".join(quote.split()),
        speaker=speaker,
        reason=kept.SUGGESTED_BY % {"method": method} if method else gettext_noop("Marked by a person."),
        method=method,
        is_human_edited=True,
        created_by=actor,
    )
    record_event(actor, "claim.added", claim, desk_id=claim.desk_id, start=start, end=end)
    return claim


def add_claim_by_quote(
    actor: User, *, article: Article, quote: str, start: int | None = None, end: int | None = None
) -> Claim:
    """Mark the words of an article as a claim; they are found as `stretch_of` says."""
    text = article.revisions.latest("number").text
    found = find_quote(text, quote, start=start, end=end)
    return add_claim(actor, article=article, start=found.start, end=found.end)


@transaction.atomic
def edit_claim(actor: User, *, claim: Claim, **changes: Any) -> Claim:
    """Change the wording, the speaker, the assignee or the due date of a claim that is not published."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = lock_claim(claim)
    if claim.state == ClaimState.PUBLISHED:
        raise ConflictError(_("A published claim is not edited: correct its verdict instead."))
    if not changes.get("text", claim.text).strip():
        raise InvalidInput(_("A claim needs a wording."), fields={"text": _("Say what the claim asserts.")})
    assignee = changes.get("assignee")
    if assignee is not None and assignee.get_role(claim.desk_id) is None:
        raise InvalidInput(
            _("A claim is assigned to a member."), fields={"assignee": _("Choose a member of this desk.")}
        )
    changed = [name for name in EDITABLE_FIELDS if name in changes and changes[name] != getattr(claim, name)]
    if changed:
        for name in changed:
            setattr(claim, name, changes[name])
        claim.is_human_edited = True
        claim.save(update_fields=[*changed, "is_human_edited", "changed_at"])
        record_event(actor, "claim.edited", claim, desk_id=claim.desk_id, fields=changed)
    return claim


@transaction.atomic
def exclude_claim(actor: User, *, claim: Claim, why: ExclusionReason) -> Claim:
    """Take a claim off the way of the review (dropped, not checkable), or with NO put it back."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = lock_claim(claim)
    if ClaimState(claim.state).rank >= ClaimState.PROPOSED.rank:
        raise ConflictError(_("A claim with a verdict is not set aside."))
    if claim.set_aside != why:
        claim.set_aside, claim.duplicate_of, claim.is_human_edited = why, None, True
        claim.save(update_fields=["set_aside", "duplicate_of", "is_human_edited", "changed_at"])
        action = f"claim.{why}" if why else "claim.put_back"
        record_event(actor, action, claim, desk_id=claim.desk_id)
    return claim


def top_check_worthy(article: Article, many: int) -> list[Claim]:
    """The drafts of an article most worth checking, best first; none that repeats another claim."""
    claims = list(
        Claim.objects.filter(article=article, set_aside=ExclusionReason.NO).order_by(
            "-check_worthiness", "start"
        )
    )
    repeated = map_duplicates(claims)
    return [claim for claim in claims if claim.state == ClaimState.DRAFT and claim.pk not in repeated][:many]


@transaction.atomic
def mark_touched(claim_id: int) -> None:
    """Remember that a person used a claim, so that no later splitting takes it away."""
    for claim in Claim.objects.select_for_update().filter(pk=claim_id, is_human_edited=False):
        claim.is_human_edited = True
        claim.save(update_fields=["is_human_edited"])


def set_state(
    actor: User, *, claim: Claim, source: ClaimState, target: ClaimState, event: str, **data: Any
) -> bool:
    """Move a claim from one state to another and tell the trail; False if it was not in `source` any more."""
    if not Claim.objects.filter(pk=claim.pk, state=source, set_aside=ExclusionReason.NO).update(
        state=target, is_human_edited=True
    ):
        return False
    claim.refresh_from_db()
    claim.save(update_fields=["state", "changed_at"])  # one line in the claim's history
    record_event(actor, event, claim, desk_id=claim.desk_id, **data)
    return True


def list_unedited_machine_claims(revision: Revision) -> Any:
    """The claims of a revision that a machine made and no person used."""
    return Claim.objects.filter(revision=revision, origin=CreatedBy.MACHINE, is_human_edited=False)
