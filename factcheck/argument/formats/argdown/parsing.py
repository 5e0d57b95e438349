"""The second look at Argdown: lines become headings, statements and arguments with their arrows, and structures.

What titles mean and how arrows become relations is left to `resolving`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from factcheck.argument.formats.argdown.scanning import Line, Source
from factcheck.argument.formats.argdown.spelling import LINK, spelled, strip
from factcheck.argument.formats.collecting import Collector
from factcheck.argument.formats.plaintext import at_line
from factcheck.argument.formats.yamltext import load_mapping
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


class Form(StrEnum):
    STATEMENT = "statement"
    ARGUMENT = "argument"
    HEADING = "heading"
    INFERENCE = "inference"


@dataclass(eq=False)
class Node:
    """One mention of a statement or argument, a heading or an inference, with the arrows that hang on it.

    `raw` is what it says, None for a mere reference; `number` is a heading's level or a premise's number.
    """

    line: int
    form: Form = Form.STATEMENT
    title: str = ""
    raw: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    tags: tuple[str, ...] = ()
    arrows: list[tuple[str, "Node"]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


@dataclass
class Structure:
    """A premise-conclusion structure: statements, and inferences before each conclusion."""

    line: int
    nodes: list[Node] = field(default_factory=list)


Block = Node | Structure


def parse(source: Source, collector: Collector) -> list[Block]:
    """The blocks in the order of the file."""
    parser = _Parser(source, collector)
    for line in source.lines:
        parser.take(line)
    parser.end_paragraph()
    return parser.blocks


class _Parser:
    def __init__(self, source: Source, collector: Collector) -> None:
        self.source = source
        self.collector = collector
        self.blocks: list[Block] = []
        self.open: Node | None = None
        self.stack: list[tuple[int, Node]] = []
        self.structure: Structure | None = None
        self.in_rule = False

    def take(self, line: Line) -> None:
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
            self._root(Node(line.number, Form.HEADING, number=len(found[1])), line.text[found.end() :])
        else:
            found = _LIST_ITEM.match(line.text)
            self._root(Node(line.number), line.text[found.end() if found else 0 :])

    def end_paragraph(self) -> None:
        self._finish()
        self.stack = []
        self.structure = None
        self.in_rule = False

    def _root(self, node: Node, text: str) -> None:
        self._finish()
        self.blocks.append(node)
        self._begin(node, text, indent=-1)

    def _begin(self, node: Node, text: str, indent: int) -> None:
        node.parts.append(text)
        self.open = node
        self.stack = [*(self.stack if indent >= 0 else []), (indent, node)]

    def _numbered(self, line: Line, found: re.Match[str]) -> None:
        self._finish()
        if not self.structure:
            self.structure = Structure(line.number)
            self.blocks.append(self.structure)
        node = Node(line.number, number=int(found[1]))
        self.structure.nodes.append(node)
        self._begin(node, line.text[found.end() :], indent=-1)

    def _inference(self, structure: Structure, line: int, rest: str) -> None:
        self._finish()
        node = Node(line, Form.INFERENCE)
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

    def _arrow(self, line: Line, found: re.Match[str]) -> None:
        self._finish()
        if not self.stack:
            message = _("Nothing stands above this arrow for it to bear on; the line was not kept.")
            self.collector.note(at_line(line.number), message)
            self.stack = [(-1, Node(line.number))]
        indent = len(found[1])
        while self.stack[-1][0] >= indent:
            self.stack.pop()
        node = Node(line.number)
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
        if node.form is Form.HEADING or not head or not (head["colon"] or _TAGS.fullmatch(after)):
            node.raw = raw
            node.tags = spelled(raw).tags
            return
        node.title = head["s"] or head["a"]
        node.form = Form.STATEMENT if head["s"] else Form.ARGUMENT
        node.raw = strip(after) if head["colon"] else None
        node.tags = spelled(after).tags

    def _raw(self, node: Node) -> tuple[str, dict[str, Any]]:
        """The joined text of a node, and the data found in it."""
        data: dict[str, Any] = {}

        def put_aside(found: re.Match[str]) -> str:
            data.update(load_mapping(self.source.data[int(found[1])], at_line(node.line)))
            return ""

        parts = [strip(_DATA.sub(put_aside, part)) for part in node.parts]
        return " ".join(part for part in parts if part), data


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """The nodes and all that hang on them, in the order of the file."""
    open_nodes = list(nodes)[::-1]
    while open_nodes:
        node = open_nodes.pop()
        yield node
        open_nodes.extend(child for _, child in reversed(node.arrows))
