"""The pure parts of importing a map: reading the file, and the article that its statements become."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from factcheck.argument.formats import ID_KEYS, ReadNote, detect, read
from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation
from factcheck.argument.validation import validate_graph
from factcheck.enums import BlockKind, RelationKind, Stance
from factcheck.exceptions import InvalidInput
from factcheck.text.ingest import Document
from factcheck.text.language import detect_language
from factcheck.text.normalise import normalise
from factcheck.text.types import Block

SEPARATOR = "\n\n"
EMPTY_TEXT = "…"
# The keys of `extra` data that hold an id: those of the formats, and the claim that a piece of context belongs to.
ID_FIELDS = ID_KEYS | {CONTEXT_KEY}
STANCE_BY_RELATION = {RelationKind.SUPPORT: Stance.SUPPORTS, RelationKind.ATTACK: Stance.REFUTES}
# Issues that lose nothing when the map is stored: an empty text becomes EMPTY_TEXT, and a statement without a path to a
# claim is still a statement of the article.
TOLERATED_ISSUES = ("unreachable", "empty_text")
MAX_LISTED = 5


def read_graph(data: bytes, filename: str, *, kind: str = "") -> tuple[Graph, tuple[ReadNote, ...]]:
    """Return the graph of a file, and notes on what of it could not be read.

    The format is detected if no `kind` is named. Raises InvalidInput for a map that is empty or inconsistent.
    """
    result = read(data, kind or detect(data, filename))
    graph = result.graph
    if not graph.statements:
        raise InvalidInput(_("This map has no statements. Choose a file that has some."))
    faults = [issue.message for issue in validate_graph(graph) if issue.code not in TOLERATED_ISSUES]
    if faults:
        raise InvalidInput(_("This map has errors. %(faults)s") % {"faults": " ".join(faults[:MAX_LISTED])})
    return graph, result.notes


def to_document(graph: Graph, filename: str) -> tuple[Document, dict[str, tuple[int, int]]]:
    """Return the statements as paragraphs of one document, and the span of each statement by its id."""
    blocks, spans, start, texts = [], {}, 0, []
    for statement in graph.statements:
        text = " ".join(normalise(statement.text).split()) or EMPTY_TEXT
        spans[statement.id] = (start, start + len(text))
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(text)))
        texts.append(text)
        start += len(text) + len(SEPARATOR)
    whole = SEPARATOR.join(texts)
    title = normalise(graph.title).strip() or PurePath(filename).stem or "Imported map"
    return Document(title, whole, tuple(blocks), "", "", detect_language(whole), "map"), spans


def is_plain_link(relation: Relation) -> bool:
    """Return whether a relation says no more than the stance of a piece of evidence can."""
    return (
        len(relation.premises) == 1
        and relation.base == 1.0
        and not relation.scheme
        and relation.active
        and relation.kind in STANCE_BY_RELATION
    )


def remap_ids(extra: Any, new_ids: Mapping[str, str]) -> Any:
    """Return the extra data of a format with the new ids where it names statements and relations of the map."""
    if isinstance(extra, list | tuple):
        return [remap_ids(item, new_ids) for item in extra]
    if not isinstance(extra, Mapping):
        return extra
    return {
        key: new_ids.get(str(value), value) if key in ID_FIELDS else remap_ids(value, new_ids)
        for key, value in extra.items()
    }


def to_storable(text: str) -> str:
    """Return a text without NUL characters, which PostgreSQL cannot store."""
    return text.replace("\x00", "")
