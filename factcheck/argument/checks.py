"""What is wrong with an argument graph, as findings a person can act on. Judges only; mends nothing.

Semantics, layout and drawing take a graph as it is and pass over what a finding names.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.terms import RelationKind, StatementKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: a stable code, the id of what it is about, and a sentence for people."""

    code: str
    subject: str
    sentence: str


def check(graph: Graph) -> tuple[Finding, ...]:
    """All faults of the graph, statements first, each in the graph's order."""
    return (
        *_duplicates(graph),
        *(finding for item in graph.statements for finding in _of_statement(item)),
        *(finding for item in graph.relations for finding in _of_relation(graph, item)),
        *_unreachable(graph),
    )


def _duplicates(graph: Graph) -> Iterator[Finding]:
    counts = Counter([*(item.id for item in graph.statements), *(item.id for item in graph.relations)])
    for subject, count in counts.items():
        if count > 1:
            yield Finding("duplicate_id", subject, f"{count} parts of the map share the id “{subject}”.")


def _of_statement(item: Statement) -> Iterator[Finding]:
    if not item.text.strip():
        yield Finding("empty_text", item.id, f"Statement “{item.id}” says nothing: its text is empty.")
    if not 0 <= item.base <= 1:
        yield Finding(
            "base_out_of_range", item.id, f"Statement “{item.id}” has the base {item.base:g}, outside 0 to 1."
        )


def _of_relation(graph: Graph, item: Relation) -> Iterator[Finding]:
    name = f"The {item.kind} “{item.id}”"
    if not 0 <= item.base <= 1:
        yield Finding("base_out_of_range", item.id, f"{name} has the base {item.base:g}, outside 0 to 1.")
    yield from _of_premises(graph, item, name)
    yield from _of_target(graph, item, name)
    if item.kind is RelationKind.REPHRASE:
        yield from _of_rephrase(graph, item, name)


def _of_premises(graph: Graph, item: Relation, name: str) -> Iterator[Finding]:
    if not item.premises:
        yield Finding("no_premises", item.id, f"{name} starts from nothing: give it at least one premise.")
    for premise, count in Counter(item.premises).items():
        if count > 1:
            yield Finding("repeated_premise", item.id, f"{name} names its premise “{premise}” {count} times.")
        if premise in graph.relation:
            yield Finding(
                "premise_is_relation", item.id, f"{name} starts from “{premise}”, which is a relation."
            )
        elif premise not in graph.statement:
            yield Finding("dangling_premise", item.id, f"{name} starts from “{premise}”, which is not there.")


def _of_target(graph: Graph, item: Relation, name: str) -> Iterator[Finding]:
    if item.target == item.id or item.target in item.premises:
        yield Finding("self_relation", item.id, f"{name} points back at where it starts.")
    elif item.target not in graph.statement and item.target not in graph.relation:
        yield Finding("dangling_target", item.id, f"{name} points at “{item.target}”, which is not there.")
    if item.kind is RelationKind.UNDERCUT and item.target not in graph.relation:
        yield Finding(
            "undercut_of_nothing", item.id, f"{name} must cut a relation; “{item.target}” is not one."
        )
    if item.kind is RelationKind.ATTACK and item.target in graph.relation:
        yield Finding(
            "attack_on_relation",
            item.id,
            f"{name} points at the relation “{item.target}”: call it an undercut.",
        )


def _of_rephrase(graph: Graph, item: Relation, name: str) -> Iterator[Finding]:
    if len(item.premises) > 1:
        yield Finding("rephrase_of_several", item.id, f"{name} needs exactly one premise, not several.")
    if item.target in graph.relation:
        yield Finding(
            "rephrase_of_relation", item.id, f"{name} must point at a statement, not at a relation."
        )


def _unreachable(graph: Graph) -> Iterator[Finding]:
    """Statements from which no relation leads to a claim; context names its claim without a relation."""
    reached = {item.id for item in graph.statements if item.kind is StatementKind.CLAIM}
    waiting = list(reached)
    while waiting:
        for relation in graph.onto.get(waiting.pop(), ()):
            new = {relation.id, *relation.premises} - reached
            reached |= new
            waiting.extend(new)
    for item in graph.statements:
        if item.id not in reached and not graph.context_of(item):
            yield Finding(
                "unreachable", item.id, f"Statement “{item.id}” bears on no claim: no relation leads to one."
            )
