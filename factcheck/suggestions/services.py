"""Asking a language model for suggestions, and keeping what it says once every quote is found in its text."""

import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.articles.models import Article
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.claims.services import mark_touched
from factcheck.desks.models import User
from factcheck.evidence.models import Source
from factcheck.exceptions import FactcheckError, InvalidInput
from factcheck.suggestions import budget, endpoint
from factcheck.suggestions.answers import Item, read_answer
from factcheck.suggestions.materials import Material, Place, material_of
from factcheck.suggestions.models import Asking, Suggestion
from factcheck.suggestions.prompts import get_prompt, method

ABOUT_ARTICLES = ("claims",)


@transaction.atomic
def ask(
    actor: User, *, article: Article, kind: str, claim: Claim | None = None, source: Source | None = None
) -> Asking:
    """Ask for suggestions of a kind: of an article, or of one of its claims. The caller sends the task."""
    permissions.ensure_permission(actor, "claim.edit", article)
    endpoint.require_set()
    prompt = get_prompt(kind)
    _require_about(kind, article, claim, source)
    asking = Asking(
        desk_id=article.desk_id,
        article=article,
        revision=claim.revision if claim else article.revisions.latest("number"),
        claim=claim,
        source=source,
        kind=kind,
        method=method(kind),
        model=settings.LLM_MODEL[:120],
        asked_by=actor,
    )
    budget.require_left(endpoint.estimate(prompt, material_of(asking).data))
    asking.save()
    if claim is not None:
        mark_touched(claim.pk)
    record_event(actor, "llm.asked", asking, desk_id=asking.desk_id, kind=kind, model=asking.model)
    return asking


def _require_about(kind: str, article: Article, claim: Claim | None, source: Source | None) -> None:
    if (claim is None) != (kind in ABOUT_ARTICLES):
        of = _("“%(kind)s” is asked of an article.") if claim else _("“%(kind)s” is asked of a claim.")
        raise InvalidInput(of % {"kind": kind})
    if claim is not None and claim.article_id != article.pk:
        raise InvalidInput(_("The claim is not one of this article."))
    if source is not None and source.desk_id != article.desk_id:
        raise InvalidInput(
            _("The source is not one of this desk."), fields={"source": _("Choose a source of this desk.")}
        )


def run_asking(job_id: int, *, redelivered: bool = False) -> bool:
    """Call the model and keep what it suggests; False if there was nothing to do."""
    jobs = Asking.objects.all()
    attempt = jobs.take(job_id, redelivered=redelivered)
    if attempt is None:
        return False
    asking = jobs.select_related("revision", "article", "claim", "source", "asked_by").get(pk=job_id)
    material = material_of(asking)
    return _keep(asking, attempt, material, _called(asking, material))


def _called(asking: Asking, material: Material) -> tuple[Item, ...]:
    """The items of the model's answer. The trail gets a line before every call and one of how it ended, no words."""
    prompt = get_prompt(asking.kind)
    most = endpoint.estimate(prompt, material.data)
    began, outcome = time.monotonic(), "broke"

    def paying() -> None:
        budget.reserve(asking, most)
        _tell(asking, "llm.called", tokens=most)

    try:
        reply = endpoint.ask(prompt, material.data, paying=paying)
        if reply.tokens:
            budget.settle(asking, reserved=most, used=reply.tokens)
        items = read_answer(reply.content, prompt)
        outcome = "answered"
    except FactcheckError as error:
        outcome = error.code
        raise
    finally:
        _tell(asking, "llm.ended", outcome=outcome, seconds=round(time.monotonic() - began, 1))
    return items


def _tell(asking: Asking, action: str, **facts: Any) -> None:
    facts |= {"method": asking.method, "model": asking.model}
    record_event(asking.asked_by, action, asking, desk_id=asking.desk_id, **facts)


@transaction.atomic
def _keep(asking: Asking, attempt: int, material: Material, items: Iterable[Item]) -> bool:
    """Keep what quotes its text truly and was not suggested before; the rest is only counted."""
    known, fresh, dropped = set(_known(asking)), [], 0
    for item in items:
        place = material.find(item)
        row = _row(asking, item, place) if place else None
        if row is None:
            dropped += 1
        elif _key(row) not in known:
            known.add(_key(row))
            fresh.append(row)
    if not Asking.objects.all().finish(asking.pk, attempt, dropped=dropped):
        return False
    Suggestion.objects.bulk_create(fresh)
    return True


def _row(asking: Asking, item: Item, place: Place) -> Suggestion:
    text = (
        place.evidence.quote
        if place.evidence
        else asking.source.text
        if asking.source
        else asking.revision.text
    )
    return Suggestion(
        desk_id=asking.desk_id,
        asking=asking,
        evidence=place.evidence,
        start=place.span.start,
        end=place.span.end,
        quote=place.span.of(text),
        text=" ".join(item.wording.split()),
        speaker=" ".join(item.speaker.split()),
        stance=item.stance,
    )


def _known(asking: Asking) -> Iterable[tuple[Any, ...]]:
    asked = Suggestion.objects.filter(
        asking__revision=asking.revision,
        asking__kind=asking.kind,
        asking__claim=asking.claim,
        asking__source=asking.source,
    )
    return map(_key, asked)


def _key(row: Suggestion) -> tuple[Any, ...]:
    return row.evidence_id, row.start, row.end, row.text, row.stance
