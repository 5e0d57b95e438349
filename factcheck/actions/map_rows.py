"""The rows that the statements and relations of an imported map become, created many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simple_history.utils import bulk_create_with_history

from factcheck.argument.formats import source_form
from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import EvidenceStatus, StatementKind
from factcheck.evidence.models import Evidence, Source
from factcheck.maps.graph_ids import to_premise_column, to_target_column
from factcheck.maps.map_import import EMPTY_TEXT, EvidenceLink, find_evidence, to_storable, to_storable_json
from factcheck.maps.models import MapRelation, Premise, RelationPremise
from factcheck.stored_messages import message

MAX_SCHEME, MAX_ORIGIN, MAX_TITLE, MAX_URL = 120, 200, 300, 2000


@dataclass(slots=True)
class MapRows:
    """Creates rows for an article's map; `new_ids` has the id in the map by the id in the file."""

    actor: User
    article: Article
    new_ids: dict[str, str] = field(default_factory=dict)

    def add_map(self, graph: Graph, revision: Revision, spans: Mapping[str, tuple[int, int]]) -> None:
        """Create the rows of a whole map for a new article."""
        self._add_claims(graph, revision, spans)
        links = find_evidence(graph)
        self._add_evidence(graph, links)
        self.add_premises([item for item in graph.statements if item.id not in self.new_ids])
        self.add_relations([item for item in graph.relations if item.id not in self.new_ids])

    # The article is new and not committed yet, so nobody else numbers claims in it: no lock is needed.
    def _add_claims(self, graph: Graph, revision: Revision, spans: Mapping[str, tuple[int, int]]) -> None:
        claims = [item for item in graph.statements if item.kind is StatementKind.CLAIM]
        rows = [
            self._to_claim(item, number, revision, spans[item.id]) for number, item in enumerate(claims, 1)
        ]
        self._register(claims, bulk_create_with_history(rows, Claim, default_user=self.actor), "c")

    def _to_claim(
        self, statement: Statement, number: int, revision: Revision, span: tuple[int, int]
    ) -> Claim:
        start, end = span
        return Claim(
            **self._owner(),
            revision=revision,
            number=number,
            start=start,
            end=end,
            quote=revision.text[start:end],
            text=to_storable(statement.text) or EMPTY_TEXT,
            reason=message("claim_from_map"),
            method="map.import/1",
            is_human_edited=True,
            created_by=self.actor,
        )

    def _add_evidence(self, graph: Graph, links: Mapping[str, EvidenceLink]) -> None:
        """Create evidence with its sources. Statements of one origin share a source, so that they count once."""
        evidence = [item for item in graph.statements if item.id in links]
        sources: dict[str, Source] = {}
        for item in evidence:
            sources.setdefault(_source_key(item), self._to_source(item))
        bulk_create_with_history(list(sources.values()), Source, default_user=self.actor)
        rows = [self._to_evidence(item, links[item.id], sources[_source_key(item)]) for item in evidence]
        self._register(evidence, bulk_create_with_history(rows, Evidence, default_user=self.actor), "e")
        for item in evidence:
            if links[item.id].relation:
                claim_id = self.new_ids[links[item.id].claim]
                self.new_ids[links[item.id].relation] = f"{self.new_ids[item.id]}-{claim_id}"

    def _to_evidence(self, statement: Statement, link: EvidenceLink, source: Source) -> Evidence:
        return Evidence(
            desk_id=self.article.desk_id,
            claim_id=int(self.new_ids[link.claim].removeprefix("c")),
            source=source,
            quote=to_storable(statement.text) or EMPTY_TEXT,
            stance=link.stance,
            strength=clamp(statement.base),
            lifecycle=EvidenceStatus.ACTIVE if statement.active else EvidenceStatus.WITHDRAWN,
            created_by=self.actor,
        )

    def _to_source(self, statement: Statement) -> Source:
        title = statement.source or f"Imported with “{self.article.title}”"
        return Source(
            desk_id=self.article.desk_id,
            title=to_storable(title)[:MAX_TITLE],
            publisher=to_storable(statement.publisher)[:MAX_ORIGIN],
            url=statement.url[:MAX_URL] if statement.url.startswith(("http://", "https://")) else "",
            origin=to_storable(statement.origin)[:MAX_ORIGIN],
            created_by=self.actor,
        )

    def add_premises(self, statements: Sequence[Statement]) -> None:
        """Create a premise for each statement."""
        rows = [
            Premise(
                **self._owner(),
                text=to_storable(item.text).strip() or EMPTY_TEXT,
                # A premise that is not active is a removed one, so one that does not count gets the lowest score.
                base=clamp(item.base if item.active else 0.0),
                created_by=self.actor,
            )
            for item in statements
        ]
        self._register(statements, Premise.objects.bulk_create(rows), "p")

    def add_relations(self, relations: Sequence[Relation]) -> None:
        """Create the relations, each after its target, since the target can be a relation itself."""
        waiting = list(relations)
        while ready := [item for item in waiting if item.target in self.new_ids]:
            rows = MapRelation.objects.bulk_create([self._to_relation(item) for item in ready])
            self._register(ready, rows, "r")
            RelationPremise.objects.bulk_create(
                RelationPremise(relation=row, **self._premise_column(premise))
                for row, item in zip(rows, ready, strict=True)
                for premise in dict.fromkeys(item.premises)
            )
            waiting = [item for item in waiting if item.id not in self.new_ids]

    def _to_relation(self, relation: Relation) -> MapRelation:
        column, pk = to_target_column(self.new_ids[relation.target])
        return MapRelation(
            **self._owner(),
            kind=relation.kind,
            base=relation.base,
            scheme=to_storable(relation.scheme)[:MAX_SCHEME],
            created_by=self.actor,
            **{f"{column}_id": pk},
        )

    def _premise_column(self, premise: str) -> dict[str, int]:
        column, pk = to_premise_column(self.new_ids[premise])
        return {f"{column}_id": pk}

    def _register(self, items: Iterable[Statement | Relation], rows: Iterable[Any], letter: str) -> None:
        for item, row in zip(items, rows, strict=True):
            self.new_ids[item.id] = f"{letter}{row.pk}"

    def _owner(self) -> dict[str, Any]:
        return {"desk_id": self.article.desk_id, "article": self.article}


def to_parts(graph: Graph, new_ids: Mapping[str, str], *, titled: bool) -> dict[str, dict[str, Any]]:
    """Return the data of the statements and relations that no column has, by their ids in the map.

    That is their id in the file, and with `titled` also the title, which is that id.
    """
    parts = {}
    items: tuple[Statement | Relation, ...] = (*graph.statements, *graph.relations)
    for item in items:
        extra = {name: value for name, value in item.extra.items() if name != CONTEXT_KEY}
        part = {**extra, source_form.SOURCE_ID: item.id}
        title = _get_title(item, titled=titled) if isinstance(item, Statement) else ""
        parts[new_ids[item.id]] = to_storable_json(part | ({source_form.TITLE: title} if title else {}))
    return parts


def _get_title(item: Statement, *, titled: bool) -> str:
    return item.title or (item.id if titled and not item.id.startswith("Untitled ") else "")


def clamp(base: float) -> float:
    """Return a base score within the range that premises and evidence can have."""
    return min(0.99, max(0.01, base))


def _source_key(statement: Statement) -> str:
    return f"origin {statement.origin}" if statement.origin else f"id {statement.id}"
