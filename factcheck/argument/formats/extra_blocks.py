"""What a format brought along and others have no word for: blocks of `extra`, one a format.

Anyone can have written them (our JSON carries them too), so what is not of the right shape is passed over.
"""

from collections.abc import Mapping
from typing import Any

from factcheck.argument.formats.field_codec import BLOCK
from factcheck.argument.graph import Graph, Relation, Statement


def get_block(owner: Graph | Statement | Relation | Mapping[str, Any], name: str) -> dict[str, Any]:
    """The block `name` of what was kept, empty if there is none."""
    block = _extra(owner).get(name)
    return {key: item for key, item in block.items() if key != BLOCK} if isinstance(block, Mapping) else {}


def get_other_blocks(owner: Graph | Statement | Relation, *names: str) -> dict[str, Any]:
    """What was kept under other names."""
    return {name: value for name, value in owner.extra.items() if name not in names}


def list_objects(block: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list in a block."""
    found = block.get(name)
    return [dict(item) for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def list_texts(block: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a list in a block."""
    found = block.get(name)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def drop_empty(block: Mapping[str, Any]) -> dict[str, Any]:
    """What of a block says anything."""
    return {name: value for name, value in block.items() if value}


def select_differing(found: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """What `found` says beyond or against `plain`, but for our own block."""
    return {
        name: value
        for name, value in found.items()
        if name != BLOCK and (name not in plain or plain[name] != value)
    }


def add_block(extra: Mapping[str, Any], name: str, block: Mapping[str, Any]) -> dict[str, Any]:
    """`extra` with what a format brought along, if it brought anything."""
    return {**extra, name: dict(block)} if block else dict(extra)


def _extra(owner: Graph | Statement | Relation | Mapping[str, Any]) -> Mapping[str, Any]:
    return owner if isinstance(owner, Mapping) else owner.extra
