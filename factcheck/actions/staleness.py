"""Mark verdicts as stale when something that they are based on has changed."""

from django.db import transaction
from django.utils import timezone

from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.articles.models import Article
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.maps.computed_verdicts import dependents_of, evaluate_map
from factcheck.review.models import Verdict
from factcheck.stored_messages import StoredMessage, message


def mark_dependents_stale(
    article: Article, statement_id: str, *, cause: StoredMessage, before: Graph, after: Graph
) -> None:
    """Mark the current verdicts of all claims that depend on a statement of the article's map as stale.

    `before` and `after` are the maps around the change. Both are searched: the change may have added a path to a
    claim or removed one.
    """
    # The evaluation of a whole map is the expensive part, so it is done once for all verdicts of the article.
    dependents = dependents_of(before, statement_id) | dependents_of(after, statement_id)
    old, new = (evaluate_map(graph, article.desk) for graph in (before, after))
    verdicts = Verdict.objects.filter(claim__article=article, current=True).select_related("claim__desk")
    for verdict in verdicts:
        if f"c{verdict.claim_id}" in dependents:
            mark_stale(
                verdict,
                cause=cause,
                before=_computed_message(verdict.claim, old),
                after=_computed_message(verdict.claim, new),
            )


@transaction.atomic
def mark_stale(
    verdict: Verdict, *, cause: StoredMessage, before: StoredMessage, after: StoredMessage
) -> None:
    """Mark a verdict as stale, with what the map computed before and after.

    A verdict that is stale already keeps its first cause until it is reaffirmed or replaced.
    """
    lock_chain(verdict.desk_id)
    # The lock and the filter together: of two changes at the same time only the first one marks the verdict.
    for row in Verdict.objects.select_for_update().filter(pk=verdict.pk, stale_since__isnull=True):
        row.stale_since, row.stale_cause = timezone.now(), cause
        row.stale_before, row.stale_after = before, after
        row.save(update_fields=["stale_since", "stale_cause", "stale_before", "stale_after"])
        computed = {"before": before.source_text, "after": after.source_text}
        record_event(None, "verdict.stale", verdict, desk_id=verdict.desk_id, **computed)


def _computed_message(claim: Claim, evaluation: Evaluation) -> StoredMessage:
    """Return the label and the strength that the map computes for a claim."""
    name = f"c{claim.pk}"
    label, strength = evaluation.label(name).message, f"{evaluation.strength[name]:.2f}"
    return message("computed_verdict", label=label, strength=strength)
