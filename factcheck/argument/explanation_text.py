"""Sentences that explain how a statement affects a claim, and how much.

`explanation` computes the numbers.
"""

from collections.abc import Sequence
from functools import lru_cache

from factcheck.argument.citations import cite
from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.node_cards import truncate_at_word
from factcheck.argument.palette import VERBS
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

THIS_CLAIM = gettext_noop("this claim")
INNER_QUOTES = str.maketrans("“”", "‘’")
# Strengths are shown with two decimals; a smaller change would be shown as none.
MIN_CONTRIBUTION = 0.005


def quote_statement(graph: Graph, name: str) -> str:
    """Return the beginning of a statement in quotation marks, with its source."""
    quote, source = quote_text(graph.statement[name].text), cite(graph.statement[name])
    return _("%(quote)s (%(source)s)") % {"quote": quote, "source": source} if source else quote


def quote_element(graph: Graph, name: str) -> str:
    """Return a statement or a relation in words."""
    return _format_target(graph, name, "")


# A drawing quotes each statement once for every relation that it is part of.
@lru_cache(maxsize=8192)
def quote_text(text: str) -> str:
    """Return the beginning of a text in quotation marks.

    Double quotation marks inside it become single ones.
    """
    return f"“{truncate_at_word(text).translate(INNER_QUOTES)}”"


def describe_path(graph: Graph, name: str, path: Sequence[str], claim: str) -> str:
    """Return a sentence about the relations of a path.

    For example: “A” undercuts the relation from “B” to “C”, which supports this claim.
    """
    clauses = []
    subject, rest = quote_statement(graph, name), list(path)
    while rest:
        relation = graph.relation[rest.pop(0)]
        params = {"who": _subject(graph, relation, name, subject), "does": _(VERBS[relation.kind])}
        name = _find_end(relation, name)
        clauses.append(_("%(who)s %(does)s %(aim)s") % {**params, "aim": _format_target(graph, name, claim)})
        while name in graph.relation:
            name = graph.relation[rest.pop(0)].target
        subject = _("which")
    return _(", ").join(clauses)


def _subject(graph: Graph, relation: Relation, name: str, subject: str) -> str:
    """Return a premise with the premises that it is linked to."""
    others = [quote_statement(graph, premise) for premise in relation.premises if premise != name]
    if not others or relation.kind is RelationKind.REPHRASE:
        return subject
    return _("%(who)s together with %(others)s") % {"who": subject, "others": _(" and ").join(others)}


def _find_end(relation: Relation, name: str) -> str:
    """Return the end of a relation that a path leads to.

    A path can follow a rephrase in either direction.
    """
    backwards = relation.kind is RelationKind.REPHRASE and relation.target == name
    return relation.premises[0] if backwards else relation.target


def _format_target(graph: Graph, name: str, claim: str) -> str:
    if name == claim:
        return _(THIS_CLAIM)
    if name in graph.statement:
        return quote_statement(graph, name)
    relation = graph.relation[name]
    premises = _(" and ").join(quote_statement(graph, premise) for premise in relation.premises)
    params = {"premises": premises, "aim": _format_target(graph, relation.target, claim)}
    return _("the relation from %(premises)s to %(aim)s") % params


def describe_effect(before: float, after: float, label: ComputedLabel, without: ComputedLabel) -> str:
    """Return a sentence about the claim without a statement.

    It states the strength and the label that the claim would have.
    """
    params = {
        "after": f"{after:.2f}",
        "before": f"{before:.2f}",
        "without": without.label,
        "suggested": label.label,
    }
    if label is not without:
        return (
            _(
                "Without it the computed strength would be %(after)s instead of %(before)s, "
                "and the computed label “%(without)s” instead of “%(suggested)s”."
            )
            % params
        )
    if abs(before - after) >= MIN_CONTRIBUTION:
        return _("Without it the computed strength would be %(after)s instead of %(before)s.") % params
    return _("Without it the computed strength would hardly change.")


def describe_shared_origin(graph: Graph, counted: Sequence[str], others: Sequence[str], origin: str) -> str:
    """Return a sentence that names statements that count once.

    They have the same original source, or rephrase each other.
    """
    names = list(dict.fromkeys([*counted, *others]))
    params = {"names": _(" and ").join(quote_statement(graph, name) for name in names), "origin": origin}
    if origin:
        sentence = _(
            "%(names)s have the same original source (%(origin)s). Only the strongest of them counts."
        )
    else:
        sentence = _("%(names)s say the same. Only the strongest of them counts.")
    return sentence % params
