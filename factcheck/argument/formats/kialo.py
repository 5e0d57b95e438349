"""Import of the text export of Kialo.

It has numbered claims with Pro and Con, links, and cross links.

A discussion can have several theses below a question. Such a thesis has no Pro or Con, so it becomes a statement
without a relation, and its parent is stored in `extra["kialo"]`.
"""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from factcheck.argument.formats.extra_blocks import add_block
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector, shorten
from factcheck.argument.formats.text_codec import decode, format_position
from factcheck.argument.graph import Relation, Statement
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _

_BLOCK_NAME = "kialo"
# Repetitions in these patterns have limits, so that no line can take more than linear time.
_TITLE = re.compile(r"\A\s*+Discussion Title:[ \t]*+(.*)")
_CLAIM = re.compile(r"\A[ \t]*+((?:\d{1,6}\.){1,200})(?:[ \t]++(?:(Pro|Con):)?[ \t]*+(.*)|$)")
_START = re.compile(r"\A\s*+(?:Discussion Title:|1\.(?:[ \t]|$))", re.MULTILINE)
_CROSS = re.compile(r"-> See ((?:\d{1,6}\.)+)\s*")
# A name can have escaped brackets and pairs of brackets, an address pairs of parentheses.
_LINK = re.compile(
    r"\\(?P<escaped>[\\\[\]()])"
    r"|\[(?P<name>(?:\\.|[^\]\[\\]|\[(?:\\.|[^\]\[\\]){0,500}\]){1,2000})\]"
    r"\((?P<url>(?:\\.|[^()\s\\]|\((?:\\.|[^()\s\\]){0,500}\)){1,2000})\)"
)
_ESCAPED = re.compile(r"\\([\\\[\]()])")
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

    Lines that are no claims, and relations to claims that are not in the file, become notes.
    """
    collector = GraphCollector()
    title, claims = _parse_claims(decode(data), collector)
    for name, claim in claims.items():
        if not claim.see:
            collector.add_statement(_to_statement(name, claim), format_position(claim.line))
    targets = _follow_links(claims)
    for name, claim in claims.items():
        _add_relation(name, claim, targets, collector)
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


def _parse_claims(text: str, collector: GraphCollector) -> tuple[str, dict[str, _Claim]]:
    title = ""
    claims: dict[str, _Claim] = {}
    repeated: dict[str, int] = {}
    claim: _Claim | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if claim is None and (match := _TITLE.fullmatch(line)):
            title = match[1].strip()
        elif match := _CLAIM.fullmatch(line):
            claim = _Claim(match[1].rstrip("."), match[2] or "", number, [match[3] or ""])
            name = claim.number
            if name in claims:
                name = _find_free(name, claims, repeated)
                message = _("The number %(id)s occurs twice. This claim was imported as %(name)s.")
                collector.note(format_position(number), message % {"id": match[1], "name": name})
            claims[name] = claim
        elif claim:
            claim.parts.append(line)
        elif line.strip():
            message = _("This line is not a claim such as “1.1. Pro: ...”. It was set aside: “%(text)s”.")
            collector.note(format_position(number), message % {"text": shorten(line)})
    return title, claims


def _find_free(name: str, taken: dict[str, _Claim], repeated: dict[str, int]) -> str:
    """Return a free name. `repeated` has the last number of each name, so that no number is tried twice."""
    for number in count(repeated.get(name, 1) + 1):
        if (free := f"{name} ({number})") not in taken:
            repeated[name] = number
            return free
    raise AssertionError("count() is endless")


def _add_relation(
    name: str, claim: _Claim, targets: dict[str, str | None], collector: GraphCollector
) -> None:
    where = format_position(claim.line)
    if not claim.parent:
        return
    source, target = targets[name], targets.get(claim.parent)
    if claim.parent not in targets:
        message = _("%(number)s. has no claim %(parent)s. above it; it has no relation.")
        collector.note(where, message % {"number": name, "parent": claim.parent})
    elif not claim.stance:
        message = _("The thesis %(number)s. has neither Pro nor Con; it has no relation.")
        collector.note(where, message % {"number": name})
    elif source is None or target is None:
        message = _("%(number)s. links to a claim that is not in this file; the link was not imported.")
        collector.note(where, message % {"number": name})
    else:
        relation = Relation(f"{name} {claim.stance}", _KIND[claim.stance], (source,), target)
        collector.add_relation(relation, where)


def _follow_links(claims: dict[str, _Claim]) -> dict[str, str | None]:
    """Return the id of each claim after following cross links: None if they lead nowhere or form a cycle.

    Each link is followed once, however long the chain is.
    """
    targets: dict[str, str | None] = {}
    for start in claims:
        name, visited = start, dict[str, None]()
        while name not in targets and name not in visited and name in claims and (see := claims[name].see):
            visited[name] = None
            name = see
        is_end = name in claims and name not in visited
        target = targets.get(name, name if is_end else None)
        targets |= dict.fromkeys((*visited, start), target)
    return targets


def _to_statement(name: str, claim: _Claim) -> Statement:
    links: list[dict[str, str]] = []

    def replace_link(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match["escaped"]
        name, url = (_ESCAPED.sub(r"\1", match[part]) for part in ("name", "url"))
        links.append({"text": name, "url": url})
        return name

    text = _LINK.sub(replace_link, claim.text)
    block: dict[str, Any] = {"parent": claim.parent} if claim.parent and not claim.stance else {}
    block |= {"links": links} if links else {}
    return Statement(name, text, extra=add_block({}, _BLOCK_NAME, block))
