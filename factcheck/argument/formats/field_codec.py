"""The fields of a statement and of a relation as plain JSON values, out and back in, with positions.

Formats that have no word for a field carry these in a block of our own, which other programs skip.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.graph import Relation, Statement
from factcheck.enums import RelationKind, StatementKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

BLOCK = "factcheck"
STATEMENT_FIELDS: Mapping[str, type] = {
    "kind": StatementKind,
    "base": float,
    "origin": str,
    "active": bool,
    "label": str,
    "url": str,
    "extra": dict,
}
RELATION_FIELDS: Mapping[str, type] = {
    "kind": RelationKind,
    "base": float,
    "scheme": str,
    "active": bool,
    "extra": dict,
}
_WORDS = {
    str: gettext_noop("a text"),
    float: gettext_noop("a number"),
    bool: gettext_noop("true or false"),
    dict: gettext_noop("an object"),
    list: gettext_noop("a list"),
}
_DEFAULT = {
    owner: {item.name: item.default for item in fields(owner)} | {"extra": {}}
    for owner in (Statement, Relation)
}


def encode_all_fields(item: Statement | Relation) -> dict[str, Any]:
    """Every field but the id, the text and the ends, in a fixed order."""
    table = STATEMENT_FIELDS if isinstance(item, Statement) else RELATION_FIELDS
    return {name: _plain(getattr(item, name)) for name in table}


def encode_fields(item: Statement | Relation, **implied: object) -> dict[str, Any]:
    """The fields that neither `implied` (what the format says by itself) nor the default tells."""
    known = {**_DEFAULT[type(item)], **implied}
    return {name: value for name, value in encode_all_fields(item).items() if known[name] != value}


def decode_fields(
    raw: Any, table: Mapping[str, type], collector: GraphCollector, where: str
) -> dict[str, Any]:
    """The fields of `table` found in `raw`, each of its type; what else is there is noted as not kept."""
    ensure_type(raw, dict, where)
    for name in raw:
        if name not in table:
            collector.note(
                f"{where}.{name}", _("There is no field “%(name)s”; its value was not kept.") % {"name": name}
            )
    return {
        name: ensure_type(raw[name], kind, f"{where}.{name}") for name, kind in table.items() if name in raw
    }


def ensure_type(value: Any, kind: type, where: str) -> Any:
    """`value` as `kind`, or `InvalidInput` with what would be right."""
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise InvalidInput(
                _("%(value)s is none of %(known)s.") % {"value": _said(value), "known": ", ".join(kind)},
                where=where,
            )
        return kind(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind):
        raise InvalidInput(
            _("%(value)s is not %(kind)s.") % {"value": _said(value), "kind": _(_WORDS[kind])}, where=where
        )
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value


def _said(value: Any) -> str:
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
