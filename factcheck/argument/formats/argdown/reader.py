"""Import of Argdown.

Reads statements, arguments, relations, structures, groups, tags, data and frontmatter.

Prose (paragraphs without a title and without arrows) is not part of an argument. It becomes a note.
"""

import re
from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME
from factcheck.argument.formats.argdown.fences import has_fences
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
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.strict_yaml import load_mapping
from factcheck.argument.formats.text_codec import format_position
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_TITLE = r"(?:\[[^\]\n]++\]|<[^>\n]++>)"
# Frontmatter at the start, or a line with a titled statement or with an arrow to one.
_SYNTAX = re.compile(
    rf"===|^[ \t]*+(?:<?[+_-]>?[ \t]++)?{_TITLE}:|^[ \t]*+(?:<[+_-]|[+_-]>|><|[+-])[ \t]*+{_TITLE}",
    re.MULTILINE,
)


def read(data: bytes) -> ReadResult:
    """Return the map of an Argdown text, with one statement for each title.

    Of a Markdown text it is the map of its blocks of Argdown. Broken data becomes a note.
    """
    collector = GraphCollector()
    source = scan(data)
    front = _load_frontmatter(source.frontmatter, collector)
    own = decode_fields(front.pop(BLOCK, {}), {"extra": dict, "order": list}, collector, "frontmatter")
    blocks = parse(source, collector)
    keep: dict[str, Any] = {"headings": []}
    groups = _group_by_headings(blocks, keep["headings"])
    drafts, symbols = _draft_relations(groups, collector, strict=_is_strict(front))
    for symbol in symbols.list_statements():
        collector.add_statement(to_statement(symbol, collector), format_position(symbol.line))
    for relation, line in build_relations(drafts, symbols, collector):
        collector.add_relation(relation, format_position(line))
    position = {name: number for number, name in enumerate(list_texts(own, "order"))}
    collector.statements.sort(key=lambda item: position.get(item.id, len(position)))
    collector.relations.sort(key=lambda item: position.get(item.id, len(position)))
    title = str(front.pop("title")) if isinstance(front.get("title"), str) else ""
    keep["frontmatter"] = front
    return collector.finish(title, add_block(own.get("extra", {}), BLOCK_NAME, drop_empty(keep)))


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is Argdown.

    It is by its name, or if a line has Argdown syntax. Other texts can have such lines too.
    """
    if sample.document is not None:
        return DetectionScore.NONE
    if sample.filename.endswith((".argdown", ".ad")) or has_fences(sample.text):
        return DetectionScore.STRONG
    return DetectionScore.POSSIBLE if _SYNTAX.search(sample.text) else DetectionScore.NONE


def _load_frontmatter(text: str, collector: GraphCollector) -> dict[str, Any]:
    try:
        return load_mapping(text, "frontmatter")
    except InvalidInput as error:
        collector.note("frontmatter", f"{error.message} {_('It was not imported.')}")
        return {}


def _is_strict(front: dict[str, Any]) -> bool:
    """Return whether arrows between statements are logical relations: `mode: strict` below `model`."""
    model = front.get("model")
    return isinstance(model, dict) and model.get("mode") == "strict"


def _group_by_headings(
    blocks: list[ParsedBlock], headings: list[dict[str, Any]]
) -> list[tuple[list[str], ParsedBlock]]:
    """Return each block with the path of headings above it.

    Headings with data are appended to `headings`.
    """
    path: list[tuple[int, str]] = []
    grouped: list[tuple[list[str], ParsedBlock]] = []
    for block in blocks:
        if isinstance(block, PremiseConclusion) or block.form is not NodeForm.HEADING:
            grouped.append(([name for _, name in path], block))
            continue
        path = [(level, name) for level, name in path if level < block.number]
        path.append((block.number, to_plain_text(block.raw or "")))
        if block.data:
            headings.append({"path": [name for _, name in path], "data": block.data})
    return grouped


def _draft_relations(
    blocks: list[tuple[list[str], ParsedBlock]], collector: GraphCollector, *, strict: bool
) -> tuple[list[RelationDraft], SymbolTable]:
    """Collect all symbols, assign ids, then draft the relations."""
    symbols = SymbolTable(collector)
    structured: list[tuple[Symbol, list[InferenceStep]]] = []
    plan: list[tuple[Symbol | None, list[ArgdownNode]]] = []
    above: Symbol | None = None
    for group, block in blocks:
        if isinstance(block, ArgdownNode) and _is_prose(block):
            collector.note(
                format_position(block.line),
                _("A paragraph without a title or an arrow is not part of the map."),
            )
            above = None
            continue
        steps = list_steps(block, collector) if isinstance(block, PremiseConclusion) else []
        nodes = block.nodes if isinstance(block, PremiseConclusion) else [block]
        for node in iter_nodes(nodes):
            if node.form is not NodeForm.INFERENCE:
                symbols.add_mention(node, group)
        symbol = None
        if isinstance(block, PremiseConclusion) and steps:
            symbol = above or symbols.add_mention(ArgdownNode(block.line, NodeForm.ARGUMENT), group)
            symbol.structure = block
            structured.append((symbol, steps))
        plan.append((symbol, nodes))
        argument = isinstance(block, ArgdownNode) and block.form is NodeForm.ARGUMENT and symbols.get(block)
        above = argument if argument and not argument.structure else None
    symbols.assign_ids()
    resolver = RelationResolver(symbols, collector, strict=strict)
    for symbol, steps in structured:
        resolver.add_structure(symbol, steps)
    drafts: list[RelationDraft] = []
    for symbol, nodes in plan:
        drafts += resolver.draft_structure(symbol) if symbol else ()
        for node in iter_nodes(nodes):
            drafts += resolver.draft_arrows(node)
    return sorted(drafts, key=lambda draft: draft.line), symbols


def _is_prose(node: ArgdownNode) -> bool:
    return node.form is NodeForm.STATEMENT and not node.title and not node.arrows
