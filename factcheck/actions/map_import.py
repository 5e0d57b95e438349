"""Importing a map from a file as a new article: its statements become text, claims, evidence and premises.

All or nothing, in one transaction. What the rows cannot hold (nodes of a dialogue, the fields of a scheme, layout) is
stored in `ImportedMap` and exported again with the map.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.articles import submit_document
from factcheck.argument.formats import ReadNote
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.enums import EvidenceStatus, Stance, StatementKind
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import InvalidInput
from factcheck.maps.graph_ids import resolve_statement, resolve_target
from factcheck.maps.map_import import (
    EMPTY_TEXT,
    MAX_LISTED,
    STANCE_BY_RELATION,
    is_plain_link,
    read_graph,
    remap_ids,
    to_document,
    to_storable,
)
from factcheck.maps.models import ImportedMap, MapRelation, Premise, RelationPremise
from factcheck.stored_messages import message


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The article of an imported map, whether it is new, and notes on what of the file could not be stored."""

    article: Article
    created: bool
    notes: tuple[ReadNote, ...]


def import_map(actor: User, *, desk: Desk, data: bytes, filename: str, kind: str = "") -> ImportResult:
    """Store a map from a file as a new article of the desk. Its format is detected if no `kind` is named."""
    permissions.ensure_permission(actor, "article.submit", desk)
    permissions.ensure_permission(actor, "map.edit", desk)
    graph, notes = read_graph(data, filename, kind=kind)
    document, spans = to_document(graph, filename)
    with transaction.atomic():
        submission = submit_document(actor, desk=desk, document=document)
        # The same map once more is the same text: the desk's article is returned as it is, with people's work on it.
        if submission.created:
            _MapImporter(actor, submission.article, submission.revision, graph).store(spans)
            record_event(
                actor, "map.imported", submission.article, desk_id=desk.pk, statements=len(graph.statements)
            )
    return ImportResult(submission.article, submission.created, notes)


@dataclass(slots=True)
class _MapImporter:
    """Stores the rows of one imported map; `new_ids` has the new graph id by the old one."""

    actor: User
    article: Article
    revision: Revision
    graph: Graph
    new_ids: dict[str, str] = field(default_factory=dict)

    def store(self, spans: dict[str, tuple[int, int]]) -> None:
        self._add_claims(spans)
        links = self._add_evidence()
        for statement in self.graph.statements:
            if statement.id not in self.new_ids:
                self.new_ids[statement.id] = f"p{self._create_premise(statement).pk}"
        self._add_relations([relation for relation in self.graph.relations if relation.id not in links])
        self._store_extra()

    # The article is new and not committed yet, so nobody else numbers claims in it: no lock is needed.
    def _add_claims(self, spans: dict[str, tuple[int, int]]) -> None:
        claims = [statement for statement in self.graph.statements if statement.kind is StatementKind.CLAIM]
        for number, statement in enumerate(claims, 1):
            row = self._create_claim(statement, number, spans[statement.id])
            self.new_ids[statement.id] = f"c{row.pk}"

    def _create_claim(self, statement: Statement, number: int, span: tuple[int, int]) -> Claim:
        start, end = span
        return Claim.objects.create(
            **self._owner(),
            revision=self.revision,
            number=number,
            start=start,
            end=end,
            quote=self.revision.text[start:end],
            text=to_storable(statement.text) or EMPTY_TEXT,
            reason=message("claim_from_map"),
            method="map.import/1",
            is_human_edited=True,
            created_by=self.actor,
        )

    def _add_evidence(self) -> set[str]:
        """Store evidence whose one relation says no more than a stance does. Return the ids of those relations."""
        links: set[str] = set()
        sources: dict[str, Source] = {}
        for statement in self.graph.statements:
            if statement.kind is not StatementKind.EVIDENCE:
                continue
            link = self._only_link(statement)
            context = self.new_ids.get(str(statement.extra.get("context_of", "")))
            claim_id = self.new_ids[link.target] if link else context
            if claim_id is None:
                continue  # becomes a premise
            # Statements of one origin share a source, so that they count once.
            source = sources.get(statement.origin) or self._create_source(statement)
            if statement.origin:
                sources[statement.origin] = source
            stance = STANCE_BY_RELATION[link.kind] if link else Stance.CONTEXT
            row = self._create_evidence(statement, source, claim_id, stance)
            self.new_ids[statement.id] = f"e{row.pk}"
            if link:
                self.new_ids[link.id] = f"e{row.pk}-{claim_id}"
                links.add(link.id)
        return links

    def _only_link(self, statement: Statement) -> Relation | None:
        """Return the only relation of a statement, if it goes plainly to a claim."""
        relations = [relation for relation in self.graph.relations if statement.id in relation.premises]
        if len(relations) != 1 or not is_plain_link(relations[0]):
            return None
        return relations[0] if self.new_ids.get(relations[0].target, "").startswith("c") else None

    def _create_evidence(
        self, statement: Statement, source: Source, claim_id: str, stance: Stance
    ) -> Evidence:
        return Evidence.objects.create(
            desk_id=self.article.desk_id,
            claim_id=int(claim_id.removeprefix("c")),
            source=source,
            quote=to_storable(statement.text) or EMPTY_TEXT,
            stance=stance,
            strength=_clamp(statement.base),
            lifecycle=EvidenceStatus.ACTIVE if statement.active else EvidenceStatus.WITHDRAWN,
            created_by=self.actor,
        )

    def _create_source(self, statement: Statement) -> Source:
        return Source.objects.create(
            desk_id=self.article.desk_id,
            title=f"Imported with “{self.article.title}”"[:300],
            url=statement.url[:2000] if statement.url.startswith(("http://", "https://")) else "",
            origin=to_storable(statement.origin)[:200],
            created_by=self.actor,
        )

    def _create_premise(self, statement: Statement) -> Premise:
        return Premise.objects.create(
            **self._owner(),
            text=to_storable(statement.text) or EMPTY_TEXT,
            base=_clamp(statement.base),
            created_by=self.actor,
        )

    def _add_relations(self, waiting: list[Relation]) -> None:
        """Store the relations, each after its target, since the target can be a relation itself."""
        while waiting:
            ready = [relation for relation in waiting if relation.target in self.new_ids]
            if not ready:
                raise InvalidInput(
                    _("Relations of this map target each other in a cycle: %(ids)s")
                    % {"ids": ", ".join(relation.id for relation in waiting[:MAX_LISTED])}
                )
            for relation in ready:
                self.new_ids[relation.id] = f"r{self._create_relation(relation).pk}"
            waiting = [relation for relation in waiting if relation not in ready]

    def _create_relation(self, relation: Relation) -> MapRelation:
        target = resolve_target(self.article, self.new_ids[relation.target])
        row = MapRelation.objects.create(
            **self._owner(),
            kind=relation.kind,
            base=relation.base,
            scheme=to_storable(relation.scheme)[:120],
            created_by=self.actor,
            **{target.column: target.row},
        )
        for premise in dict.fromkeys(relation.premises):
            statement = resolve_statement(self.article, self.new_ids[premise])
            RelationPremise.objects.create(relation=row, **{statement.column: statement.row})
        return row

    def _store_extra(self) -> None:
        parts: tuple[Statement | Relation, ...] = (*self.graph.statements, *self.graph.relations)
        extra = {self.new_ids[part.id]: remap_ids(part.extra, self.new_ids) for part in parts if part.extra}
        ImportedMap.objects.create(
            **self._owner(), extra=remap_ids(self.graph.extra, self.new_ids), parts=extra
        )

    def _owner(self) -> dict[str, Any]:
        return {"desk_id": self.article.desk_id, "article": self.article}


def _clamp(base: float) -> float:
    """Return a base score within the range that premises and evidence can have."""
    return min(0.99, max(0.01, base))
