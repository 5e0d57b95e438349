"""Encoding and decoding of statements and relations as JSON values.

Errors have a position in the file.

A format without a field of its own has these values in a block `BLOCK`, which other programs ignore.
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
    "title": str,
    "publisher": str,
    "source": str,
    "published_on": str,
    "extra": dict,
}
RELATION_FIELDS: Mapping[str, type] = {
    "kind": RelationKind,
    "base": float,
    "scheme": str,
    "active": bool,
    "extra": dict,
}
_TYPE_NAMES = {
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
    """Return all fields except the id, the text and the ends, in a fixed order."""
    table = STATEMENT_FIELDS if isinstance(item, Statement) else RELATION_FIELDS
    return {name: _to_json(getattr(item, name)) for name in table}


def encode_fields(item: Statement | Relation, **implied: object) -> dict[str, Any]:
    """Return the fields that differ from `implied` and from the defaults.

    `implied` has the values that the format expresses in other ways.
    """
    known = {**_DEFAULT[type(item)], **implied}
    return {name: value for name, value in encode_all_fields(item).items() if known[name] != value}


def decode_fields(
    raw: Any, table: Mapping[str, type], collector: GraphCollector, where: str
) -> dict[str, Any]:
    """Return the fields of `table` in `raw`, each checked for its type.

    Unknown fields, and values of another type, become notes.
    """
    raw = read_object(raw, collector, where)
    for name in raw:
        if name not in table:
            collector.note(
                f"{where}.{name}",
                _("The field “%(name)s” is unknown; its value was not imported.") % {"name": name},
            )
    fields = {}
    for name, kind in table.items():
        if name in raw:
            try:
                fields[name] = ensure_type(raw[name], kind, f"{where}.{name}")
            except InvalidInput:
                _note_value(raw[name], kind, collector, f"{where}.{name}")
    return fields


def read_object(value: Any, collector: GraphCollector, where: str) -> Mapping[str, Any]:
    """Return an object; an empty one, with a note, for any other value."""
    if not isinstance(value, dict):
        _note_value(value, dict, collector, where)
        return {}
    return value


def read_text(value: Any, collector: GraphCollector, where: str) -> str:
    """Return the text of a statement. A missing one is empty, and a number becomes a text; both become notes."""
    if isinstance(value, str):
        return value
    if value is None:
        collector.note(where, _("This statement has no text."))
        return ""
    collector.note(where, _("%(value)s is not a text; it was imported as one.") % {"value": _quote(value)})
    return str(value)


def ensure_type(value: Any, kind: type, where: str) -> Any:
    """Return `value` as `kind`.

    Raises `InvalidInput`, with the expected type, for a value of another type.
    """
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise InvalidInput(
                _("%(value)s is none of %(known)s.") % {"value": _quote(value), "known": ", ".join(kind)},
                where=where,
            )
        return kind(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind):
        raise InvalidInput(
            _("%(value)s is not %(kind)s.") % {"value": _quote(value), "kind": _(_TYPE_NAMES[kind])},
            where=where,
        )
    return value


def _note_value(value: Any, kind: type, collector: GraphCollector, where: str) -> None:
    """Note a value of a wrong type."""
    try:
        ensure_type(value, kind, where)
    except InvalidInput as error:
        collector.note(where, f"{error.message} {_('It was not imported.')}")


def _to_json(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value


def _quote(value: Any) -> str:
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
