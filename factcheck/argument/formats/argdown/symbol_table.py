"""The symbols of an Argdown file.

All mentions of a title are one statement or one argument, with one id.

An argument without a structure (a sketch) becomes a statement with the argument's description. An argument with a
structure, or one that our writer marked as a relation, becomes a relation.
"""

from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME, escape
from factcheck.argument.formats.argdown.inline_markup import parse_inline, without_tags
from factcheck.argument.formats.argdown.parser import ArgdownNode, NodeForm, PremiseConclusion
from factcheck.argument.formats.extra_blocks import add_block, drop_empty, get_block
from factcheck.argument.formats.field_codec import BLOCK, STATEMENT_FIELDS, decode_fields
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import format_position
from factcheck.argument.graph import Statement
from factcheck.i18n import gettext as _


@dataclass
class Symbol:
    """The data of one title, collected from all its mentions."""

    form: NodeForm
    title: str
    line: int
    raw: str = ""
    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    group: list[str] = field(default_factory=list)
    structure: PremiseConclusion | None = None
    is_explained: bool = False
    id: str = ""

    @property
    def is_relation(self) -> bool:
        return self.structure is not None or (self.form is NodeForm.ARGUMENT and is_marked(self.own))


class SymbolTable:
    """The symbols by form and title, in the order of their first mention."""

    def __init__(self, collector: GraphCollector) -> None:
        self.collector = collector
        self.symbols: dict[tuple[NodeForm, str], Symbol] = {}
        self._by_node: dict[ArgdownNode, Symbol] = {}
        self._taken: set[str] = set()
        self._spare = count(1)
        self._untitled_numbers = count(1)

    def add_mention(self, node: ArgdownNode, group: list[str]) -> Symbol:
        """Add a mention to its symbol, which is created at the first one.

        Return the symbol.
        """
        title = node.title or self._create_title(node.form)
        symbol = self.symbols.setdefault((node.form, title), Symbol(node.form, title, node.line))
        self._by_node[node] = symbol
        own = get_block(node.data, BLOCK)
        if not symbol.is_explained and (node.raw or "text" in own or is_marked(own)):
            symbol.is_explained, symbol.line, symbol.group = True, node.line, group
        elif not symbol.is_explained:
            symbol.group = symbol.group or group
        self._add_text(symbol, node)
        symbol.tags += [tag for tag in node.tags if tag not in symbol.tags]
        symbol.data.update({name: value for name, value in node.data.items() if name != BLOCK})
        if isinstance(own.get("relation"), str):
            self._taken.add(own["relation"])
        if is_marked(own) or "relation" not in own:
            symbol.own.update(own)
        return symbol

    def get(self, node: ArgdownNode) -> Symbol:
        """Return the symbol of a mention."""
        return self._by_node[node]

    def assign_ids(self) -> None:
        """Assign an id to each symbol.

        It is that in the data of the symbol, else its title, with a suffix if it is taken.
        """
        self._taken |= {
            symbol.own["id"] for symbol in self.symbols.values() if isinstance(symbol.own.get("id"), str)
        }
        for symbol in self.symbols.values():
            own_id = symbol.own.get("relation" if symbol.is_relation else "id")
            symbol.id = own_id if isinstance(own_id, str) else self._create_id(symbol.title, symbol.form)

    def create_relation_id(self) -> str:
        """Return an unused id for a relation."""
        return self._reserve(
            next(name for number in self._spare if (name := f"r{number}") not in self._taken)
        )

    def create_step_id(self, name: str, number: int) -> str:
        """Return an unused id for an inference of a structure that is not its last one."""
        return self._create_id(f"{name} ({number})", NodeForm.INFERENCE)

    def list_statements(self) -> list[Symbol]:
        """Return the symbols that are statements."""
        return [symbol for symbol in self.symbols.values() if not symbol.is_relation]

    def _add_text(self, symbol: Symbol, node: ArgdownNode) -> None:
        """Use the first text of a title; store other texts, with a note."""
        if not node.raw or node.raw in symbol.texts:
            return
        if not symbol.raw:
            symbol.raw = node.raw
        elif without_tags(parse_inline(node.raw).text) != without_tags(parse_inline(symbol.raw).text):
            symbol.texts.append(node.raw)
            message = _(
                "“%(title)s” has another text here. The first one is shown; this one is stored for Argdown only."
            )
            self.collector.note(format_position(node.line), message % {"title": symbol.title})

    def _create_id(self, name: str, form: NodeForm) -> str:
        numbered = (f"{name} ({form} {number})" for number in count(2))
        return self._reserve(
            next(
                candidate
                for candidate in chain([name, f"{name} ({form})"], numbered)
                if candidate not in self._taken
            )
        )

    def _reserve(self, name: str) -> str:
        self._taken.add(name)
        return name

    def _create_title(self, form: NodeForm) -> str:
        names = (f"Untitled {form} {number}" for number in self._untitled_numbers)
        return next(name for name in names if (form, name) not in self.symbols)


def is_marked(own: dict[str, Any]) -> bool:
    """Return whether our writer marked an argument as a relation.

    Data without a kind only names an arrow.
    """
    return "relation" in own and "kind" in own


def to_statement(symbol: Symbol, collector: GraphCollector) -> Statement:
    """Return the statement of a symbol. Its text is its title if it has no other."""
    where = _("line %(line)s, data") % {"line": symbol.line}
    inline = parse_inline(symbol.raw)
    fields = decode_fields(symbol.own, {"id": str, "text": str, **STATEMENT_FIELDS}, collector, where)
    fields.pop("id", None)
    text = fields.pop("text", inline.text if symbol.raw else symbol.title)
    extra = fields.pop("extra", {})
    links = [{"text": name, "url": url} for name, url in inline.links]
    block: dict[str, Any] = {
        "raw": symbol.raw if symbol.raw != escape(text) else "",
        "wordings": symbol.texts,
        "tags": symbol.tags,
        "links": links,
        "data": symbol.data,
        "group": symbol.group,
        "argument": symbol.form is NodeForm.ARGUMENT,
    }
    return Statement(symbol.id, text, extra=add_block(extra, BLOCK_NAME, drop_empty(block)), **fields)
