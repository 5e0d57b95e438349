"""Which statements of an imported map become claims of the article.

A debate of 800 statements as 800 claims would flood a desk. By default only its main claims are claims: the conclusions
at which its arguments end. The others become premises.
"""

from collections.abc import Iterable
from dataclasses import replace

from factcheck.argument.evaluation.weighted_graph import DisjointSets
from factcheck.argument.graph import Graph, Statement
from factcheck.enums import StatementKind
from factcheck.maps.import_choices import StatementChoice

# A map of more separate arguments is a corpus; its largest ones are the claims.
MAX_MAIN_CLAIMS = 20


def choose_claims(graph: Graph, choice: StatementChoice) -> Graph:
    """Return the graph with the kinds that its statements get. Evidence stays evidence, and so does its claim."""
    if choice is StatementChoice.CLAIMS:
        return graph
    claims = {*find_main_claims(graph), *_list_cited_claims(graph)}
    return replace(graph, statements=tuple(_with_kind(item, item.id in claims) for item in graph.statements))


def find_main_claims(graph: Graph) -> list[str]:
    """Return the ids of the statements that the arguments of the map lead to, those of the largest ones first.

    Each connected part of the map has at least one: where it has no end, because its statements support each other in a
    cycle, it is the statement with most relations to it.
    """
    candidates = [item.id for item in graph.statements if item.kind is StatementKind.CLAIM]
    sets = _connect(graph)
    parts: dict[str, list[str]] = {}
    for name in candidates:
        parts.setdefault(sets.find(name), []).append(name)
    sizes: dict[str, int] = {}
    for item in graph.statements:
        sizes[sets.find(item.id)] = sizes.get(sets.find(item.id), 0) + 1
    inner = {premise for relation in graph.relations for premise in relation.premises}
    connected = [part for part in parts if sizes[part] > 1] or list(parts)
    ordered = sorted(connected, key=lambda part: -sizes[part])
    ends = [end for part in ordered for end in _find_ends(graph, parts[part], inner)]
    return ends[:MAX_MAIN_CLAIMS]


def _find_ends(graph: Graph, part: list[str], inner: set[str]) -> list[str]:
    ends = [name for name in part if name not in inner]
    return ends or [max(part, key=lambda name: len(graph.incoming.get(name, ())))]


def _connect(graph: Graph) -> DisjointSets:
    items: Iterable[str] = (*graph.statement, *graph.relation)
    sets = DisjointSets({name: name for name in items})
    for relation in graph.relations:
        for name in (*relation.premises, relation.target):
            sets.union(relation.id, name)
    return sets


def _list_cited_claims(graph: Graph) -> set[str]:
    """Return the ids of the statements that evidence of the file belongs to."""
    evidence = [item for item in graph.statements if item.kind is StatementKind.EVIDENCE]
    names = {item.id for item in evidence}
    cited = {item.target for item in graph.relations if names.issuperset(item.premises)}
    return cited | {graph.find_context_claim(item) for item in evidence}


def _with_kind(item: Statement, is_claim: bool) -> Statement:
    if item.kind is StatementKind.CLAIM and not is_claim:
        return replace(item, kind=StatementKind.PREMISE)
    return item
