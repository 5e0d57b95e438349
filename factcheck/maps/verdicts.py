"""Where people's verdicts meet the computed ones: proposing beside it, and what a change of evidence makes stale."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import kept, permissions
from factcheck.actions import verdicts as review
from factcheck.actions.workflow import ensure_proposal_allowed
from factcheck.argument.computed_labels import ComputedLabel, Thresholds, label_for
from factcheck.argument.explanation import Explanation, explain
from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Rating, User
from factcheck.desks.selectors import get_rating
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput
from factcheck.i18n import source_language
from factcheck.maps.selectors import build_article_map, build_claim_map
from factcheck.review.edits import edit_evidence
from factcheck.review.models import Verdict
from factcheck.review.workflow import STEPS
from factcheck.review.workflow_facts import load_facts

SUPPORTING = (ComputedLabel.SUPPORTED, ComputedLabel.LEANS_SUPPORTED)
REFUTING = (ComputedLabel.REFUTED, ComputedLabel.LEANS_REFUTED)
MIDDLE = 0.5
MOVING = ("lifecycle", "stance", "strength")


def get_thresholds(desk: Desk) -> Thresholds:
    return Thresholds(**desk.thresholds)


def explain_claim(claim: Claim) -> Explanation | None:
    """Why the map comes to what it does for a claim; None for a claim that is not in it."""
    graph, name = build_claim_map(claim), f"c{claim.pk}"
    if name not in graph.statement:
        return None
    return explain(graph, name, thresholds=get_thresholds(claim.desk))


def compute_label(claim: Claim, evaluation: Evaluation) -> ComputedLabel:
    """The label that the map suggests for a claim, by the thresholds of its desk."""
    name = f"c{claim.pk}"
    return label_for(
        evaluation.strength[name],
        evaluation.support[name],
        evaluation.attack[name],
        get_thresholds(claim.desk),
    )


def departs_from_map(rating: Rating, suggestion: ComputedLabel) -> bool:
    """Whether a rating says something else than the map.

    A rating on the axis must lie on the suggested side (or in the middle), away from both ends where the evidence
    conflicts, and departs wherever there is not enough of it; a label that needs no evidence departs from a clear map.
    """
    clear = suggestion in SUPPORTING or suggestion in REFUTING
    if rating.value is None:
        return clear and not rating.needs_evidence
    place = (rating.value - 1) / (rating.scale.best - 1) if rating.scale.best > 1 else MIDDLE
    if suggestion in SUPPORTING:
        return place < MIDDLE
    if suggestion in REFUTING:
        return place > MIDDLE
    return suggestion is ComputedLabel.NOT_ENOUGH or place in (0, 1)


@transaction.atomic
def propose(
    actor: User,
    *,
    claim: Claim,
    rating: str,
    reasons: str,
    as_of: dt.date | None = None,
    departure: str = "",
    correction: str = "",
) -> Verdict:
    """Propose a verdict beside the computed one; a rating that departs from it needs a reason for that too."""
    step = STEPS["propose"]
    permissions.ensure_permission(actor, step.permission, claim)
    claim.refresh_from_db(fields=["state", "set_aside"])
    chosen = get_rating(claim.desk_id, rating)
    ensure_proposal_allowed(
        actor, claim, load_facts(claim, actor=actor, rating=chosen, correction=correction)
    )
    evaluation = evaluate(build_article_map(claim.article))
    suggestion = compute_label(claim, evaluation)
    departing = departs_from_map(chosen, suggestion)
    if departing and not departure.strip():
        raise InvalidInput(
            _("The map comes to “%(label)s”; this rating departs from it.") % {"label": suggestion.words},
            fields={
                "departure": _("The map comes to “%(label)s”. Say why the verdict is another.")
                % {"label": suggestion.words}
            },
        )
    return review.conclude(
        actor,
        claim=claim,
        rating=rating,
        reasons=reasons,
        as_of=as_of,
        correction=correction,
        computed=suggestion,
        computed_strength=evaluation.strength[f"c{claim.pk}"],
        departure=departure.strip() if departing else "",
    )


@transaction.atomic
def change_evidence(actor: User, *, evidence: Evidence, **changes: Any) -> Evidence:
    """Change a piece of evidence; where its lifecycle changes, every verdict above it is marked stale."""
    article = evidence.claim.article
    before = build_article_map(article)
    changed = edit_evidence(actor, evidence=evidence, **changes)
    if changed.lifecycle != evidence.lifecycle:
        told = {"was": evidence.lifecycle, "now": changed.lifecycle, "quote": _short(evidence.quote)}
        cause = kept.QUOTED_EVIDENCE_MOVED % told
        _mark_above(article, f"e{evidence.pk}", cause, before, build_article_map(article))
    return changed


def _mark_above(article: Any, moved: str, cause: str, before: Graph, after: Graph) -> None:
    was, now = evaluate(before), evaluate(after)
    above = dependents_of(before, moved) | dependents_of(after, moved)
    verdicts = Verdict.objects.filter(claim__article=article, current=True).select_related(
        "claim__desk", "rating"
    )
    for verdict in verdicts:
        if f"c{verdict.claim_id}" in above:
            review.mark_stale(
                verdict, cause=cause, before=_said(verdict.claim, was), after=_said(verdict.claim, now)
            )


def dependents_of(graph: Graph, moved: str) -> set[str]:
    """The ids of everything that a statement bears on, directly or through others."""
    reached, waiting = set(), [moved]
    while waiting:
        here = waiting.pop()
        if here in reached:
            continue
        reached.add(here)
        for relation in graph.relations:
            if here in relation.premises or here == relation.id:
                waiting += [relation.id, relation.target]
    return reached


def _said(claim: Claim, evaluation: Evaluation) -> str:
    """What the map comes to for a claim, as it is kept."""
    with source_language():
        words = compute_label(claim, evaluation).words
    return kept.MAP_SAID % {"label": words, "strength": f"{evaluation.strength[f'c{claim.pk}']:.2f}"}


def _short(quote: str) -> str:
    return quote if len(quote) <= 80 else f"{quote[:79]}…"
