"""DOT, Graphviz' language, out: left to right, support solid, attack dashed, undercut dotted, never by colour alone."""

from factcheck.argument.formats.flat_graph import SIGN, Arrow, flatten
from factcheck.argument.formats.text_codec import encode, ensure_no_control
from factcheck.argument.graph import Graph, Statement
from factcheck.enums import RelationKind, StatementKind

_SHAPE = {StatementKind.CLAIM: "box", StatementKind.EVIDENCE: "note", StatementKind.PREMISE: "ellipse"}
_STYLE = {
    RelationKind.SUPPORT: "solid",
    RelationKind.ATTACK: "dashed",
    RelationKind.UNDERCUT: "dotted",
    RelationKind.REPHRASE: "bold",
}


def write(graph: Graph) -> bytes:
    """A digraph that any `dot` reads. Control characters are refused: Graphviz passes them on into broken files."""
    drawn = flatten(graph)
    lines = [
        "digraph map {",
        "  rankdir=LR",
        f"  label={_quoted(graph.title, 'title')}",
        "  node [shape=box]",
    ]
    lines += [f"  {name} [{_box(item)}]" for name, item in drawn.statements.items()]
    lines += [
        f"  {name} [shape=circle, width=0.2, label={_quoted(SIGN[item.kind], name)}]"
        for name, item in drawn.joints.items()
    ]
    lines += [f"  {arrow.source} -> {arrow.target} [{_line(arrow)}]" for arrow in drawn.arrows]
    return encode("\n".join([*lines, "}"]) + "\n")


def _box(item: Statement) -> str:
    where = f"the statement “{item.id}”"
    attributes = {"id": item.id, "label": item.text, "shape": _SHAPE[item.kind], "class": item.kind.value}
    if item.label:
        attributes["xlabel"] = item.label
    if item.url:
        attributes["URL"] = item.url
    if not item.active:
        attributes["style"] = "dashed"
    return ", ".join(f"{name}={_quoted(value, where)}" for name, value in attributes.items())


def _line(arrow: Arrow) -> str:
    item = arrow.relation
    where = f"the relation “{item.id}”"
    attributes = {"style": _STYLE[item.kind], "class": item.kind.value}
    attributes |= (
        {"label": " ".join(filter(None, (SIGN[item.kind], item.scheme)))} if arrow.into else {"dir": "none"}
    )
    return ", ".join(f"{name}={_quoted(value, where)}" for name, value in attributes.items())


def _quoted(text: str, where: str) -> str:
    """A quoted string that says just `text`: no escape, no entity and no HTML label in it."""
    ensure_no_control(text, medium="DOT", where=where)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("&", "&amp;")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
