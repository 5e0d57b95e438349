"""The second pass over Argdown: from lines to blocks.

Blocks are headings, statements and arguments with their arrows, and structures.

`symbol_table` resolves titles and `relation_resolver` the arrows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from factcheck.argument.formats.argdown.inline_markup import LINK, parse_inline, strip_unescaped
from factcheck.argument.formats.argdown.lexer import LexedLine, LexedSource
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.strict_yaml import load_braces
from factcheck.argument.formats.text_codec import format_position
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_HEADING = re.compile(r"\A(#++) ")
# The two-character arrows come first, because the one-character ones are their beginnings.
_ARROW = re.compile(r"\A([ \t]*+)(<\+|<-|<_|\+>|->|_>|><|\+|-|_)(?=[\s\[<]|$)")
_NUMBER = re.compile(r"\A[ \t]*+\((\d{1,9})\)")
_LIST_ITEM = re.compile(r"\A[ \t]*+(?:\d++\.|\*)(?=\s)")
_INFERENCE = re.compile(r"\A[ \t]*+--(?P<rest>.*)")
# The placeholder of the lexer.
_DATA = re.compile("\0(\\d+)\0")
_TITLE = re.compile(r"\A(?:\[(?P<s>[^\]]++)\]|<(?P<a>[^>]++)>)(?P<colon>:)?")
_TAGS = re.compile(r"\A(?:\s*+#(?:\([^)]*+\)|[\w-]++))*+\s*+")
_LINK = re.compile(LINK)


class NodeForm(StrEnum):
    """The kinds of nodes.

    The values are parts of generated ids, so they must not change.
    """

    STATEMENT = "statement"
    ARGUMENT = "argument"
    HEADING = "heading"
    INFERENCE = "inference"


@dataclass(eq=False)
class ArgdownNode:
    """One mention of a statement or argument, a heading or an inference.

    `arrows` are those that are indented below it.

    `raw` is its text with markup, None for a reference. `number` is the level of a heading or the number of a premise.
    """

    line: int
    form: NodeForm = NodeForm.STATEMENT
    title: str = ""
    raw: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    tags: tuple[str, ...] = ()
    arrows: list[tuple[str, "ArgdownNode"]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


@dataclass
class PremiseConclusion:
    """Statements with an inference before each conclusion."""

    line: int
    nodes: list[ArgdownNode] = field(default_factory=list)


ParsedBlock = ArgdownNode | PremiseConclusion


def parse(source: LexedSource, collector: GraphCollector) -> list[ParsedBlock]:
    """Return the blocks in the order of the file."""
    parser = _Parser(source, collector)
    for line in source.lines:
        parser.add_line(line)
    parser.end_paragraph()
    return parser.blocks


class _Parser:
    def __init__(self, source: LexedSource, collector: GraphCollector) -> None:
        self.source = source
        self.collector = collector
        self.blocks: list[ParsedBlock] = []
        self.open: ArgdownNode | None = None
        self.stack: list[tuple[int, ArgdownNode]] = []
        self.structure: PremiseConclusion | None = None
        self.in_rule = False

    def add_line(self, line: LexedLine) -> None:
        if not line.text.strip():
            self.end_paragraph()
        elif self.in_rule:
            self._add_rule_text(line.text)
        elif match := _NUMBER.match(line.text):
            self._add_numbered(line, match)
        elif self.structure and (match := _INFERENCE.match(line.text)):
            self._add_inference(self.structure, line.number, match["rest"])
        elif match := _ARROW.match(line.text):
            self._add_arrow(line, match)
        elif self.open and not _LIST_ITEM.match(line.text):
            self.open.parts.append(line.text)
        elif match := _HEADING.match(line.text):
            self._add_root(
                ArgdownNode(line.number, NodeForm.HEADING, number=len(match[1])), line.text[match.end() :]
            )
        else:
            match = _LIST_ITEM.match(line.text)
            self._add_root(ArgdownNode(line.number), line.text[match.end() if match else 0 :])

    def end_paragraph(self) -> None:
        self._finish_node()
        self.stack = []
        self.structure = None
        self.in_rule = False

    def _add_root(self, node: ArgdownNode, text: str) -> None:
        self._finish_node()
        self.blocks.append(node)
        self._begin(node, text, indent=-1)

    def _begin(self, node: ArgdownNode, text: str, indent: int) -> None:
        node.parts.append(text)
        self.open = node
        self.stack = [*(self.stack if indent >= 0 else []), (indent, node)]

    def _add_numbered(self, line: LexedLine, match: re.Match[str]) -> None:
        self._finish_node()
        if not self.structure:
            self.structure = PremiseConclusion(line.number)
            self.blocks.append(self.structure)
        node = ArgdownNode(line.number, number=int(match[1]))
        self.structure.nodes.append(node)
        self._begin(node, line.text[match.end() :], indent=-1)

    def _add_inference(self, structure: PremiseConclusion, line: int, rest: str) -> None:
        self._finish_node()
        node = ArgdownNode(line, NodeForm.INFERENCE)
        structure.nodes.append(node)
        self.stack = [(-1, node)]
        if rest.strip().strip("-") or len(rest.strip()) < 2:
            self.in_rule = True
            self._add_rule_text(rest)

    def _add_rule_text(self, text: str) -> None:
        node = self.stack[0][1]
        text_before, dashes, after = text.partition("--")
        node.parts.append(text_before)
        if dashes and not after.strip("- \t"):
            self.in_rule = False
            node.raw, node.data = self._join_text(node)
        elif dashes:
            node.parts[-1] = text

    def _add_arrow(self, line: LexedLine, match: re.Match[str]) -> None:
        self._finish_node()
        if not self.stack:
            message = _("There is no statement above this arrow; the line was not imported.")
            self.collector.note(format_position(line.number), message)
            self.stack = [(-1, ArgdownNode(line.number))]
        indent = len(match[1])
        while self.stack[-1][0] >= indent:
            self.stack.pop()
        node = ArgdownNode(line.number)
        self.stack[-1][1].arrows.append((match[2], node))
        self._begin(node, line.text[match.end() :], indent)

    def _finish_node(self) -> None:
        """Parse the title of the node whose text is complete."""
        node, self.open = self.open, None
        if node is None:
            return
        raw, node.data = self._join_text(node)
        head = None if _LINK.match(raw) else _TITLE.match(raw)
        after = raw[head.end() :] if head else ""
        if node.form is NodeForm.HEADING or not head or not (head["colon"] or _TAGS.fullmatch(after)):
            node.raw = raw
            node.tags = parse_inline(raw).tags
            return
        node.title = head["s"] or head["a"]
        node.form = NodeForm.STATEMENT if head["s"] else NodeForm.ARGUMENT
        node.raw = strip_unescaped(after) if head["colon"] else None
        node.tags = parse_inline(after).tags

    def _join_text(self, node: ArgdownNode) -> tuple[str, dict[str, Any]]:
        """Return the joined text of a node, and its data."""
        data: dict[str, Any] = {}

        def collect_data(match: re.Match[str]) -> str:
            where = format_position(node.line)
            try:
                data.update(load_braces(self.source.data[int(match[1])], where))
            except InvalidInput as error:
                self.collector.note(where, f"{error.message} {_('It was not imported.')}")
            return ""

        parts = [strip_unescaped(_DATA.sub(collect_data, part)) for part in node.parts]
        return " ".join(part for part in parts if part), data


def iter_nodes(nodes: Iterable[ArgdownNode]) -> Iterable[ArgdownNode]:
    """Yield the nodes and their descendants, in the order of the file."""
    open_nodes = list(nodes)[::-1]
    while open_nodes:
        node = open_nodes.pop()
        yield node
        open_nodes.extend(child for _, child in reversed(node.arrows))
