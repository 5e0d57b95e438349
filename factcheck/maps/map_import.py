"""A map from a file as a new article: its statements become the article's text, claims, evidence and premises.

All or nothing, in one transaction. What the rows cannot hold (nodes of a dialogue, schemes' own fields, layout) is
kept beside them in `ImportedMap` and goes out again with the map.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck import permissions
from factcheck.argument.formats import ID_KEYS, ReadNote, detect, read
from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.argument.validation import validate_graph
from factcheck.articles.models import Article, Revision
from factcheck.articles.services import submit_document
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.enums import BlockKind, EvidenceStatus, RelationKind, Stance, StatementKind
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import InvalidInput
from factcheck.maps import graph_ids
from factcheck.maps.models import ImportedMap, Premise, RelationPremise
from factcheck.maps.models import Relation as RelationRow
from factcheck.text.ingest import Document
from factcheck.text.language import detect_language
from factcheck.text.normalise import normalise
from factcheck.text.types import Block

SEPARATOR = "\n\n"
EMPTY_TEXT = "…"
# The keys of `extra` data that hold an id: those of the formats, and the claim that a piece of context belongs to.
ID_FIELDS = ID_KEYS | {CONTEXT_KEY}
STANCE_BY_RELATION = {RelationKind.SUPPORT: Stance.SUPPORTS, RelationKind.ATTACK: Stance.REFUTES}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The article of an imported map, whether it is new, and what of the file could not be kept."""

    article: Article
    created: bool
    notes: tuple[ReadNote, ...]


def import_map(actor: User, *, desk: Desk, data: bytes, filename: str, kind: str = "") -> ImportResult:
    """Read a map from a file (its kind found by itself if none is named) and keep it as a new article of the desk."""
    permissions.ensure_permission(actor, "article.submit", desk)
    permissions.ensure_permission(actor, "map.edit", desk)
    reading = read(data, kind or detect(data, filename))
    graph = reading.graph
    if not graph.statements:
        raise InvalidInput(_("This map has no statements. Choose a file that has some."))
    faults = [
        finding.sentence
        for finding in validate_graph(graph)
        if finding.code not in ("unreachable", "empty_text")
    ]
    if faults:
        raise InvalidInput(
            _("This map does not hold together. %(faults)s") % {"faults": " ".join(faults[:5])}
        )
    document, spans = _as_article(graph, filename)
    with transaction.atomic():
        done = submit_document(actor, desk=desk, document=document)
        if done.created:
            _MapImporter(actor, done.article, done.revision, graph).keep(spans)
            record_event(
                actor, "map.imported", done.article, desk_id=desk.pk, statements=len(graph.statements)
            )
    return ImportResult(done.article, done.created, reading.notes)


def _as_article(graph: Graph, filename: str) -> tuple[Document, dict[str, tuple[int, int]]]:
    """The statements as paragraphs of one text, and where each of them stands."""
    blocks, spans, start, words = [], {}, 0, []
    for statement in graph.statements:
        said = " ".join(normalise(statement.text).split()) or EMPTY_TEXT
        spans[statement.id] = (start, start + len(said))
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(said)))
        words.append(said)
        start += len(said) + len(SEPARATOR)
    text = SEPARATOR.join(words)
    title = normalise(graph.title).strip() or PurePath(filename).stem or "Imported map"
    return Document(title, text, tuple(blocks), "", "", detect_language(text), "map"), spans


@dataclass(slots=True)
class _MapImporter:
    """Writes the rows of one imported map; `named` tells the new graph id of each old one."""

    actor: User
    article: Article
    revision: Revision
    graph: Graph
    named: dict[str, str] = field(default_factory=dict)

    def keep(self, spans: dict[str, tuple[int, int]]) -> None:
        claims = [one for one in self.graph.statements if one.kind is StatementKind.CLAIM]
        for number, statement in enumerate(claims, 1):
            row = self._claim(statement, number, spans[statement.id])
            self.named[statement.id] = f"c{row.pk}"
        links = self._evidence()
        for statement in self.graph.statements:
            if statement.id not in self.named:
                self.named[statement.id] = f"p{self._premise(statement).pk}"
        self._relations([one for one in self.graph.relations if one.id not in links])
        kept = {self.named[one.id]: remap_ids(one.extra, self.named) for one in self._parts() if one.extra}
        extra = remap_ids(self.graph.extra, self.named)
        ImportedMap.objects.create(
            desk_id=self.article.desk_id, article=self.article, extra=extra, parts=kept
        )

    def _parts(self) -> tuple[Statement | Relation, ...]:
        return (*self.graph.statements, *self.graph.relations)

    def _claim(self, statement: Statement, number: int, span: tuple[int, int]) -> Claim:
        start, end = span
        return Claim.objects.create(
            **self._owned(),
            revision=self.revision,
            number=number,
            start=start,
            end=end,
            quote=self.revision.text[start:end],
            text=_storable(statement.text) or EMPTY_TEXT,
            reason=gettext_noop("Imported with its map."),
            method="map.import/1",
            is_human_edited=True,
            created_by=self.actor,
        )

    def _evidence(self) -> set[str]:
        """Evidence whose one relation says no more than a stance does; the ids of those relations."""
        links: set[str] = set()
        sources: dict[str, Source] = {}
        for statement in self.graph.statements:
            if statement.kind is not StatementKind.EVIDENCE:
                continue
            link = self._only_link(statement)
            context = self.named.get(str(statement.extra.get("context_of", "")))
            target = self.named[link.target] if link else context
            if target is None:
                continue
            source = sources.get(statement.origin) or self._source(statement)
            if statement.origin:
                sources[statement.origin] = source
            row = self._piece(
                statement, source, target, STANCE_BY_RELATION[link.kind] if link else Stance.CONTEXT
            )
            self.named[statement.id] = f"e{row.pk}"
            if link:
                self.named[link.id] = f"e{row.pk}-{target}"
                links.add(link.id)
        return links

    def _only_link(self, statement: Statement) -> Relation | None:
        used = [one for one in self.graph.relations if statement.id in one.premises]
        if len(used) != 1:
            return None
        link = used[0]
        plain = len(link.premises) == 1 and link.base == 1.0 and not link.scheme and link.active
        aimed = self.named.get(link.target, "").startswith("c")
        return link if plain and aimed and link.kind in STANCE_BY_RELATION else None

    def _piece(self, statement: Statement, source: Source, target: str, stance: Stance) -> Evidence:
        return Evidence.objects.create(
            desk_id=self.article.desk_id,
            claim_id=int(target[1:]),
            source=source,
            quote=_storable(statement.text) or EMPTY_TEXT,
            stance=stance,
            strength=min(0.99, max(0.01, statement.base)),
            lifecycle=EvidenceStatus.ACTIVE if statement.active else EvidenceStatus.WITHDRAWN,
            created_by=self.actor,
        )

    def _source(self, statement: Statement) -> Source:
        return Source.objects.create(
            desk_id=self.article.desk_id,
            title=f"Imported with “{self.article.title}”"[:300],
            url=statement.url[:2000] if statement.url.startswith(("http://", "https://")) else "",
            origin=_storable(statement.origin)[:200],
            created_by=self.actor,
        )

    def _premise(self, statement: Statement) -> Premise:
        return Premise.objects.create(
            **self._owned(),
            text=_storable(statement.text) or EMPTY_TEXT,
            base=min(0.99, max(0.01, statement.base)),
            created_by=self.actor,
        )

    def _relations(self, waiting: list[Relation]) -> None:
        """Each relation after the one that it aims at."""
        while waiting:
            ready = [one for one in waiting if one.target in self.named]
            if not ready:
                raise InvalidInput(
                    _("Relations of this map aim at each other in a circle: %(ids)s")
                    % {"ids": ", ".join(one.id for one in waiting[:5])}
                )
            for one in ready:
                self.named[one.id] = f"r{self._relation(one).pk}"
            waiting = [one for one in waiting if one not in ready]

    def _relation(self, relation: Relation) -> RelationRow:
        onto = graph_ids.resolve_target(self.article, self.named[relation.target])
        row = RelationRow.objects.create(
            **self._owned(),
            kind=relation.kind,
            base=relation.base,
            scheme=_storable(relation.scheme)[:120],
            created_by=self.actor,
            **{onto.column: onto.row},
        )
        for premise in dict.fromkeys(relation.premises):
            end = graph_ids.resolve_statement(self.article, self.named[premise])
            RelationPremise.objects.create(relation=row, **{end.column: end.row})
        return row

    def _owned(self) -> dict[str, Any]:
        return {"desk_id": self.article.desk_id, "article": self.article}


def remap_ids(kept: Any, named: Mapping[str, str]) -> Any:
    """What a format brought along, with the new ids where it speaks of statements and relations of the map."""
    if isinstance(kept, list | tuple):
        return [remap_ids(one, named) for one in kept]
    if not isinstance(kept, Mapping):
        return kept
    return {
        key: named.get(str(value), value) if key in ID_FIELDS else remap_ids(value, named)
        for key, value in kept.items()
    }


def _storable(text: str) -> str:
    return text.replace("\x00", "")
