"""Argdown in: statements, arguments, relations, structures, groups, tags, data and frontmatter.

Prose (untitled paragraphs that no arrow touches) is no part of an argument: it is noted, and not kept.
"""

from typing import Any

from factcheck.argument.formats.argdown.naming import Entry, Names, statement
from factcheck.argument.formats.argdown.parsing import Block, Form, Node, Structure, parse, walk
from factcheck.argument.formats.argdown.resolving import Draft, Resolver, relations
from factcheck.argument.formats.argdown.scanning import scan
from factcheck.argument.formats.argdown.spelling import plain_text
from factcheck.argument.formats.argdown.structures import Step, steps_of
from factcheck.argument.formats.collecting import Collector
from factcheck.argument.formats.fields import BLOCK, take
from factcheck.argument.formats.keeping import KEEP_ARGDOWN as KEEP
from factcheck.argument.formats.keeping import filled, texts, with_kept
from factcheck.argument.formats.plaintext import at_line
from factcheck.argument.formats.values import Reading
from factcheck.argument.formats.yamltext import load_mapping
from factcheck.i18n import gettext as _


def read(data: bytes) -> Reading:
    """The map that an Argdown text draws, one statement for each title."""
    collector = Collector()
    source = scan(data)
    front = load_mapping(source.frontmatter, "frontmatter") if source.frontmatter else {}
    own = take(front.pop(BLOCK, {}), {"extra": dict, "order": list}, collector, "frontmatter")
    blocks = parse(source, collector)
    keep: dict[str, Any] = {"headings": []}
    drafts, names = _drafts(_under_headings(blocks, keep["headings"]), collector)
    for entry in names.statements():
        collector.add_statement(statement(entry, collector), at_line(entry.line))
    for relation, line in relations(drafts, names, collector):
        collector.add_relation(relation, at_line(line))
    place = {name: number for number, name in enumerate(texts(own, "order"))}
    collector.statements.sort(key=lambda item: place.get(item.id, len(place)))
    collector.relations.sort(key=lambda item: place.get(item.id, len(place)))
    title = str(front.pop("title")) if isinstance(front.get("title"), str) else ""
    keep["frontmatter"] = front
    return collector.finish(title, with_kept(own.get("extra", {}), KEEP, filled(keep)))


def _under_headings(blocks: list[Block], headings: list[dict[str, Any]]) -> list[tuple[list[str], Block]]:
    """Each block with the path of headings above it; headings with data are told to `headings`."""
    path: list[tuple[int, str]] = []
    found: list[tuple[list[str], Block]] = []
    for block in blocks:
        if isinstance(block, Structure) or block.form is not Form.HEADING:
            found.append(([name for _, name in path], block))
            continue
        path = [(level, name) for level, name in path if level < block.number]
        path.append((block.number, plain_text(block.raw or "")))
        if block.data:
            headings.append({"path": [name for _, name in path], "data": block.data})
    return found


def _drafts(blocks: list[tuple[list[str], Block]], collector: Collector) -> tuple[list[Draft], Names]:
    """Meet all that is mentioned, give it ids, then draft the relations block by block."""
    names = Names(collector)
    structured: list[tuple[Entry, list[Step]]] = []
    plan: list[tuple[Entry | None, list[Node]]] = []
    above: Entry | None = None
    for group, block in blocks:
        if isinstance(block, Node) and _is_prose(block):
            collector.note(
                at_line(block.line), _("A paragraph without a title or an arrow is no part of the map.")
            )
            above = None
            continue
        nodes = block.nodes if isinstance(block, Structure) else [block]
        for node in walk(nodes):
            if node.form is not Form.INFERENCE:
                names.meet(node, group)
        entry = None
        if isinstance(block, Structure) and (steps := steps_of(block, collector)):
            entry = above or names.meet(Node(block.line, Form.ARGUMENT), group)
            entry.structure = block
            structured.append((entry, steps))
        plan.append((entry, nodes))
        argument = isinstance(block, Node) and block.form is Form.ARGUMENT and names.of(block)
        above = argument if argument and not argument.structure else None
    names.give_ids()
    resolver = Resolver(names, collector)
    for entry, steps in structured:
        resolver.enter(entry, steps)
    drafts: list[Draft] = []
    for entry, nodes in plan:
        drafts += resolver.structure(entry) if entry else ()
        for node in walk(nodes):
            drafts += resolver.arrows(node)
    return sorted(drafts, key=lambda draft: draft.line), names


def _is_prose(node: Node) -> bool:
    return node.form is Form.STATEMENT and not node.title and not node.arrows
