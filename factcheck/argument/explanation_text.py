"""Says in sentences how a statement bears on a claim, and what hangs on it. Pure wording; `explaining` counts."""

from collections.abc import Sequence
from functools import lru_cache

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.node_cards import truncate_at_word
from factcheck.argument.palette import VERBS
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

THIS_CLAIM = gettext_noop("this claim")
INNER_QUOTES = str.maketrans("“”", "‘’")
MIN_CONTRIBUTION = 0.005


def quote_statement(graph: Graph, name: str) -> str:
    """The beginning of a statement in quotation marks."""
    return quote_text(graph.statement[name].text)


@lru_cache(maxsize=8192)
def quote_text(text: str) -> str:
    """The beginning of a text in quotation marks; those inside it become single ones."""
    return f"“{truncate_at_word(text).translate(INNER_QUOTES)}”"


def describe_path(graph: Graph, name: str, way: Sequence[str], claim: str) -> str:
    """Such as: “A” undercuts the step from “B” to “C”, which supports this claim."""
    clauses = []
    subject, rest = quote_statement(graph, name), list(way)
    while rest:
        relation = graph.relation[rest.pop(0)]
        told = {"who": _together(graph, relation, name, subject), "does": _(VERBS[relation.kind])}
        name = _other_end(relation, name)
        clauses.append(_("%(who)s %(does)s %(aim)s") % {**told, "aim": _aim(graph, name, claim)})
        while name in graph.relation:
            name = graph.relation[rest.pop(0)].target
        subject = _("which")
    return _(", ").join(clauses)


def _together(graph: Graph, relation: Relation, name: str, subject: str) -> str:
    """Whoever argues in this step, with those that it is linked to."""
    others = [quote_statement(graph, premise) for premise in relation.premises if premise != name]
    if not others or relation.kind is RelationKind.REPHRASE:
        return subject
    return _("%(who)s together with %(others)s") % {"who": subject, "others": _(" and ").join(others)}


def _other_end(relation: Relation, name: str) -> str:
    """The end that a step leads to; a rephrase may be walked both ways."""
    backwards = relation.kind is RelationKind.REPHRASE and relation.target == name
    return relation.premises[0] if backwards else relation.target


def _aim(graph: Graph, name: str, claim: str) -> str:
    if name == claim:
        return _(THIS_CLAIM)
    if name in graph.statement:
        return quote_statement(graph, name)
    relation = graph.relation[name]
    premises = _(" and ").join(quote_statement(graph, premise) for premise in relation.premises)
    told = {"premises": premises, "aim": _aim(graph, relation.target, claim)}
    return _("the step from %(premises)s to %(aim)s") % told


def describe_effect(before: float, after: float, suggested: ComputedLabel, without: ComputedLabel) -> str:
    """What would be without a piece, as a sentence."""
    told = {
        "after": f"{after:.2f}",
        "before": f"{before:.2f}",
        "without": without.words,
        "suggested": suggested.words,
    }
    if suggested is not without:
        return (
            _(
                "Without it the claim would stand at %(after)s instead of %(before)s, "
                "and the map would suggest “%(without)s” instead of “%(suggested)s”."
            )
            % told
        )
    if abs(before - after) >= MIN_CONTRIBUTION:
        return _("Without it the claim would stand at %(after)s instead of %(before)s.") % told
    return _("Without it the claim would hardly move.")


def describe_shared_origin(graph: Graph, counted: Sequence[str], others: Sequence[str], origin: str) -> str:
    """Which statements were counted once, and by which of them."""
    names = list(dict.fromkeys([*counted, *others]))
    told = {"names": _(" and ").join(quote_statement(graph, name) for name in names), "origin": origin}
    if origin:
        said = _("%(names)s go back to one source (%(origin)s) and count once, by the strongest of them.")
    else:
        said = _("%(names)s say the same and count once, by the strongest of them.")
    return said % told
