"""Export to DOT, the language of Graphviz, from left to right.

Kinds of relations differ by line style, not by colour alone: solid, dashed, dotted and bold.
"""

from factcheck.argument.formats.flat_graph import Arrow, flatten
from factcheck.argument.formats.text_codec import encode, ensure_no_control
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.palette import SIGNS
from factcheck.enums import RelationKind, StatementKind

_SHAPE = {StatementKind.CLAIM: "box", StatementKind.EVIDENCE: "note", StatementKind.PREMISE: "ellipse"}
_STYLE = {
    RelationKind.SUPPORT: "solid",
    RelationKind.ATTACK: "dashed",
    RelationKind.UNDERCUT: "dotted",
    RelationKind.REPHRASE: "bold",
}


def write(graph: Graph) -> bytes:
    """Return a digraph that any `dot` can read.

    Raises `InvalidInput` for control characters, because Graphviz copies them into its output, which is then not
    valid.
    """
    flat = flatten(graph)
    lines = [
        "digraph map {",
        "  rankdir=LR",
        f"  label={_quote(graph.title, 'title')}",
        "  node [shape=box]",
    ]
    lines += [f"  {name} [{_format_node(item)}]" for name, item in flat.statements.items()]
    lines += [
        f"  {name} [shape=circle, width=0.2, label={_quote(SIGNS[item.kind], name)}]"
        for name, item in flat.joints.items()
    ]
    lines += [f"  {arrow.source} -> {arrow.target} [{_format_edge(arrow)}]" for arrow in flat.arrows]
    return encode("\n".join([*lines, "}"]) + "\n")


def _format_node(item: Statement) -> str:
    where = f"the statement “{item.id}”"
    attributes = {"id": item.id, "label": item.text, "shape": _SHAPE[item.kind], "class": item.kind.value}
    if item.label:
        attributes["xlabel"] = item.label
    if item.url:
        attributes["URL"] = item.url
    if not item.active:
        attributes["style"] = "dashed"
    return ", ".join(f"{name}={_quote(value, where)}" for name, value in attributes.items())


def _format_edge(arrow: Arrow) -> str:
    item = arrow.relation
    where = f"the relation “{item.id}”"
    attributes = {"style": _STYLE[item.kind], "class": item.kind.value}
    attributes |= (
        {"label": " ".join(filter(None, (SIGNS[item.kind], item.scheme)))} if arrow.into else {"dir": "none"}
    )
    return ", ".join(f"{name}={_quote(value, where)}" for name, value in attributes.items())


def _quote(text: str, where: str) -> str:
    """Return a quoted string that means exactly `text`.

    It has no escapes, entities or HTML labels.
    """
    ensure_no_control(text, medium="DOT", where=where)
    # Graphviz decodes HTML entities in plain labels too, so that & must be escaped.
    escaped = text.replace("\r\n", "\n").replace("\r", "\n").replace("&", "&amp;")
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
