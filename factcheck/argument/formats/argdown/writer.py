"""Export to Argdown.

All statements come first, with their data, then all relations, both in the order of the map.

A simple relation is `[premise] +> [conclusion]`. Any other (with several premises, a scheme, or as the source or target
of an undercut) is an argument: a premise-conclusion structure if it supports a statement, else a sketch. Its data marks
it as a relation, so that the reader restores it.
"""

import re
from dataclasses import replace
from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME, assign_titles, escape, format_data
from factcheck.argument.formats.argdown.grouping import WrittenBlock, group_blocks, write_frontmatter
from factcheck.argument.formats.argdown.inline_markup import to_plain_text
from factcheck.argument.formats.argdown.lexer import is_inert
from factcheck.argument.formats.extra_blocks import get_block, get_other_blocks, list_texts
from factcheck.argument.formats.field_codec import BLOCK, encode_fields
from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.formats.text_codec import encode, ensure_no_nul
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

_TAG = re.compile(r"\w[\w .-]*")
_ARROW = {
    RelationKind.SUPPORT: "+>",
    RelationKind.ATTACK: "->",
    RelationKind.UNDERCUT: "_>",
    RelationKind.REPHRASE: "+>",
}


def write(graph: Graph) -> bytes:
    """Return Argdown text.

    It reads back as the same map, except that newlines become spaces.

    Raises `InvalidInput` for a graph that is not sound, and for the character U+0000.
    """
    ensure_sound(graph)
    for number, item in enumerate(graph.statements):
        ensure_no_nul(item.text, medium="Argdown", where=f"statements[{number}].text")
    for number, step in enumerate(graph.relations):
        ensure_no_nul(step.scheme, medium="Argdown", where=f"relations[{number}].scheme")
    titles = assign_titles([*graph.statement, *graph.relation])
    blocks: list[WrittenBlock] = [(item, _write_statement(item, titles)) for item in graph.statements]
    blocks += [(item, _write_relation(item, graph, titles)) for item in graph.relations]
    parts = [write_frontmatter(graph), *group_blocks(graph, blocks)]
    text = "\n\n".join(part for part in parts if part) + "\n"
    ensure_no_nul(text, medium="Argdown", where="the data of an imported file")
    return encode(text)


def _write_statement(item: Statement, titles: dict[str, str]) -> str:
    title = titles[item.id]
    keep = get_block(item, BLOCK_NAME)
    fields: dict[str, Any] = encode_fields(replace(item, extra=get_other_blocks(item, BLOCK_NAME)))
    if title != item.id:
        fields["id"] = item.id
    raw = keep.get("raw")
    if not item.text:
        fields["text"] = ""
    elif not (isinstance(raw, str) and is_inert(raw) and to_plain_text(raw) == item.text):
        raw = " ".join(
            [escape(item.text), *(f"#({tag})" for tag in list_texts(keep, "tags") if _TAG.fullmatch(tag))]
        )
    name = f"<{title}>" if _is_sketch(item) else f"[{title}]"
    head = f"{name}: {raw}" if item.text else name
    others = [f"{name}: {_keep_or_escape(wording)}" for wording in list_texts(keep, "wordings")]
    return "\n\n".join([_append_data(head, keep, fields), *others])


def _write_relation(item: Relation, graph: Graph, titles: dict[str, str]) -> str:
    if _is_plain(item, graph):
        head = _append_data(_format_title(item.premises[0], graph, titles), {}, {"relation": item.id})
        return f"{head}\n  {_ARROW[item.kind]} {_format_title(item.target, graph, titles)}"
    if _is_structure(item, graph):
        return _write_structure(item, titles)
    keep = get_block(item, BLOCK_NAME)
    fields = {"relation": item.id, **encode_fields(replace(item, extra=get_other_blocks(item, BLOCK_NAME)))}
    lines = [_append_data(_format_argument(item, keep, titles), keep, fields)]
    lines += [f"  <+ {_format_title(premise, graph, titles)}" for premise in item.premises]
    return "\n".join([*lines, f"  {_ARROW[item.kind]} {_format_title(item.target, graph, titles)}"])


def _write_structure(item: Relation, titles: dict[str, str]) -> str:
    keep = get_block(item, BLOCK_NAME)
    fields = encode_fields(
        replace(item, extra=get_other_blocks(item, BLOCK_NAME)), scheme=to_plain_text(escape(item.scheme))
    )
    lines = [_append_data(_format_argument(item, keep, titles), keep, {"relation": item.id, **fields}), ""]
    numbered = [*item.premises, item.target]
    lines += [f"({number}) [{titles[end]}]" for number, end in enumerate(numbered, start=1)]
    rule = [escape(item.scheme)] if item.scheme else []
    inference = get_block(keep, "inference")
    if rule or inference:
        lines[-1:-1] = ["--", " ".join([*rule, format_data(inference)]).strip(" ") or " ", "--"]
    else:
        lines.insert(-1, "----")
    return "\n".join(lines)


def _is_plain(item: Relation, graph: Graph) -> bool:
    """Return whether an arrow can express the whole relation."""
    fields = encode_fields(item, kind=item.kind)
    onto_statement = item.target in graph.statement
    return (
        len(item.premises) == 1
        and not fields
        and item.id not in graph.incoming
        and onto_statement == (item.kind is not RelationKind.UNDERCUT)
        and item.kind is not RelationKind.REPHRASE
    )


def _is_structure(item: Relation, graph: Graph) -> bool:
    """Return whether the relation can be written as a structure.

    All its ends must be statements in Argdown too, not sketches.
    """
    ends = [graph.statement.get(end) for end in (*item.premises, item.target)]
    proper = all(end is not None and not _is_sketch(end) for end in ends)
    return proper and item.kind is RelationKind.SUPPORT and bool(item.premises)


def _format_argument(item: Relation, keep: dict[str, Any], titles: dict[str, str]) -> str:
    description = keep.get("description")
    title = f"<{titles[item.id]}>"
    return (
        f"{title}: {_keep_or_escape(description)}" if isinstance(description, str) and description else title
    )


def _keep_or_escape(raw: str) -> str:
    """Return imported text, escaped if it would act as syntax."""
    return raw if is_inert(raw) else escape(to_plain_text(raw))


def _format_title(item: str, graph: Graph, titles: dict[str, str]) -> str:
    plain = item in graph.statement and not _is_sketch(graph.statement[item])
    return f"[{titles[item]}]" if plain else f"<{titles[item]}>"


def _is_sketch(item: Statement) -> bool:
    """Return whether the statement was imported from an argument without a structure."""
    return get_block(item, BLOCK_NAME).get("argument") is True


def _append_data(head: str, keep: dict[str, Any], fields: dict[str, Any]) -> str:
    own = {**get_block(keep, "data"), **({BLOCK: fields} if fields else {})}
    return f"{head} {format_data(own)}" if own else head
