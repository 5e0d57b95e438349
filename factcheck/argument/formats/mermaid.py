"""Export to a Mermaid flowchart.

Larger maps than Mermaid's limits of edges and characters raise an error.
"""

import re

from factcheck.argument.formats.flat_graph import Arrow, flatten
from factcheck.argument.formats.strict_json import dump_line
from factcheck.argument.formats.text_codec import encode, ensure_no_control
from factcheck.argument.graph import Graph
from factcheck.argument.palette import SIGNS
from factcheck.enums import RelationKind, StatementKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

# The defaults of `maxEdges` and `maxTextSize`. Mermaid shows an error message instead of a larger diagram.
MAX_EDGES = 500
MAX_CHARACTERS = 50_000
TOO_MANY = gettext_noop(
    "This map has %(found)s edges; Mermaid draws at most %(limit)s edges. "
    "Export it as DOT or SVG, or export a branch."
)
TOO_LONG = gettext_noop(
    "The Mermaid text of this map has %(found)s characters; Mermaid draws at most %(limit)s characters. "
    "Export it as DOT or SVG, or export a branch."
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
    """Return Mermaid text in which no text of the map acts as syntax.

    Raises `InvalidInput` beyond the limits.
    """
    flat = flatten(graph)
    if len(flat.arrows) > MAX_EDGES:
        raise _too_large(TOO_MANY, len(flat.arrows), MAX_EDGES)
    lines = ["flowchart LR"]
    if graph.title:
        ensure_no_control(graph.title, medium="Mermaid", where="title")
        lines.insert(0, f"---\ntitle: {dump_line(graph.title)}\n---")
    for name, item in flat.statements.items():
        opening, closing = _BOX[item.kind]
        lines.append(f"  {name}{opening}{_quote(item.text or ' ', f'the statement “{item.id}”')}{closing}")
    lines += [f'  {name}(("{SIGNS[item.kind]}"))' for name, item in flat.joints.items()]
    lines += [_format_arrow(arrow) for arrow in flat.arrows]
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_CHARACTERS:
        raise _too_large(TOO_LONG, len(text), MAX_CHARACTERS)
    return encode(text)


def _format_arrow(arrow: Arrow) -> str:
    item = arrow.relation
    if not arrow.into:
        return f"  {arrow.source} --- {arrow.target}"
    label = " ".join(filter(None, (SIGNS[item.kind], item.scheme)))
    return f"  {arrow.source} {_LINE[item.kind]}|{_quote(label, f'the relation “{item.id}”')}| {arrow.target}"


def _quote(text: str, where: str) -> str:
    """Return a quoted label.

    Punctuation is written as numeric codes of Mermaid, newlines as line breaks.
    """
    ensure_no_control(text, medium="Mermaid", where=where)
    coded = _PUNCTUATION.sub(lambda found: f"#{ord(found[0])};", text)
    return '"' + re.sub(r"\r\n|[\n\r]", "<br/>", coded) + '"'


def _too_large(message: str, count: int, limit: int) -> InvalidInput:
    return InvalidInput(_(message) % {"found": f"{count:,}", "limit": f"{limit:,}"})
