"""The frame of a written Argdown file: its frontmatter, and its headings as groups."""

from typing import Any

from factcheck.argument.formats.argdown.escaping import data, escape, safe_json
from factcheck.argument.formats.fields import BLOCK
from factcheck.argument.formats.keeping import KEEP_ARGDOWN as KEEP
from factcheck.argument.formats.keeping import filled, items, kept, rest, texts
from factcheck.argument.graph import Graph, Relation, Statement

Item = Statement | Relation
Block = tuple[Item, str]


def frontmatter(graph: Graph) -> str:
    """Title and settings. With groups, also the order that the map had before it was put under headings."""
    known = kept(kept(graph, KEEP), "frontmatter")
    own: dict[str, Any] = filled({"extra": rest(graph, KEEP)})
    everything: list[Item] = [*graph.statements, *graph.relations]
    if any(group_of(item) for item in everything):
        own["order"] = [item.id for item in everything]
    told = filled({"title": graph.title, BLOCK: own})
    fields = {**told, **known, **told}
    lines = [f"{safe_json(name)}: {safe_json(value)}" for name, value in fields.items()]
    return "\n".join(["===", *lines, "==="]) if lines else ""


def grouped(graph: Graph, blocks: list[Block]) -> list[str]:
    """The blocks, those outside any group first, and a heading wherever another group begins."""
    groups: dict[tuple[str, ...], list[str]] = {(): []}
    for item, text in blocks:
        groups.setdefault(group_of(item), []).append(text)
    headings = {tuple(texts(raw, "path")): kept(raw, "data") for raw in items(kept(graph, KEEP), "headings")}
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for path, texts_of_group in groups.items():
        for level in range(_shared(before, path), len(path)):
            heading = f"{'#' * (level + 1)} {escape(path[level])} {data(headings.get(path[: level + 1], {}))}"
            parts.append(heading.rstrip(" "))
        parts += texts_of_group
        before = path
    return parts


def group_of(item: Item) -> tuple[str, ...]:
    """The headings above an item, outermost first."""
    path = tuple(texts(kept(item, KEEP), "group"))
    return path if all(name.strip() and name.isprintable() for name in path) else ()


def _shared(before: tuple[str, ...], path: tuple[str, ...]) -> int:
    """How many headings of `path` still stand open; its last one never does."""
    count = 0
    while count < min(len(before), len(path) - 1) and before[count] == path[count]:
        count += 1
    return count
