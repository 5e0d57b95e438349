"""The plan of an import: what a file becomes, and whether the desk has the map already. Nothing is written here."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from factcheck.argument.formats import ReadNote, detect
from factcheck.argument.formats.extra_blocks import list_objects
from factcheck.argument.formats.map_formats import FORMATS
from factcheck.argument.formats.source_form import SET_ASIDE, SOURCE_ID
from factcheck.argument.graph import Graph, Statement
from factcheck.articles.models import Article, Revision
from factcheck.desks.models import Desk
from factcheck.enums import StatementKind
from factcheck.maps.import_choices import StatementChoice
from factcheck.maps.map_differences import MIN_COMMON, MapDifferences, compare_maps
from factcheck.maps.map_import import find_evidence, get_title, read_graph, to_document
from factcheck.maps.models import ImportedMap
from factcheck.maps.selectors import build_article_map
from factcheck.text.ingest import Document


@dataclass(frozen=True)
class ImportPlan:
    """A file as it will be imported, with the article of the desk that has this map already, if there is one."""

    filename: str
    kind: str
    graph: Graph
    notes: tuple[ReadNote, ...]
    article: Article | None

    @property
    def title(self) -> str:
        return get_title(self.graph, self.filename)

    @property
    def format_name(self) -> str:
        return FORMATS[self.kind].name

    @cached_property
    def differences(self) -> MapDifferences | None:
        """What the file would change in the article's map; None if there is no such article."""
        return compare_maps(self.graph, build_article_map(self.article)) if self.article else None

    @cached_property
    def statement_kinds(self) -> dict[str, StatementKind]:
        """The kind of row that each statement becomes, by its id in the file."""
        links = find_evidence(self.graph)
        premise = StatementKind.PREMISE
        return {
            item.id: premise if item.kind is StatementKind.EVIDENCE and item.id not in links else item.kind
            for item in self.graph.statements
        }

    def count_statements(self) -> dict[str, int]:
        """Return the numbers of claims, pieces of evidence and premises."""
        counts = Counter(self.statement_kinds.values())
        return {kind.value: counts[kind] for kind in StatementKind}

    def count_relations(self) -> dict[str, int]:
        """Return the numbers of relations by kind, without kinds that the file does not have."""
        return dict(Counter(item.kind.value for item in self.graph.relations))

    def list_examples(self, kind: StatementKind, most: int) -> list[Statement]:
        """Return the first statements of a kind."""
        return [item for item in self.graph.statements if self.statement_kinds[item.id] is kind][:most]

    def count_stored(self) -> tuple[int, int]:
        """Return the numbers of nodes and of edges that are stored for export only, such as those of a dialogue."""
        blocks = [block for block in self.graph.extra.values() if isinstance(block, dict)]
        nodes = sum(len(list_objects(block, "nodes")) for block in blocks)
        nodes += len(list_objects(self.graph.extra, SET_ASIDE))
        return nodes, sum(len(list_objects(block, "spare")) for block in blocks)

    def to_document(self, heading: str = "") -> tuple[Document, dict[str, tuple[int, int]]]:
        return to_document(self.graph, self.filename, heading)


def plan_import(
    desk: Desk,
    data: bytes,
    filename: str,
    *,
    kind: str = "",
    statements: StatementChoice = StatementChoice.PREMISES,
    strict: bool = False,
    article: Article | None = None,
) -> ImportPlan:
    """Return the plan for a file. `article` names the article whose map it changes; it is looked for if not given.

    Raises InvalidInput for a file that cannot be imported.
    """
    kind = kind or detect(data, filename)
    graph, notes = read_graph(data, filename, kind=kind, statements=statements, strict=strict)
    return ImportPlan(filename, kind, graph, notes, article or _find_article(desk, graph, filename, kind))


def _find_article(desk: Desk, graph: Graph, filename: str, kind: str) -> Article | None:
    """Return the article with the same text, or the one that an earlier version of the file was imported as."""
    document, _spans = to_document(graph, filename)
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    revision = Revision.objects.select_related("article").filter(desk=desk, sha256=sha256).first()
    if revision is not None:
        return revision.article
    names = {item.id for item in graph.statements}
    imports = ImportedMap.objects.filter(desk=desk, filename=filename, kind=kind).exclude(filename="")
    for imported in imports.select_related("article").order_by("-id"):
        if _count_common(names, imported.parts.values()) >= MIN_COMMON * len(names):
            return imported.article
    return None


def _count_common(names: set[str], parts: Iterable[dict[str, object]]) -> int:
    return sum(part.get(SOURCE_ID) in names for part in parts)
