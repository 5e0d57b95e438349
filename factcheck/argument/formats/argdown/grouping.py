"""The frontmatter of a written Argdown file, and its groups, which are headings."""

from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME, dump_safe_json, escape, format_data
from factcheck.argument.formats.extra_blocks import (
    drop_empty,
    get_block,
    get_other_blocks,
    list_objects,
    list_texts,
)
from factcheck.argument.formats.field_codec import BLOCK
from factcheck.argument.graph import Graph, Relation, Statement

Item = Statement | Relation
WrittenBlock = tuple[Item, str]


def write_frontmatter(graph: Graph) -> str:
    """Return the title and the settings.

    With groups, also the order of the map, which the headings change.
    """
    stored = get_block(get_block(graph, BLOCK_NAME), "frontmatter")
    own: dict[str, Any] = drop_empty({"extra": get_other_blocks(graph, BLOCK_NAME)})
    everything: list[Item] = [*graph.statements, *graph.relations]
    if any(get_group(item) for item in everything):
        own["order"] = [item.id for item in everything]
    required = drop_empty({"title": graph.title, BLOCK: own})
    fields = {**required, **stored, **required}
    lines = [f"{dump_safe_json(name)}: {dump_safe_json(value)}" for name, value in fields.items()]
    return "\n".join(["===", *lines, "==="]) if lines else ""


def group_blocks(graph: Graph, blocks: list[WrittenBlock]) -> list[str]:
    """Return the blocks, with a heading at the start of each group.

    Blocks without a group come first.
    """
    groups: dict[tuple[str, ...], list[str]] = {(): []}
    for item, text in blocks:
        groups.setdefault(get_group(item), []).append(text)
    headings = {
        tuple(list_texts(raw, "path")): get_block(raw, "data")
        for raw in list_objects(get_block(graph, BLOCK_NAME), "headings")
    }
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for path, texts_of_group in groups.items():
        for level in range(_count_open(before, path), len(path)):
            heading = f"{'#' * (level + 1)} {escape(path[level])} {format_data(headings.get(path[: level + 1], {}))}"
            parts.append(heading.rstrip(" "))
        parts += texts_of_group
        before = path
    return parts


def get_group(item: Item) -> tuple[str, ...]:
    """Return the headings above an item, the outermost first."""
    path = tuple(list_texts(get_block(item, BLOCK_NAME), "group"))
    return path if all(name.strip() and name.isprintable() for name in path) else ()


def _count_open(before: tuple[str, ...], path: tuple[str, ...]) -> int:
    """Return how many headings of `path` are already open.

    Its last one is always written.
    """
    count = 0
    while count < min(len(before), len(path) - 1) and before[count] == path[count]:
        count += 1
    return count
