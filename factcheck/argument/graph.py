"""The argument graph as frozen values, without Django.

It has statements, and relations, which can be targets themselves.

After the Argument Interchange Format (Chesnevar et al. 2006): a relation is an object with an id, so an undercut is a
relation whose target is a relation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from factcheck.enums import RelationKind, StatementKind

CONTEXT_KEY = "context_of"
"""The key of a statement's `extra` that names the claim to which a piece of context belongs."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A node of the map.

    `base` is its base score, from 0.01 to 0.99: 0.5 for a claim, its own strength for evidence. Statements with the
    same `origin` have one original source and count once; an empty `origin` means a source of its own. A statement that
    is not `active` is shown but does not count. One that is not `confirmed`, such as a claim that a machine found and
    nobody looked at, has a strength but weighs nothing in arguments for other statements. `label` is the label of the
    verdict that people decided, if there is one. `url` is the address of the page about the statement. `title` is the
    name that an imported file gives the statement. `publisher`, `source` (a title) and `published_on` (as 2024-05-03)
    name the source of evidence. `extra` holds data of a file format that the map has no field for.
    """

    id: str
    text: str
    kind: StatementKind = StatementKind.CLAIM
    base: float = 0.5
    origin: str = ""
    active: bool = True
    confirmed: bool = True
    label: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""
    source: str = ""
    published_on: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """An argument from premises to a target.

    `target` is the id of a statement or of a relation.

    Several premises are linked: they count only together. The target of an undercut is a relation. A rephrase has one
    premise and says that both statements make the same claim. A relation that `joins_parts` has the parts of a compound
    claim as premises: the compound follows them, also where they are refuted. `base` is the strength of the inference
    itself, in 0..1. `scheme` can name an argumentation scheme (Walton, Reed and Macagno 2008).
    """

    id: str
    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    base: float = 1.0
    scheme: str = ""
    active: bool = True
    joins_parts: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Graph:
    """The map of one article. Each id belongs to one statement or one relation."""

    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    title: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def statement(self) -> Mapping[str, Statement]:
        """The statements by id."""
        return {item.id: item for item in self.statements}

    @cached_property
    def relation(self) -> Mapping[str, Relation]:
        """The relations by id."""
        return {item.id: item for item in self.relations}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations to each statement or relation, by its id.

        They are in the order of the graph.
        """
        incoming: dict[str, list[Relation]] = {}
        for item in self.relations:
            incoming.setdefault(item.target, []).append(item)
        return {target: tuple(items) for target, items in incoming.items()}

    @cached_property
    def rephrases(self) -> Mapping[str, tuple[Relation, ...]]:
        """The rephrases between two active statements, by the id of either end."""
        rephrases: dict[str, list[Relation]] = {}
        for relation in self.relations:
            if relation.kind is RelationKind.REPHRASE and relation.active:
                ends = (*relation.premises, relation.target)
                active = [name for name in ends if name in self.statement and self.statement[name].active]
                if len(active) == len(ends) == 2:
                    for name in active:
                        rephrases.setdefault(name, []).append(relation)
        return {name: tuple(items) for name, items in rephrases.items()}

    def find_context_claim(self, statement: Statement) -> str:
        """Return the id of the claim to which a piece of context belongs.

        It is "" for any other statement.
        """
        name = statement.extra.get(CONTEXT_KEY)
        return name if isinstance(name, str) and name in self.statement else ""

    def is_counted(self, relation: Relation) -> bool:
        """Return whether a relation and all its premises count.

        It must be active and have premises, all of which exist and are active.
        """
        return (
            relation.active
            and bool(relation.premises)
            and all(name in self.statement and self.statement[name].active for name in relation.premises)
        )

    def find_conclusion(self, relation: Relation) -> str:
        """Return the id of the statement at the end of a chain of undercuts.

        It is "" if the chain ends nowhere.
        """
        # A broken map can have relations that target each other, so the visited ids are remembered.
        visited = {relation.id}
        target = relation.target
        while target in self.relation and target not in visited:
            visited.add(target)
            target = self.relation[target].target
        return target if target in self.statement else ""
