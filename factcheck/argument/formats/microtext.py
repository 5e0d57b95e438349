"""The XML of the argumentative microtexts in (Peldszus and Stede 2013): segments, units, and edges among them.

A unit's text is that of its segments, through joints. `add` adds a premise to a relation, `und` undercuts one.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from factcheck.argument.formats.extra_blocks import add_block, drop_empty
from factcheck.argument.formats.format_types import Confidence, FileSample, ReadResult
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
    """The map of one text. Raises `InvalidInput` for XML that is broken, or that defines entities."""
    root = _root(data)
    collector = GraphCollector()
    elements = _by_id(root, collector)
    edges = [_edge(name, item) for name, item in elements.items() if item.tag == "edge"]
    segments: dict[str, list[str]] = {}
    for edge in edges:
        if edge.type == "seg":
            segments.setdefault(edge.target, []).append(edge.source)
    used = _add_statements(elements, segments, collector)
    for name, item in elements.items():
        if item.tag == "edu" and name not in used:
            collector.note(
                f"edu “{name}”", _("This segment is part of no unit of the argument; it was not kept.")
            )
    _add_relations(edges, collector)
    extra = {name: value for name, value in root.attrib.items() if name != "id"}
    return collector.finish(root.get("id", ""), add_block({}, _BLOCK_NAME, extra))


def detect(sample: FileSample) -> Confidence:
    """Tell whether a file is microtext XML: XML with its root element."""
    is_xml = sample.text.lstrip()[:1] == "<"
    return Confidence.CERTAIN if is_xml and "<arggraph" in sample.text else Confidence.NONE


def _root(data: bytes) -> Element:
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
            _("The file defines XML entities or points outside itself; neither is read.")
        ) from error
    if root.tag != "arggraph":
        raise InvalidInput(
            _("The file holds <%(tag)s> where <arggraph> belongs.") % {"tag": root.tag},
            where=format_position(1),
        )
    return root


def _by_id(root: Element, collector: GraphCollector) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for number, item in enumerate(root):
        where = f"{item.tag}[{number}]"
        if item.tag not in ("edu", "joint", "adu", "edge"):
            collector.note(
                where, _("There is no element <%(tag)s> in this format; it was not kept.") % {"tag": item.tag}
            )
            continue
        name = _attribute(item, "id", where)
        if name in found:
            raise InvalidInput(_("The id “%(name)s” is taken already.") % {"name": name}, where=where)
        found[name] = item
    return found


def _attribute(item: Element, name: str, where: str) -> str:
    value = item.get(name)
    if not value:
        raise InvalidInput(_("The attribute “%(name)s” is missing.") % {"name": name}, where=where)
    return value


def _edge(name: str, item: Element) -> _Edge:
    where = f"edge “{name}”"
    kind = _attribute(item, "type", where)
    if kind not in _TYPES:
        raise InvalidInput(
            _("The type “%(kind)s” is none of %(known)s.") % {"kind": kind, "known": ", ".join(_TYPES)},
            where=where,
        )
    return _Edge(name, _attribute(item, "src", where), _attribute(item, "trg", where), kind)


def _add_statements(
    elements: dict[str, Element], segments: dict[str, list[str]], collector: GraphCollector
) -> set[str]:
    """Add the units; returns the ids of the segments that they are made of."""
    place = {name: number for number, name in enumerate(elements)}
    used: set[str] = set()
    for name, item in elements.items():
        if item.tag != "adu":
            continue
        parts = [inner for part in segments.get(name, []) for inner in segments.get(part, [part])]
        parts = sorted({part for part in parts if part in elements}, key=lambda part: place[part])
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
                _("“%(target)s” is no relation to add to or to undercut.") % {"target": edge.target},
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
