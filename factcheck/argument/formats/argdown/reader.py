"""Argdown in: statements, arguments, relations, structures, groups, tags, data and frontmatter.

Prose (untitled paragraphs that no arrow touches) is no part of an argument: it is noted, and not kept.
"""

import re
from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME
from factcheck.argument.formats.argdown.inline_markup import to_plain_text
from factcheck.argument.formats.argdown.lexer import scan
from factcheck.argument.formats.argdown.parser import (
    ArgdownNode,
    NodeForm,
    ParsedBlock,
    PremiseConclusion,
    iter_nodes,
    parse,
)
from factcheck.argument.formats.argdown.premise_conclusion import InferenceStep, list_steps
from factcheck.argument.formats.argdown.relation_resolver import (
    RelationDraft,
    RelationResolver,
    build_relations,
)
from factcheck.argument.formats.argdown.symbol_table import Symbol, SymbolTable, to_statement
from factcheck.argument.formats.extra_blocks import add_block, drop_empty, list_texts
from factcheck.argument.formats.field_codec import BLOCK, decode_fields
from factcheck.argument.formats.format_types import Confidence, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.strict_yaml import load_mapping
from factcheck.argument.formats.text_codec import format_position
from factcheck.i18n import gettext as _

_TITLE = r"(?:\[[^\]\n]+\]|<[^>\n]+>)"
# Frontmatter at the start, or a line with a titled statement or with an arrow to one.
_SYNTAX = re.compile(
    rf"\s*===|^[ \t]*(?:<?[+_-]>?[ \t]+)?{_TITLE}:|^[ \t]*(?:<[+_-]|[+_-]>|><|[+-])[ \t]*{_TITLE}",
    re.MULTILINE,
)


def read(data: bytes) -> ReadResult:
    """The map that an Argdown text draws, one statement for each title."""
    collector = GraphCollector()
    source = scan(data)
    front = load_mapping(source.frontmatter, "frontmatter") if source.frontmatter else {}
    own = decode_fields(front.pop(BLOCK, {}), {"extra": dict, "order": list}, collector, "frontmatter")
    blocks = parse(source, collector)
    keep: dict[str, Any] = {"headings": []}
    drafts, names = _drafts(_under_headings(blocks, keep["headings"]), collector)
    for entry in names.statements():
        collector.add_statement(to_statement(entry, collector), format_position(entry.line))
    for relation, line in build_relations(drafts, names, collector):
        collector.add_relation(relation, format_position(line))
    place = {name: number for number, name in enumerate(list_texts(own, "order"))}
    collector.statements.sort(key=lambda item: place.get(item.id, len(place)))
    collector.relations.sort(key=lambda item: place.get(item.id, len(place)))
    title = str(front.pop("title")) if isinstance(front.get("title"), str) else ""
    keep["frontmatter"] = front
    return collector.finish(title, add_block(own.get("extra", {}), BLOCK_NAME, drop_empty(keep)))


def detect(sample: FileSample) -> Confidence:
    """Tell whether a file is Argdown: by its name, or by Argdown syntax in any line, which other texts have too."""
    if sample.document is not None:
        return Confidence.NONE
    if sample.filename.endswith((".argdown", ".ad")):
        return Confidence.STRONG
    return Confidence.POSSIBLE if _SYNTAX.search(sample.text) else Confidence.NONE


def _under_headings(
    blocks: list[ParsedBlock], headings: list[dict[str, Any]]
) -> list[tuple[list[str], ParsedBlock]]:
    """Each block with the path of headings above it; headings with data are told to `headings`."""
    path: list[tuple[int, str]] = []
    found: list[tuple[list[str], ParsedBlock]] = []
    for block in blocks:
        if isinstance(block, PremiseConclusion) or block.form is not NodeForm.HEADING:
            found.append(([name for _, name in path], block))
            continue
        path = [(level, name) for level, name in path if level < block.number]
        path.append((block.number, to_plain_text(block.raw or "")))
        if block.data:
            headings.append({"path": [name for _, name in path], "data": block.data})
    return found


def _drafts(
    blocks: list[tuple[list[str], ParsedBlock]], collector: GraphCollector
) -> tuple[list[RelationDraft], SymbolTable]:
    """Meet all that is mentioned, give it ids, then draft the relations block by block."""
    names = SymbolTable(collector)
    structured: list[tuple[Symbol, list[InferenceStep]]] = []
    plan: list[tuple[Symbol | None, list[ArgdownNode]]] = []
    above: Symbol | None = None
    for group, block in blocks:
        if isinstance(block, ArgdownNode) and _is_prose(block):
            collector.note(
                format_position(block.line),
                _("A paragraph without a title or an arrow is no part of the map."),
            )
            above = None
            continue
        nodes = block.nodes if isinstance(block, PremiseConclusion) else [block]
        for node in iter_nodes(nodes):
            if node.form is not NodeForm.INFERENCE:
                names.meet(node, group)
        entry = None
        if isinstance(block, PremiseConclusion) and (steps := list_steps(block, collector)):
            entry = above or names.meet(ArgdownNode(block.line, NodeForm.ARGUMENT), group)
            entry.structure = block
            structured.append((entry, steps))
        plan.append((entry, nodes))
        argument = isinstance(block, ArgdownNode) and block.form is NodeForm.ARGUMENT and names.of(block)
        above = argument if argument and not argument.structure else None
    names.give_ids()
    resolver = RelationResolver(names, collector)
    for entry, steps in structured:
        resolver.enter(entry, steps)
    drafts: list[RelationDraft] = []
    for entry, nodes in plan:
        drafts += resolver.structure(entry) if entry else ()
        for node in iter_nodes(nodes):
            drafts += resolver.arrows(node)
    return sorted(drafts, key=lambda draft: draft.line), names


def _is_prose(node: ArgdownNode) -> bool:
    return node.form is NodeForm.STATEMENT and not node.title and not node.arrows
