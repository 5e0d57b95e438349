"""What is wrong with an argument graph, as findings a person can act on. Judges only; mends nothing.

Semantics, layout and drawing take a graph as it is and pass over what a finding names.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind
from factcheck.i18n import gettext as _
from factcheck.i18n import pgettext


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """One fault: a stable code, the id of what it is about, and a sentence for people."""

    code: str
    subject: str
    sentence: str


def validate_graph(graph: Graph) -> tuple[ValidationIssue, ...]:
    """All faults of the graph, statements first, each in the graph's order."""
    return (
        *_duplicates(graph),
        *(finding for item in graph.statements for finding in _of_statement(item)),
        *(finding for item in graph.relations for finding in _of_relation(graph, item)),
        *_unreachable(graph),
    )


def _duplicates(graph: Graph) -> Iterator[ValidationIssue]:
    counts = Counter([*(item.id for item in graph.statements), *(item.id for item in graph.relations)])
    for subject, count in counts.items():
        if count > 1:
            yield ValidationIssue(
                "duplicate_id",
                subject,
                _("%(count)s parts of the map share the id “%(id)s”.") % {"count": count, "id": subject},
            )


def _of_statement(item: Statement) -> Iterator[ValidationIssue]:
    if not item.text.strip():
        said = _("Statement “%(id)s” says nothing: its text is empty.")
        yield ValidationIssue("empty_text", item.id, said % {"id": item.id})
    if not 0 <= item.base <= 1:
        said = _("Statement “%(id)s” has the base %(base)s, outside 0 to 1.")
        yield ValidationIssue("base_out_of_range", item.id, said % {"id": item.id, "base": f"{item.base:g}"})


def _of_relation(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    if not 0 <= item.base <= 1:
        said = _("%(relation)s has the base %(base)s, outside 0 to 1.")
        yield _fault("base_out_of_range", item, said, base=f"{item.base:g}")
    yield from _of_premises(graph, item)
    yield from _of_target(graph, item)
    if item.kind is RelationKind.REPHRASE:
        yield from _of_rephrase(graph, item)


def _fault(code: str, item: Relation, said: str, **facts: object) -> ValidationIssue:
    """A finding about a relation, which its sentence calls %(relation)s."""
    name = _("The %(kind)s “%(id)s”") % {"kind": pgettext("relation", item.kind), "id": item.id}
    return ValidationIssue(code, item.id, said % {"relation": name, "target": item.target, **facts})


def _of_premises(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    if not item.premises:
        said = _("%(relation)s starts from nothing: give it at least one premise.")
        yield _fault("no_premises", item, said)
    for premise, count in Counter(item.premises).items():
        if count > 1:
            said = _("%(relation)s names its premise “%(premise)s” %(count)s times.")
            yield _fault("repeated_premise", item, said, premise=premise, count=count)
        if premise in graph.relation:
            said = _("%(relation)s starts from “%(premise)s”, which is a relation.")
            yield _fault("premise_is_relation", item, said, premise=premise)
        elif premise not in graph.statement:
            said = _("%(relation)s starts from “%(premise)s”, which is not there.")
            yield _fault("dangling_premise", item, said, premise=premise)


def _of_target(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    is_relation = item.target in graph.relation
    if item.target == item.id or item.target in item.premises:
        yield _fault("self_relation", item, _("%(relation)s points back at where it starts."))
    elif item.target not in graph.statement and not is_relation:
        said = _("%(relation)s points at “%(target)s”, which is not there.")
        yield _fault("dangling_target", item, said)
    if item.kind is RelationKind.UNDERCUT and not is_relation:
        said = _("%(relation)s must cut a relation; “%(target)s” is not one.")
        yield _fault("undercut_of_nothing", item, said)
    if item.kind is RelationKind.ATTACK and is_relation:
        said = _("%(relation)s points at the relation “%(target)s”: call it an undercut.")
        yield _fault("attack_on_relation", item, said)


def _of_rephrase(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    if len(item.premises) > 1:
        said = _("%(relation)s needs exactly one premise, not several.")
        yield _fault("rephrase_of_several", item, said)
    if item.target in graph.relation:
        said = _("%(relation)s must point at a statement, not at a relation.")
        yield _fault("rephrase_of_relation", item, said)


def _unreachable(graph: Graph) -> Iterator[ValidationIssue]:
    """Statements from which no relation leads to a claim; context names its claim without a relation."""
    reached = {item.id for item in graph.statements if item.kind is StatementKind.CLAIM}
    waiting = list(reached)
    while waiting:
        for relation in graph.incoming.get(waiting.pop(), ()):
            new = {relation.id, *relation.premises} - reached
            reached |= new
            waiting.extend(new)
    for item in graph.statements:
        if item.id not in reached and not graph.context_of(item):
            yield ValidationIssue(
                "unreachable",
                item.id,
                _("Statement “%(id)s” bears on no claim: no relation leads to one.") % {"id": item.id},
            )
