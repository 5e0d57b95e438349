"""The argument graph as frozen values: statements, and relations that can be targets themselves. No Django.

After the Argument Interchange Format (Chesnevar et al. 2006): a relation is a thing of its own, so that an
undercut is simply a relation whose target is a relation.
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

    `base` is its strength before anything bears on it, in 0.01..0.99: 0.5 for a claim, a piece of evidence's
    own strength for evidence. `origin` groups evidence that goes back to one source and so counts once; empty
    means a group of its own. What is not `active` stays visible and counts nothing. `label` is the verdict
    decided by people, where there is one. `url` leads to the page of the thing. `extra` keeps what a format
    brought along.
    """

    id: str
    text: str
    kind: StatementKind = StatementKind.CLAIM
    base: float = 0.5
    origin: str = ""
    active: bool = True
    label: str = ""
    url: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """One argument: its premises (linked, if several) together bear on `target`, a statement's or a
    relation's id.

    An undercut's target is a relation. A rephrase has one premise and says that both are the same claim in
    other words. `base` is the strength of the step itself, in 0..1. `scheme` may name a Walton scheme.
    """

    id: str
    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    base: float = 1.0
    scheme: str = ""
    active: bool = True
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Graph:
    """The map of one article. Ids of statements and relations share one name space and are unique in it."""

    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    title: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def statement(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {item.id: item for item in self.statements}

    @cached_property
    def relation(self) -> Mapping[str, Relation]:
        """Relations by id."""
        return {item.id: item for item in self.relations}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations that bear on a statement or relation, by its id, in the graph's order."""
        found: dict[str, list[Relation]] = {}
        for item in self.relations:
            found.setdefault(item.target, []).append(item)
        return {key: tuple(items) for key, items in found.items()}

    def context_of(self, statement: Statement) -> str:
        """The id of the statement that a piece of context stands beside; empty for what is no context."""
        about = statement.extra.get(CONTEXT_KEY)
        return about if isinstance(about, str) and about in self.statement else ""

    def counts(self, relation: Relation) -> bool:
        """Whether a relation is active, has premises, and all of them are there and active."""
        return (
            relation.active
            and bool(relation.premises)
            and all(name in self.statement and self.statement[name].active for name in relation.premises)
        )

    def conclusion(self, relation: Relation) -> str:
        """The id of the statement that a relation bears on in the end; empty for one that leads nowhere."""
        seen = {relation.id}
        target = relation.target
        while target in self.relation and target not in seen:
            seen.add(target)
            target = self.relation[target].target
        return target if target in self.statement else ""
