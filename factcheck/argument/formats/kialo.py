"""Kialo's text export in: numbered claims with Pro and Con, links, cross links, one thesis or several.

A thesis under a question carries no Pro or Con; it stands by itself, with its place in `extra["kialo"]`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from factcheck.argument.formats.extra_blocks import add_block
from factcheck.argument.formats.format_types import Confidence, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import decode, format_position
from factcheck.argument.graph import Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_BLOCK_NAME = "kialo"
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
        """The number that a cross link points to; empty for a claim with a text of its own."""
        found = _CROSS.fullmatch(self.text)
        return found[1].rstrip(".") if found else ""


def read(data: bytes) -> ReadResult:
    """The map of an export. Raises `InvalidInput` for a line that is no claim, or one without its parent."""
    title, claims = _claims(decode(data))
    collector = GraphCollector()
    for claim in claims.values():
        if not claim.see:
            collector.add_statement(_statement(claim), format_position(claim.line))
    for claim in claims.values():
        _relate(claim, claims, collector)
    return collector.finish(title)


def detect(sample: FileSample) -> Confidence:
    """Tell whether a file is a text export of Kialo: by its name, or by a title or a first number at the start."""
    if sample.document is not None:
        return Confidence.NONE
    if sample.filename.endswith(".kialo.txt"):
        return Confidence.STRONG
    return Confidence.LIKELY if _START.match(sample.text) else Confidence.NONE


def _claims(text: str) -> tuple[str, dict[str, _Claim]]:
    title = ""
    claims: dict[str, _Claim] = {}
    claim: _Claim | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if claim is None and (found := _TITLE.fullmatch(line)):
            title = found[1].strip()
        elif found := _CLAIM.fullmatch(line):
            claim = _Claim(found[1].rstrip("."), found[2] or "", number, [found[3] or ""])
            if claim.number in claims:
                raise InvalidInput(
                    _("The number %(id)s stands twice.") % {"id": found[1]},
                    where=format_position(number, 1),
                )
            claims[claim.number] = claim
        elif claim:
            claim.parts.append(line)
        elif line.strip():
            raise InvalidInput(
                _("This is no claim such as “1.1. Pro: ...”."),
                where=format_position(number, 1),
            )
    return title, claims


def _relate(claim: _Claim, claims: dict[str, _Claim], collector: GraphCollector) -> None:
    where = format_position(claim.line)
    if not claim.parent:
        return
    if claim.parent not in claims:
        raise InvalidInput(
            _("%(number)s. has no claim %(parent)s. above it.")
            % {"number": claim.number, "parent": claim.parent},
            where=format_position(claim.line, 1),
        )
    source, target = _end(claim, claims), _end(claims[claim.parent], claims)
    if not claim.stance:
        collector.note(
            where,
            _("The thesis %(number)s. says neither Pro nor Con; it stands by itself.")
            % {"number": claim.number},
        )
    elif source is None or target is None:
        collector.note(
            where,
            _("%(number)s. links to a claim that is not in this file; the link was not kept.")
            % {"number": claim.number},
        )
    else:
        name = f"{claim.number} {claim.stance}"
        collector.add_relation(Relation(name, _KIND[claim.stance], (source,), target), where)


def _end(claim: _Claim, claims: dict[str, _Claim]) -> str | None:
    """The number of the claim that this one is or points to; None where that leads nowhere."""
    passed = set()
    while claim.see:
        passed.add(claim.number)
        if claim.see not in claims or claim.see in passed:
            return None
        claim = claims[claim.see]
    return claim.number


def _statement(claim: _Claim) -> Statement:
    links: list[dict[str, str]] = []

    def said(found: re.Match[str]) -> str:
        if found["escaped"]:
            return found["escaped"]
        links.append({"text": found["name"], "url": found["url"]})
        return found["name"]

    text = _LINK.sub(said, claim.text)
    keep: dict[str, Any] = {"parent": claim.parent} if claim.parent and not claim.stance else {}
    keep |= {"links": links} if links else {}
    return Statement(claim.number, text, extra=add_block({}, _BLOCK_NAME, keep))
