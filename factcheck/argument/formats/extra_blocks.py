"""Access to the blocks of `extra`.

A block has the data of a file format that the map has no field for.

The blocks are input from outside, since our JSON includes them. A value of an unexpected type is therefore ignored.
"""

from collections.abc import Mapping
from typing import Any

from factcheck.argument.formats.field_codec import BLOCK
from factcheck.argument.graph import Graph, Relation, Statement


def get_block(owner: Graph | Statement | Relation | Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the block `name`, empty if there is none."""
    block = _get_extra(owner).get(name)
    return {key: item for key, item in block.items() if key != BLOCK} if isinstance(block, Mapping) else {}


def get_other_blocks(owner: Graph | Statement | Relation, *names: str) -> dict[str, Any]:
    """Return `extra` without the blocks of these names."""
    return {name: value for name, value in owner.extra.items() if name not in names}


def list_objects(block: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects in a list of a block."""
    values = block.get(name)
    return [dict(item) for item in values if isinstance(item, Mapping)] if isinstance(values, list) else []


def list_texts(block: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts in a list of a block."""
    values = block.get(name)
    return [item for item in values if isinstance(item, str)] if isinstance(values, list) else []


def drop_empty(block: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a block that are not empty."""
    return {name: value for name, value in block.items() if value}


def select_differing(raw: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of `raw` that `plain` has not or has different.

    Our own block is left out.
    """
    return {
        name: value
        for name, value in raw.items()
        if name != BLOCK and (name not in plain or plain[name] != value)
    }


def add_block(extra: Mapping[str, Any], name: str, block: Mapping[str, Any]) -> dict[str, Any]:
    """Return `extra` with the block of a format, unless the block is empty."""
    return {**extra, name: dict(block)} if block else dict(extra)


def _get_extra(owner: Graph | Statement | Relation | Mapping[str, Any]) -> Mapping[str, Any]:
    return owner if isinstance(owner, Mapping) else owner.extra
