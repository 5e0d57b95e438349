"""Import of the text export of Kialo.

It has numbered claims with Pro and Con, links, and cross links.

A discussion can have several theses below a question. Such a thesis has no Pro or Con, so it becomes a statement
without a relation, and its parent is stored in `extra["kialo"]`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from factcheck.argument.formats.extra_blocks import add_block
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import decode, format_position
from factcheck.argument.graph import Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_BLOCK_NAME = "kialo"
# Repetitions in these patterns have limits, so that no line can take more than linear time.
_TITLE = re.compile(r"\s*Discussion Title:[ \t]*(.*)")
_CLAIM = re.compile(r"[ \t]*((?:\d{1,6}\.){1,200})(?:[ \t]+(?:(Pro|Con):)?[ \t]*(.*)|$)")
_START = re.compile(r"\s*Discussion Title:|\s*1\.(?:[ \t]|$)", re.MULTILINE)
_CROSS = re.compile(r"-> See ((?:\d{1,6}\.)+)\s*")
_LINK = re.compile(r"\\(?P<escaped>[\\\[\]()])|\[(?P<name>[^\]\[]{1,2000})\]\((?P<url>[^)\s]{1,2000})\)")
_KIND = {"Pro": RelationKind.SUPPORT, "Con": RelationKind.ATTACK}


@dataclass(slots=True)
class _Claim:
    number: str
    stance: str
    line: int
    parts: list[str] = field(default_factory=list)

    @property
    def parent(self) -> str:
        return self.number.rpartition(".")[0]

    @property
    def text(self) -> str:
        return "\n".join(self.parts).strip()

    @property
    def see(self) -> str:
        """The number of the claim that a cross link names, "" for others."""
        match = _CROSS.fullmatch(self.text)
        return match[1].rstrip(".") if match else ""


def read(data: bytes) -> ReadResult:
    """Return the map of an export.

    Raises `InvalidInput` for a line that is no claim, or a claim without a parent.
    """
    title, claims = _parse_claims(decode(data))
    collector = GraphCollector()
    for claim in claims.values():
        if not claim.see:
            collector.add_statement(_to_statement(claim), format_position(claim.line))
    for claim in claims.values():
        _add_relation(claim, claims, collector)
    return collector.finish(title)


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is a text export of Kialo.

    It is by its name, or if it starts with a title or a first number.
    """
    if sample.document is not None:
        return DetectionScore.NONE
    if sample.filename.endswith(".kialo.txt"):
        return DetectionScore.STRONG
    return DetectionScore.LIKELY if _START.match(sample.text) else DetectionScore.NONE


def _parse_claims(text: str) -> tuple[str, dict[str, _Claim]]:
    title = ""
    claims: dict[str, _Claim] = {}
    claim: _Claim | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if claim is None and (match := _TITLE.fullmatch(line)):
            title = match[1].strip()
        elif match := _CLAIM.fullmatch(line):
            claim = _Claim(match[1].rstrip("."), match[2] or "", number, [match[3] or ""])
            if claim.number in claims:
                raise InvalidInput(
                    _("The number %(id)s occurs twice.") % {"id": match[1]},
                    where=format_position(number, 1),
                )
            claims[claim.number] = claim
        elif claim:
            claim.parts.append(line)
        elif line.strip():
            raise InvalidInput(
                _("This line is not a claim such as “1.1. Pro: ...”."),
                where=format_position(number, 1),
            )
    return title, claims


def _add_relation(claim: _Claim, claims: dict[str, _Claim], collector: GraphCollector) -> None:
    where = format_position(claim.line)
    if not claim.parent:
        return
    if claim.parent not in claims:
        raise InvalidInput(
            _("%(number)s. has no claim %(parent)s. above it.")
            % {"number": claim.number, "parent": claim.parent},
            where=format_position(claim.line, 1),
        )
    source, target = _follow_links(claim, claims), _follow_links(claims[claim.parent], claims)
    if not claim.stance:
        collector.note(
            where,
            _("The thesis %(number)s. has neither Pro nor Con; it has no relation.")
            % {"number": claim.number},
        )
    elif source is None or target is None:
        collector.note(
            where,
            _("%(number)s. links to a claim that is not in this file; the link was not imported.")
            % {"number": claim.number},
        )
    else:
        name = f"{claim.number} {claim.stance}"
        collector.add_relation(Relation(name, _KIND[claim.stance], (source,), target), where)


def _follow_links(claim: _Claim, claims: dict[str, _Claim]) -> str | None:
    """Return the number of the claim after following cross links.

    None if they lead nowhere or form a cycle.
    """
    visited = set()
    while claim.see:
        visited.add(claim.number)
        if claim.see not in claims or claim.see in visited:
            return None
        claim = claims[claim.see]
    return claim.number


def _to_statement(claim: _Claim) -> Statement:
    links: list[dict[str, str]] = []

    def replace_link(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match["escaped"]
        links.append({"text": match["name"], "url": match["url"]})
        return match["name"]

    text = _LINK.sub(replace_link, claim.text)
    block: dict[str, Any] = {"parent": claim.parent} if claim.parent and not claim.stance else {}
    block |= {"links": links} if links else {}
    return Statement(claim.number, text, extra=add_block({}, _BLOCK_NAME, block))
