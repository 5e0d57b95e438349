"""Sentences about the robustness of a computed label. `robustness` computes the numbers."""

from collections.abc import Iterator

from factcheck.argument.explanation_text import quote_statement
from factcheck.argument.graph import Graph
from factcheck.argument.robustness import MAX_SET_SIZE, TRIALS, Robustness, Variations
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _


def describe_robustness(graph: Graph, robustness: Robustness) -> tuple[str, ...]:
    """Return sentences: how often the label stays the same, and what would change it."""
    return (
        describe_variations(robustness),
        describe_flipping_set(graph, robustness),
        *describe_new_pieces(robustness),
    )


def describe_variations(robustness: Robustness) -> str:
    """Return how often the label stays the same, and in which kinds of variations."""
    return _(
        "“%(label)s” stays the same in %(unchanged)s of %(trials)s variations: in %(strengths)s with strengths "
        "moved by up to 0.1, %(origins)s with one source left out, %(semantics)s with another way to weigh."
    ) % {
        "label": robustness.label.label,
        "unchanged": robustness.unchanged,
        "trials": TRIALS,
        "strengths": _format(robustness.strengths),
        "origins": _format(robustness.origins),
        "semantics": _format(robustness.semantics),
    }


def describe_flipping_set(graph: Graph, robustness: Robustness) -> str:
    """Return which pieces would have to be withdrawn to change the label."""
    if robustness.flipping_set:
        return _("Without %(names)s the label would be “%(label)s”.") % {
            "names": _(" and ").join(quote_statement(graph, name) for name in robustness.flipping_set),
            "label": robustness.flipped_label.label,
        }
    if robustness.is_exact:
        return _("Withdrawing any %(count)s pieces would not change the label.") % {"count": MAX_SET_SIZE}
    return _("Withdrawing any one piece, or any %(count)s of the strongest, would not change the label.") % {
        "count": MAX_SET_SIZE
    }


def describe_unmeasured() -> str:
    """Return why there is no robustness."""
    return _(
        "This cannot be measured: the map below this claim has a long cycle, or more statements than can be tried."
    )


def _format(variations: Variations) -> str:
    return _("%(unchanged)s of %(trials)s") % {"unchanged": variations.unchanged, "trials": variations.trials}


def describe_new_pieces(robustness: Robustness) -> Iterator[str]:
    """Yield what new evidence for or against the claim would change the label."""
    for piece in robustness.new_pieces:
        params = {"strength": f"{piece.strength:.2f}", "label": piece.label.label}
        if piece.kind is RelationKind.SUPPORT:
            yield (
                _("One more independent piece for it of strength %(strength)s would make it “%(label)s”.")
                % params
            )
        else:
            yield (
                _("One independent piece against it of strength %(strength)s would make it “%(label)s”.")
                % params
            )
