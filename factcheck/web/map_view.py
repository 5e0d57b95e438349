"""What the page of an argument map shows: the lines of the outline with their words and links, and the drawing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.argument.citations import cite
from factcheck.argument.explanation_text import quote_text
from factcheck.argument.focus import Focus
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.map_part import MapPart
from factcheck.argument.semantics import Evaluation
from factcheck.argument.svg.controls import CardControl
from factcheck.argument.svg_document import draw_map
from factcheck.enums import StatementKind
from factcheck.web.map_outline import OutlineLine, build_outline

# The list of statements without relations. More are shown by a link.
ISOLATED_SHOWN = 40
SIGN_CLASSES = {"supports": "for", "attacks": "against"}
# In a page, the style sheet has the colours; without them the drawing is a fifth smaller.
_COLOURS = re.compile(r' (?:fill|stroke)="#[0-9a-f]{6}"')


@dataclass(frozen=True, slots=True)
class MapLine:
    """A statement in the outline or in a list.

    `page` is its page on the desk, `source` that of its source. `label` is the computed label of a claim, `weight` its
    computed strength, "" for what is not counted. The first of its `controls` folds or opens, the second focuses.
    """

    place: OutlineLine
    statement: Statement
    sign_class: str
    citation: str
    label: str
    weight: str
    page: str
    source: str
    quote: str
    is_found: bool
    controls: tuple[CardControl, ...]


@dataclass(frozen=True)
class MapView:
    """The shown part of a map with everything that the templates need. `whole` is the map that it was cut from."""

    whole: Graph
    part: MapPart
    evaluation: Evaluation
    lists_all: bool = False

    @property
    def focus(self) -> Focus:
        return self.part.focus

    @cached_property
    def lines(self) -> list[MapLine]:
        return [self._to_line(place) for place in build_outline(self.part.graph)]

    @cached_property
    def isolated(self) -> list[MapLine]:
        """The statements without relations: those that are found first."""
        found = set(self.part.found)
        ranked = sorted(self.part.isolated, key=lambda item: item.id not in found)
        shown = ranked if self.lists_all else ranked[:ISOLATED_SHOWN]
        return [self._to_line(OutlineLine(item)) for item in shown]

    @property
    def shown(self) -> list[str]:
        """The ids of all statements and relations on the page."""
        listed = [line.statement.id for line in self.isolated]
        return [*self.part.graph.statement, *listed, *self.part.graph.relation]

    @property
    def more_isolated(self) -> int:
        return len(self.part.isolated) - len(self.isolated)

    @cached_property
    def drawing(self) -> SafeString:
        controls = {name: tuple(self._list_controls(name)) for name in self.part.graph.statement}
        svg = draw_map(self.part.graph, evaluation=self.evaluation, standalone=False, controls=controls)
        return mark_safe(_COLOURS.sub("", svg))  # noqa: S308 - `draw_map` escapes every text

    @property
    def summary(self) -> str:
        """How much of the map is shown, in a sentence; the page announces it."""
        shown, total = len(self.part.graph.statements) + len(self.isolated), self.part.total
        params = {"shown": shown, "total": total}
        if shown == total:
            return (
                ngettext("%(total)s statement is shown.", "All %(total)s statements are shown.", total)
                % params
            )
        return _("%(shown)s of %(total)s statements are shown.") % params

    @property
    def found_summary(self) -> str:
        """How many statements contain the text to find, "" without one."""
        if not self.focus.find:
            return ""
        number, marked = len(self.part.found), len(self.found_shown)
        params = {"number": number, "text": self.focus.find, "marked": marked}
        if marked < number:
            sentence = _(
                "%(number)s statements contain “%(text)s”. The first %(marked)s are shown and marked."
            )
        else:
            sentence = ngettext(
                "%(number)s statement contains “%(text)s”.",
                "%(number)s statements contain “%(text)s”.",
                number,
            )
        return sentence % params

    @cached_property
    def found_shown(self) -> list[str]:
        """The ids of the statements that contain the text to find and are on the page."""
        shown = set(self.shown)
        return [name for name in self.part.found if name in shown]

    @cached_property
    def focused(self) -> MapLine | None:
        """The statement that everything shown affects, None for the whole map."""
        item = self.whole.statement.get(self.focus.statement)
        return self._to_line(OutlineLine(item)) if item else None

    @cached_property
    def above(self) -> list[tuple[str, str]]:
        """The statements that the focused one affects: the quote and the address of each."""
        name = self.focus.statement
        targets = [
            self.whole.find_conclusion(relation)
            for relation in self.whole.relations
            if name and name in relation.premises
        ]
        if name and (about := self.whole.find_context_claim(self.whole.statement[name])):
            targets.append(about)
        return [
            (quote_text(self.whole.statement[target].text), to_address(self.focus.on(target)))
            for target in dict.fromkeys(filter(None, targets))
        ]

    @property
    def addresses(self) -> Mapping[str, str]:
        """The addresses of other parts of the map, by what they show."""
        focus = self.focus
        return {
            "whole": to_address(Focus(depth=focus.depth, drafts=focus.drafts)),
            "drafts": to_address(replace(focus, drafts=True)),
            "no_drafts": to_address(replace(focus, drafts=False)),
            "next": to_address(replace(focus, skip=self.part.next_skip)) if self.part.next_skip else "",
            "start": to_address(replace(focus, skip=0)) if focus.skip else "",
            "all_isolated": f"{to_address(focus)}&isolated=all",
        }

    @cached_property
    def _claim_of(self) -> Mapping[str, str]:
        """The claim of each piece of evidence, by their ids."""
        return {
            relation.premises[0]: relation.target
            for relation in self.whole.relations
            if relation.id == f"{relation.premises[0]}-{relation.target}"
        }

    @cached_property
    def _found(self) -> frozenset[str]:
        return frozenset(self.part.found)

    def _to_line(self, place: OutlineLine) -> MapLine:
        item = place.statement
        is_counted = item.active and not self.whole.find_context_claim(item)
        is_claim = item.kind is StatementKind.CLAIM
        return MapLine(
            place=place,
            statement=item,
            sign_class=SIGN_CLASSES.get(place.relation, ""),
            citation=cite(item),
            label=self.evaluation.label(item.id).label if is_claim and is_counted else "",
            weight=f"{self.evaluation.strength[item.id]:.2f}" if is_counted else "",
            page=item.url if is_claim else self._find_page(item),
            source="" if is_claim else item.url,
            quote=quote_text(item.text),
            is_found=item.id in self._found,
            controls=() if place.is_repeated else tuple(self._list_controls(item.id)),
        )

    def _find_page(self, item: Statement) -> str:
        """Return the address of a piece of evidence on the page of its claim, "" for a premise."""
        claim = self._claim_of.get(item.id) or self.whole.find_context_claim(item)
        if item.kind is not StatementKind.EVIDENCE or not claim:
            return ""
        return f"{self.whole.statement[claim].url}#evidence-{item.id.removeprefix('e')}"

    def _list_controls(self, name: str) -> Iterator[CardControl]:
        number = self.part.below.get(name, 0)
        if not number:
            return
        quote = quote_text(self.whole.statement[name].text)
        missing = self.part.left_out.get(name, 0)
        if missing:
            label = ngettext(
                "Show %(number)s more below %(quote)s", "Show %(number)s more below %(quote)s", missing
            )
            address = to_address(self._to_opened(name))
            yield CardControl("open", f"+{missing}", label % {"number": missing, "quote": quote}, address)
        else:
            label = _("Fold what is below %(quote)s") % {"quote": quote}
            yield CardControl("fold", "−", label, to_address(self.focus.folding(name)))
        if name != self.focus.statement:
            label = _("Focus on %(quote)s") % {"quote": quote}
            yield CardControl("focus", _("focus"), label, to_address(self.focus.on(name)))

    def _to_opened(self, name: str) -> Focus:
        """Return the focus that shows more below a statement: below itself, or alone if it does not fit."""
        if name == self.focus.statement and self.part.next_skip and name not in self.focus.folded:
            return replace(self.focus, skip=self.part.next_skip)
        if name in self.focus.opened:
            return self.focus.on(name)
        return self.focus.opening(name)


def to_address(focus: Focus) -> str:
    return f"?{focus.to_query()}"


def to_map_address(article_id: int, query: str = "") -> str:
    """Return the address of a map; `query` keeps what of it was shown."""
    address = reverse("map", args=[article_id])
    return f"{address}?{query}" if query else address
