"""Import of the XML of the argumentative microtexts.

It has segments, units, and their edges (Peldszus and Stede 2013).

The text of a unit is that of its segments, directly or through joints. An edge `add` adds a premise to a relation, and
`und` undercuts one.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from factcheck.argument.formats.extra_blocks import add_block, drop_empty
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import decode, format_position
from factcheck.argument.graph import Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_BLOCK_NAME = "microtext"
_KIND = {
    "sup": RelationKind.SUPPORT,
    "exa": RelationKind.SUPPORT,
    "reb": RelationKind.ATTACK,
    "und": RelationKind.UNDERCUT,
}
# "seg" connects segments with units, and "add" adds a premise. Neither is a relation of its own.
_TYPES = ("seg", "add", *_KIND)
_SCHEME = {"exa": "Example"}


@dataclass(frozen=True, slots=True)
class _Edge:
    id: str
    source: str
    target: str
    type: str

    @property
    def where(self) -> str:
        return f"edge “{self.id}”"


def read(data: bytes) -> ReadResult:
    """Return the map of one text.

    Raises `InvalidInput` for broken XML, and for XML that defines entities.
    """
    root = _parse_root(data)
    collector = GraphCollector()
    elements = _index_elements(root, collector)
    edges = [_to_edge(name, item) for name, item in elements.items() if item.tag == "edge"]
    segments: dict[str, list[str]] = {}
    for edge in edges:
        if edge.type == "seg":
            segments.setdefault(edge.target, []).append(edge.source)
    used = _add_statements(elements, segments, collector)
    for name, item in elements.items():
        if item.tag == "edu" and name not in used:
            collector.note(
                f"edu “{name}”", _("This segment is not part of a unit of the argument; it was not imported.")
            )
    _add_relations(edges, collector)
    extra = {name: value for name, value in root.attrib.items() if name != "id"}
    return collector.finish(root.get("id", ""), add_block({}, _BLOCK_NAME, extra))


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is microtext XML: XML with its root element."""
    is_xml = sample.text.lstrip()[:1] == "<"
    return DetectionScore.CERTAIN if is_xml and "<arggraph" in sample.text else DetectionScore.NONE


def _parse_root(data: bytes) -> Element:
    # `defusedxml`, because the standard parser expands entities, by which a small file can fill the memory.
    try:
        root = fromstring(decode(data))
    except ParseError as error:
        line, column = error.position
        raise InvalidInput(
            _("The file is not XML: %(why)s.") % {"why": error.msg},
            where=format_position(line, column + 1),
        ) from error
    except DefusedXmlException as error:
        raise InvalidInput(
            _("The file defines XML entities or refers to other files, which is not allowed.")
        ) from error
    if root.tag != "arggraph":
        raise InvalidInput(
            _("The file has the root element <%(tag)s> instead of <arggraph>.") % {"tag": root.tag},
            where=format_position(1),
        )
    return root


def _index_elements(root: Element, collector: GraphCollector) -> dict[str, Element]:
    elements: dict[str, Element] = {}
    for number, item in enumerate(root):
        where = f"{item.tag}[{number}]"
        if item.tag not in ("edu", "joint", "adu", "edge"):
            collector.note(
                where,
                _("The element <%(tag)s> is not part of this format; it was not imported.")
                % {"tag": item.tag},
            )
            continue
        name = _get_attribute(item, "id", where)
        if name in elements:
            raise InvalidInput(_("The id “%(name)s” is taken already.") % {"name": name}, where=where)
        elements[name] = item
    return elements


def _get_attribute(item: Element, name: str, where: str) -> str:
    value = item.get(name)
    if not value:
        raise InvalidInput(_("The attribute “%(name)s” is missing.") % {"name": name}, where=where)
    return value


def _to_edge(name: str, item: Element) -> _Edge:
    where = f"edge “{name}”"
    kind = _get_attribute(item, "type", where)
    if kind not in _TYPES:
        raise InvalidInput(
            _("The type “%(kind)s” is none of %(known)s.") % {"kind": kind, "known": ", ".join(_TYPES)},
            where=where,
        )
    return _Edge(name, _get_attribute(item, "src", where), _get_attribute(item, "trg", where), kind)


def _add_statements(
    elements: dict[str, Element], segments: dict[str, list[str]], collector: GraphCollector
) -> set[str]:
    """Add the units as statements. Return the ids of their segments."""
    position = {name: number for number, name in enumerate(elements)}
    used: set[str] = set()
    for name, item in elements.items():
        if item.tag != "adu":
            continue
        parts = [inner for part in segments.get(name, []) for inner in segments.get(part, [part])]
        parts = sorted({part for part in parts if part in elements}, key=lambda part: position[part])
        used.update(parts)
        text = " ".join("".join(elements[part].itertext()).strip() for part in parts)
        extra = add_block({}, _BLOCK_NAME, drop_empty({"role": item.get("type", ""), "segments": parts}))
        collector.add_statement(Statement(name, text, extra=extra), f"adu “{name}”")
    return used


def _add_relations(edges: list[_Edge], collector: GraphCollector) -> None:
    relations = {edge.id: edge for edge in edges if edge.type in _KIND}
    added: dict[str, list[str]] = {}
    for edge in edges:
        if edge.type in ("add", "und") and edge.target not in relations:
            raise InvalidInput(
                _("“%(target)s” is not a relation, so it cannot get a premise or an undercut.")
                % {"target": edge.target},
                where=edge.where,
            )
        if edge.type == "add":
            added.setdefault(edge.target, []).append(edge.source)
    for edge in relations.values():
        kind = _KIND[edge.type]
        if kind is RelationKind.ATTACK and edge.target in relations:
            kind = RelationKind.UNDERCUT
        premises = (edge.source, *added.get(edge.id, []))
        scheme = _SCHEME.get(edge.type, "")
        collector.add_relation(Relation(edge.id, kind, premises, edge.target, scheme=scheme), edge.where)
