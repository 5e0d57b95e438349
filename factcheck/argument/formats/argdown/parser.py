"""The second look at Argdown: lines become headings, statements and arguments with their arrows, and structures.

What titles mean and how arrows become relations is left to `resolving`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from factcheck.argument.formats.argdown.inline_markup import LINK, parse_inline, strip_unescaped
from factcheck.argument.formats.argdown.lexer import LexedLine, LexedSource
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.strict_yaml import load_mapping
from factcheck.argument.formats.text_codec import format_position
from factcheck.i18n import gettext as _

_HEADING = re.compile(r"(#+) ")
_ARROW = re.compile(r"([ \t]*)(<\+|<-|<_|\+>|->|_>|><|\+|-|_)(?=[\s\[<]|$)")
_NUMBER = re.compile(r"[ \t]*\((\d{1,9})\)")
_LIST_ITEM = re.compile(r"[ \t]*(?:\d+\.|\*)(?=\s)")
_INFERENCE = re.compile(r"[ \t]*--(?P<rest>.*)")
_DATA = re.compile("\0(\\d+)\0")
_HEAD = re.compile(r"(?:\[(?P<s>[^\]]+)\]|<(?P<a>[^>]+)>)(?P<colon>:)?")
_TAGS = re.compile(r"(?:\s*#(?:\([^)]*\)|[\w-]+))*\s*")
_LINK = re.compile(LINK)


class NodeForm(StrEnum):
    STATEMENT = "statement"
    ARGUMENT = "argument"
    HEADING = "heading"
    INFERENCE = "inference"


@dataclass(eq=False)
class ArgdownNode:
    """One mention of a statement or argument, a heading or an inference, with the arrows that hang on it.

    `raw` is what it says, None for a mere reference; `number` is a heading's level or a premise's number.
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
    """A premise-conclusion structure: statements, and inferences before each conclusion."""

    line: int
    nodes: list[ArgdownNode] = field(default_factory=list)


ParsedBlock = ArgdownNode | PremiseConclusion


def parse(source: LexedSource, collector: GraphCollector) -> list[ParsedBlock]:
    """The blocks in the order of the file."""
    parser = _Parser(source, collector)
    for line in source.lines:
        parser.take(line)
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

    def take(self, line: LexedLine) -> None:
        if not line.text.strip():
            self.end_paragraph()
        elif self.in_rule:
            self._rule(line.text)
        elif found := _NUMBER.match(line.text):
            self._numbered(line, found)
        elif self.structure and (found := _INFERENCE.match(line.text)):
            self._inference(self.structure, line.number, found["rest"])
        elif found := _ARROW.match(line.text):
            self._arrow(line, found)
        elif self.open and not _LIST_ITEM.match(line.text):
            self.open.parts.append(line.text)
        elif found := _HEADING.match(line.text):
            self._root(
                ArgdownNode(line.number, NodeForm.HEADING, number=len(found[1])), line.text[found.end() :]
            )
        else:
            found = _LIST_ITEM.match(line.text)
            self._root(ArgdownNode(line.number), line.text[found.end() if found else 0 :])

    def end_paragraph(self) -> None:
        self._finish()
        self.stack = []
        self.structure = None
        self.in_rule = False

    def _root(self, node: ArgdownNode, text: str) -> None:
        self._finish()
        self.blocks.append(node)
        self._begin(node, text, indent=-1)

    def _begin(self, node: ArgdownNode, text: str, indent: int) -> None:
        node.parts.append(text)
        self.open = node
        self.stack = [*(self.stack if indent >= 0 else []), (indent, node)]

    def _numbered(self, line: LexedLine, found: re.Match[str]) -> None:
        self._finish()
        if not self.structure:
            self.structure = PremiseConclusion(line.number)
            self.blocks.append(self.structure)
        node = ArgdownNode(line.number, number=int(found[1]))
        self.structure.nodes.append(node)
        self._begin(node, line.text[found.end() :], indent=-1)

    def _inference(self, structure: PremiseConclusion, line: int, rest: str) -> None:
        self._finish()
        node = ArgdownNode(line, NodeForm.INFERENCE)
        structure.nodes.append(node)
        self.stack = [(-1, node)]
        if rest.strip().strip("-") or len(rest.strip()) < 2:
            self.in_rule = True
            self._rule(rest)

    def _rule(self, text: str) -> None:
        node = self.stack[0][1]
        words, dashes, after = text.partition("--")
        node.parts.append(words)
        if dashes and not after.strip("- \t"):
            self.in_rule = False
            node.raw, node.data = self._raw(node)
        elif dashes:
            node.parts[-1] = text

    def _arrow(self, line: LexedLine, found: re.Match[str]) -> None:
        self._finish()
        if not self.stack:
            message = _("Nothing stands above this arrow for it to bear on; the line was not kept.")
            self.collector.note(format_position(line.number), message)
            self.stack = [(-1, ArgdownNode(line.number))]
        indent = len(found[1])
        while self.stack[-1][0] >= indent:
            self.stack.pop()
        node = ArgdownNode(line.number)
        self.stack[-1][1].arrows.append((found[2], node))
        self._begin(node, line.text[found.end() :], indent)

    def _finish(self) -> None:
        """Read the head of the node whose text has ended."""
        node, self.open = self.open, None
        if node is None:
            return
        raw, node.data = self._raw(node)
        head = None if _LINK.match(raw) else _HEAD.match(raw)
        after = raw[head.end() :] if head else ""
        if node.form is NodeForm.HEADING or not head or not (head["colon"] or _TAGS.fullmatch(after)):
            node.raw = raw
            node.tags = parse_inline(raw).tags
            return
        node.title = head["s"] or head["a"]
        node.form = NodeForm.STATEMENT if head["s"] else NodeForm.ARGUMENT
        node.raw = strip_unescaped(after) if head["colon"] else None
        node.tags = parse_inline(after).tags

    def _raw(self, node: ArgdownNode) -> tuple[str, dict[str, Any]]:
        """The joined text of a node, and the data found in it."""
        data: dict[str, Any] = {}

        def put_aside(found: re.Match[str]) -> str:
            data.update(load_mapping(self.source.data[int(found[1])], format_position(node.line)))
            return ""

        parts = [strip_unescaped(_DATA.sub(put_aside, part)) for part in node.parts]
        return " ".join(part for part in parts if part), data


def iter_nodes(nodes: Iterable[ArgdownNode]) -> Iterable[ArgdownNode]:
    """The nodes and all that hang on them, in the order of the file."""
    open_nodes = list(nodes)[::-1]
    while open_nodes:
        node = open_nodes.pop()
        yield node
        open_nodes.extend(child for _, child in reversed(node.arrows))
