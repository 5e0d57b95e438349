"""Validation of an argument graph.

Finds issues that a person can correct, and changes nothing.

Evaluation, layout and drawing accept a graph with issues and ignore the items that an issue names.
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
    """An issue of a map.

    It has a stable code, the id of the statement or relation that has it, and a message for people.
    """

    code: str
    subject: str
    message: str


def validate_graph(graph: Graph) -> tuple[ValidationIssue, ...]:
    """Return all issues of the graph.

    Those of statements come before those of relations, in the order of the graph.
    """
    return (
        *_find_duplicate_ids(graph),
        *(issue for item in graph.statements for issue in _check_statement(item)),
        *(issue for item in graph.relations for issue in _check_relation(graph, item)),
        *_find_unreachable(graph),
    )


def _find_duplicate_ids(graph: Graph) -> Iterator[ValidationIssue]:
    counts = Counter([*(item.id for item in graph.statements), *(item.id for item in graph.relations)])
    for subject, count in counts.items():
        if count > 1:
            yield ValidationIssue(
                "duplicate_id",
                subject,
                _("%(count)s parts of the map share the id “%(id)s”.") % {"count": count, "id": subject},
            )


def _check_statement(item: Statement) -> Iterator[ValidationIssue]:
    if not item.text.strip():
        message = _("Statement “%(id)s” has no text.")
        yield ValidationIssue("empty_text", item.id, message % {"id": item.id})
    if not 0 <= item.base <= 1:
        message = _("Statement “%(id)s” has the base score %(base)s, which is not between 0 and 1.")
        yield ValidationIssue(
            "base_out_of_range", item.id, message % {"id": item.id, "base": f"{item.base:g}"}
        )


def _check_relation(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    if not 0 <= item.base <= 1:
        message = _("%(relation)s has the base score %(base)s, which is not between 0 and 1.")
        yield _relation_issue("base_out_of_range", item, message, base=f"{item.base:g}")
    yield from _check_premises(graph, item)
    yield from _check_target(graph, item)
    if item.kind is RelationKind.REPHRASE:
        yield from _check_rephrase(graph, item)


def _relation_issue(code: str, item: Relation, message: str, **params: object) -> ValidationIssue:
    """Return an issue of a relation. The message names the relation by %(relation)s."""
    name = _("The %(kind)s “%(id)s”") % {"kind": pgettext("relation", item.kind), "id": item.id}
    return ValidationIssue(code, item.id, message % {"relation": name, "target": item.target, **params})


def _check_premises(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    if not item.premises:
        message = _("%(relation)s has no premise. Add at least one.")
        yield _relation_issue("no_premises", item, message)
    for premise, count in Counter(item.premises).items():
        if count > 1:
            message = _("%(relation)s has the premise “%(premise)s” %(count)s times.")
            yield _relation_issue("repeated_premise", item, message, premise=premise, count=count)
        if premise in graph.relation:
            message = _("%(relation)s has the premise “%(premise)s”, which is a relation.")
            yield _relation_issue("premise_is_relation", item, message, premise=premise)
        elif premise not in graph.statement:
            message = _("%(relation)s has the premise “%(premise)s”, which does not exist.")
            yield _relation_issue("dangling_premise", item, message, premise=premise)


def _check_target(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    is_relation = item.target in graph.relation
    if item.target == item.id or item.target in item.premises:
        yield _relation_issue(
            "self_relation", item, _("%(relation)s has itself or one of its premises as its target.")
        )
    elif item.target not in graph.statement and not is_relation:
        message = _("%(relation)s has the target “%(target)s”, which does not exist.")
        yield _relation_issue("dangling_target", item, message)
    if item.kind is RelationKind.UNDERCUT and not is_relation:
        message = _("%(relation)s must have a relation as its target; “%(target)s” is not one.")
        yield _relation_issue("undercut_of_nothing", item, message)
    if item.kind is RelationKind.ATTACK and is_relation:
        message = _("%(relation)s has the relation “%(target)s” as its target: make it an undercut.")
        yield _relation_issue("attack_on_relation", item, message)


def _check_rephrase(graph: Graph, item: Relation) -> Iterator[ValidationIssue]:
    if len(item.premises) > 1:
        message = _("%(relation)s needs exactly one premise, not several.")
        yield _relation_issue("rephrase_of_several", item, message)
    if item.target in graph.relation:
        message = _("%(relation)s must have a statement as its target, not a relation.")
        yield _relation_issue("rephrase_of_relation", item, message)


def _find_unreachable(graph: Graph) -> Iterator[ValidationIssue]:
    """Yield an issue for each statement that no path connects to a claim.

    Context has its claim without a relation.
    """
    # Breadth first from the claims, against the direction of the relations.
    reached = {item.id for item in graph.statements if item.kind is StatementKind.CLAIM}
    queue = list(reached)
    while queue:
        for relation in graph.incoming.get(queue.pop(), ()):
            new = {relation.id, *relation.premises} - reached
            reached |= new
            queue.extend(new)
    for item in graph.statements:
        if item.id not in reached and not graph.find_context_claim(item):
            yield ValidationIssue(
                "unreachable",
                item.id,
                _("Statement “%(id)s” is not connected to any claim.") % {"id": item.id},
            )
