"""Mermaid flowchart out. Mermaid draws 500 edges and 50,000 characters at most, so larger maps are refused."""

import re

from factcheck.argument.formats.flat_graph import SIGN, Arrow, flatten
from factcheck.argument.formats.strict_json import dump_line
from factcheck.argument.formats.text_codec import encode, ensure_no_control
from factcheck.argument.graph import Graph
from factcheck.enums import RelationKind, StatementKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

MAX_EDGES = 500
MAX_CHARACTERS = 50_000
TOO_MANY = gettext_noop(
    "This map makes %(found)s edges, and Mermaid draws %(limit)s edges at most. "
    "Take it away as DOT or SVG, or export a branch."
)
TOO_LONG = gettext_noop(
    "This map makes %(found)s characters, and Mermaid draws %(limit)s characters at most. "
    "Take it away as DOT or SVG, or export a branch."
)

_BOX = {
    StatementKind.CLAIM: ("[", "]"),
    StatementKind.EVIDENCE: ("[/", "/]"),
    StatementKind.PREMISE: ("(", ")"),
}
_LINE = {
    RelationKind.SUPPORT: "-->",
    RelationKind.ATTACK: "-.->",
    RelationKind.UNDERCUT: "-.-x",
    RelationKind.REPHRASE: "<-->",
}
_PUNCTUATION = re.compile(r"[!-+/:-@\[-`{-~]")


def write(graph: Graph) -> bytes:
    """Mermaid text with every character of the map's texts inert. Raises `InvalidInput` beyond its limits."""
    drawn = flatten(graph)
    if len(drawn.arrows) > MAX_EDGES:
        raise _too_large(TOO_MANY, len(drawn.arrows), MAX_EDGES)
    lines = ["flowchart LR"]
    if graph.title:
        ensure_no_control(graph.title, medium="Mermaid", where="title")
        lines.insert(0, f"---\ntitle: {dump_line(graph.title)}\n---")
    for name, item in drawn.statements.items():
        opening, closing = _BOX[item.kind]
        lines.append(f"  {name}{opening}{_quoted(item.text or ' ', f'the statement “{item.id}”')}{closing}")
    lines += [f'  {name}(("{SIGN[item.kind]}"))' for name, item in drawn.joints.items()]
    lines += [_line(arrow) for arrow in drawn.arrows]
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_CHARACTERS:
        raise _too_large(TOO_LONG, len(text), MAX_CHARACTERS)
    return encode(text)


def _line(arrow: Arrow) -> str:
    item = arrow.relation
    if not arrow.into:
        return f"  {arrow.source} --- {arrow.target}"
    said = " ".join(filter(None, (SIGN[item.kind], item.scheme)))
    return f"  {arrow.source} {_LINE[item.kind]}|{_quoted(said, f'the relation “{item.id}”')}| {arrow.target}"


def _quoted(text: str, where: str) -> str:
    """A quoted label: punctuation as Mermaid's numeric codes, newlines as breaks."""
    ensure_no_control(text, medium="Mermaid", where=where)
    coded = _PUNCTUATION.sub(lambda found: f"#{ord(found[0])};", text)
    return '"' + re.sub(r"\r\n|[\n\r]", "<br/>", coded) + '"'


def _too_large(said: str, found: int, limit: int) -> InvalidInput:
    return InvalidInput(_(said) % {"found": f"{found:,}", "limit": f"{limit:,}"})
