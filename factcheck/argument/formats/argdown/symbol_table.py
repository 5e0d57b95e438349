"""Who is who in an Argdown file: mentions of one title are one statement, or one argument, and each gets its id.

An argument that is only sketched is a statement (its description) that bears on others. One with a structure,
or one that our writer marked as a relation, is a relation.
"""

from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME, escape
from factcheck.argument.formats.argdown.inline_markup import parse_inline
from factcheck.argument.formats.argdown.parser import ArgdownNode, NodeForm, PremiseConclusion
from factcheck.argument.formats.extra_blocks import add_block, drop_empty, get_block
from factcheck.argument.formats.field_codec import BLOCK, STATEMENT_FIELDS, decode_fields
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import format_position
from factcheck.argument.graph import Statement
from factcheck.i18n import gettext as _


@dataclass
class Symbol:
    """All that a file says of one title."""

    form: NodeForm
    title: str
    line: int
    raw: str = ""
    wordings: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    group: list[str] = field(default_factory=list)
    structure: PremiseConclusion | None = None
    explained: bool = False
    id: str = ""

    @property
    def is_relation(self) -> bool:
        return self.structure is not None or (self.form is NodeForm.ARGUMENT and is_marked(self.own))


class SymbolTable:
    """The entries by form and title, in the order of their first mention."""

    def __init__(self, collector: GraphCollector) -> None:
        self.collector = collector
        self.entries: dict[tuple[NodeForm, str], Symbol] = {}
        self._of: dict[ArgdownNode, Symbol] = {}
        self._taken: set[str] = set()
        self._spare = count(1)
        self._untitled_numbers = count(1)

    def meet(self, node: ArgdownNode, group: list[str]) -> Symbol:
        """Take note of one mention."""
        title = node.title or self._untitled(node.form)
        entry = self.entries.setdefault((node.form, title), Symbol(node.form, title, node.line))
        self._of[node] = entry
        own = get_block(node.data, BLOCK)
        if not entry.explained and (node.raw or "text" in own or is_marked(own)):
            entry.explained, entry.line, entry.group = True, node.line, group
        elif not entry.explained:
            entry.group = entry.group or group
        self._reword(entry, node)
        entry.tags += [tag for tag in node.tags if tag not in entry.tags]
        entry.data.update({name: value for name, value in node.data.items() if name != BLOCK})
        if isinstance(own.get("relation"), str):
            self._taken.add(own["relation"])
        if is_marked(own) or "relation" not in own:
            entry.own.update(own)
        return entry

    def of(self, node: ArgdownNode) -> Symbol:
        return self._of[node]

    def give_ids(self) -> None:
        """An id for every entry: its own, else its title, told apart where two would share one."""
        self._taken |= {
            entry.own["id"] for entry in self.entries.values() if isinstance(entry.own.get("id"), str)
        }
        for entry in self.entries.values():
            told = entry.own.get("relation" if entry.is_relation else "id")
            entry.id = told if isinstance(told, str) else self._free(entry.title, entry.form)

    def fresh_relation(self) -> str:
        return self._take(next(name for number in self._spare if (name := f"r{number}") not in self._taken))

    def part_of(self, name: str, number: int) -> str:
        return self._free(f"{name} ({number})", NodeForm.INFERENCE)

    def statements(self) -> list[Symbol]:
        return [entry for entry in self.entries.values() if not entry.is_relation]

    def _reword(self, entry: Symbol, node: ArgdownNode) -> None:
        """Take the first wording of a title; keep others aside."""
        if not node.raw or node.raw in entry.wordings:
            return
        if not entry.raw:
            entry.raw = node.raw
        elif parse_inline(node.raw).text != parse_inline(entry.raw).text:
            entry.wordings.append(node.raw)
            message = _("“%(title)s” has another wording here; the first one is shown, this one kept aside.")
            self.collector.note(format_position(node.line), message % {"title": entry.title})

    def _free(self, name: str, form: NodeForm) -> str:
        others = (f"{name} ({form} {number})" for number in count(2))
        return self._take(
            next(found for found in chain([name, f"{name} ({form})"], others) if found not in self._taken)
        )

    def _take(self, name: str) -> str:
        self._taken.add(name)
        return name

    def _untitled(self, form: NodeForm) -> str:
        names = (f"Untitled {form} {number}" for number in self._untitled_numbers)
        return next(name for name in names if (form, name) not in self.entries)


def is_marked(own: dict[str, Any]) -> bool:
    """Whether our writer says that an argument is a relation. A relation without a kind names an arrow."""
    return "relation" in own and "kind" in own


def to_statement(entry: Symbol, collector: GraphCollector) -> Statement:
    """The statement that an entry stands for. Without a text of its own, its title is what it says."""
    where = _("line %(line)s, data") % {"line": entry.line}
    said = parse_inline(entry.raw)
    told = decode_fields(entry.own, {"id": str, "text": str, **STATEMENT_FIELDS}, collector, where)
    told.pop("id", None)
    text = told.pop("text", said.text if entry.raw else entry.title)
    extra = told.pop("extra", {})
    links = [{"text": name, "url": url} for name, url in said.links]
    keep: dict[str, Any] = {
        "raw": entry.raw if entry.raw != escape(text) else "",
        "wordings": entry.wordings,
        "tags": entry.tags,
        "links": links,
        "data": entry.data,
        "group": entry.group,
        "argument": entry.form is NodeForm.ARGUMENT,
    }
    return Statement(entry.id, text, extra=add_block(extra, BLOCK_NAME, drop_empty(keep)), **told)
