"""The pure parts of importing a map: reading the file, choosing its claims, and the article that its text becomes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from factcheck.argument.formats import ReadNote, detect, read, repair_graph
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.validation import validate_graph
from factcheck.enums import BlockKind, RelationKind, Stance, StatementKind
from factcheck.exceptions import InvalidInput
from factcheck.limits import ensure_count, ensure_text
from factcheck.maps.claim_choice import choose_claims
from factcheck.maps.import_choices import StatementChoice
from factcheck.text.ingest import Document
from factcheck.text.language import detect_language
from factcheck.text.normalise import normalise
from factcheck.text.types import Block

SEPARATOR = "\n\n"
EMPTY_TEXT = "…"
STANCE_BY_RELATION = {RelationKind.SUPPORT: Stance.SUPPORTS, RelationKind.ATTACK: Stance.REFUTES}
# Issues that lose nothing when the map is stored: an empty text becomes EMPTY_TEXT, and a statement without a path to a
# claim is still a statement of the article.
TOLERATED_ISSUES = ("unreachable", "empty_text")
MAX_LISTED = 5


def read_graph(
    data: bytes,
    filename: str,
    *,
    kind: str = "",
    statements: StatementChoice = StatementChoice.PREMISES,
    strict: bool = False,
) -> tuple[Graph, tuple[ReadNote, ...]]:
    """Return the graph of a file as it will be stored, and notes on what of it was changed or set aside.

    The format is detected if no `kind` is named. Raises InvalidInput for a map that is empty and, if `strict`, for one
    that has notes.
    """
    result = read(data, kind or detect(data, filename))
    if not result.graph.statements:
        raise InvalidInput(_("This map has no statements. Choose a file that has some."))
    graph, repairs = repair_graph(result.graph)
    notes = (*result.notes, *repairs)
    if strict and notes:
        raise InvalidInput(
            _("This map has %(count)s parts that cannot be imported as they are. %(notes)s")
            % {"count": len(notes), "notes": " ".join(map(to_sentence, notes[:MAX_LISTED]))}
        )
    _ensure_within_limits(graph)
    faults = [issue.message for issue in validate_graph(graph) if issue.code not in TOLERATED_ISSUES]
    if faults:
        raise InvalidInput(_("This map has errors. %(faults)s") % {"faults": " ".join(faults[:MAX_LISTED])})
    return choose_claims(graph, statements), notes


def _ensure_within_limits(graph: Graph) -> None:
    """Raise InvalidInput for a map, or one text of it, that is larger than people may send in a page."""
    ensure_count((*graph.statements, *graph.relations), "map_elements", field=_("The map"))
    for statement in graph.statements:
        ensure_text(to_storable(statement.text), "premise", field=statement.id)


def to_sentence(note: ReadNote) -> str:
    """Return a note with its position in the file."""
    return f"{note.where}: {note.message}" if note.where else note.message


def to_document(
    graph: Graph, filename: str, heading: str = ""
) -> tuple[Document, dict[str, tuple[int, int]]]:
    """Return the statements as paragraphs of one document, and the span of each statement by its id.

    `heading` is a first line that distinguishes it from a document with the same statements.
    """
    blocks, spans, start, texts = [], {}, 0, []
    for statement_id, text in [*([("", heading)] if heading else []), *_list_texts(graph)]:
        kind = BlockKind.PARAGRAPH if statement_id else BlockKind.HEADING
        spans[statement_id] = (start, start + len(text))
        blocks.append(Block(kind, start, start + len(text)))
        texts.append(text)
        start += len(text) + len(SEPARATOR)
    whole = SEPARATOR.join(texts)
    return Document(
        heading or get_title(graph, filename), whole, tuple(blocks), "", "", detect_language(whole), "map"
    ), spans


def get_title(graph: Graph, filename: str) -> str:
    """Return the title of the article: that of the map, or else the name of the file."""
    return normalise(graph.title).strip() or PurePath(filename).stem or "Imported map"


def is_plain_link(relation: Relation) -> bool:
    """Return whether a relation says no more than the stance of a piece of evidence can."""
    return (
        len(relation.premises) == 1
        and relation.base == 1.0
        and not relation.scheme
        and relation.active
        and relation.kind in STANCE_BY_RELATION
    )


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """The claim that a piece of evidence of the file belongs to, with its stance and the relation that says so."""

    claim: str
    stance: Stance
    relation: str = ""


def find_evidence(graph: Graph) -> dict[str, EvidenceLink]:
    """Return the link of each statement that can be stored as evidence, by its id. Other evidence becomes premises."""
    relations: dict[str, list[Relation]] = {}
    for relation in graph.relations:
        for premise in relation.premises:
            relations.setdefault(premise, []).append(relation)
    claims = {item.id for item in graph.statements if item.kind is StatementKind.CLAIM}
    links = {}
    for item in graph.statements:
        if item.kind is StatementKind.EVIDENCE:
            link = _find_link(graph, item, relations.get(item.id, []))
            if link.claim in claims:
                links[item.id] = link
    return links


def _find_link(graph: Graph, item: Statement, relations: list[Relation]) -> EvidenceLink:
    if not relations:
        return EvidenceLink(graph.find_context_claim(item), Stance.CONTEXT)
    if len(relations) > 1 or not is_plain_link(relations[0]):
        return EvidenceLink("", Stance.CONTEXT)
    only = relations[0]
    return EvidenceLink(only.target, STANCE_BY_RELATION[only.kind], only.id)


def to_storable(text: str) -> str:
    """Return a text without NUL characters, which PostgreSQL cannot store."""
    return text.replace("\x00", "")


def to_storable_json(value: Any) -> Any:
    """Return JSON data without NUL characters."""
    if isinstance(value, str):
        return to_storable(value)
    if isinstance(value, dict):
        return {to_storable(name): to_storable_json(item) for name, item in value.items()}
    return [to_storable_json(item) for item in value] if isinstance(value, list | tuple) else value


def _list_texts(graph: Graph) -> Iterable[tuple[str, str]]:
    for statement in graph.statements:
        yield statement.id, " ".join(normalise(statement.text).split()) or EMPTY_TEXT
