"""Reading and writing of JSON.

Reading has limits, and positions in errors. Writing puts each item on its own line.

Limits as RFC 8259, section 9, permits: depth of nesting, range of numbers, no name twice in one object.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from factcheck.argument.formats.text_codec import decode, encode, format_position
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

# Far more than map formats use, and far below the depth at which Python's recursion fails (1,000).
MAX_DEPTH = 100


def load_object(data: bytes) -> dict[str, Any]:
    """Return the object in a JSON file.

    Raises `InvalidInput` with a position for anything else.
    """
    value = load(decode(data))
    if not isinstance(value, dict):
        raise InvalidInput(_("The file must contain one JSON object in braces."), where=format_position(1, 1))
    return value


def load(text: str) -> Any:
    """Return a JSON value.

    Raises `InvalidInput` for broken JSON and for what `ensure_json_value` rejects.
    """
    try:
        value = json.loads(text, object_pairs_hook=_build_object, parse_constant=_reject_constant)
    except json.JSONDecodeError as error:
        where = format_position(error.lineno, error.colno)
        raise InvalidInput(_("The file is not JSON: %(why)s.") % {"why": error.msg}, where=where) from error
    except RecursionError as error:
        raise InvalidInput(
            _("The file is nested deeper than %(most)s levels.") % {"most": MAX_DEPTH}
        ) from error
    except ValueError as error:
        raise InvalidInput(
            _("The file contains a number that is too long: %(error)s.") % {"error": error}
        ) from error
    ensure_json_value(value)
    return value


def ensure_json_value(value: Any, within: str = "") -> None:
    """Raise `InvalidInput` for a value that maps do not accept.

    That is nesting beyond MAX_DEPTH, an infinite number or a lone surrogate.
    """
    for where, item, depth in _iter_values(value):
        _ensure_item(item, depth, ", ".join(part for part in (within, where) if part))


def dump(value: Mapping[str, Any]) -> bytes:
    """Return a JSON object with one field per line.

    Each item of a list of objects is on its own line too.
    """
    fields = ",\n".join(f"{dump_line(key)}: {_dump_value(item)}" for key, item in value.items())
    return encode(f"{{\n{fields}\n}}\n")


def dump_line(value: Any) -> str:
    """Return a JSON value on one line.

    Raises `InvalidInput` for a value that JSON cannot represent.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(
            _("The map has a value that JSON cannot represent: %(error)s.") % {"error": error}
        ) from error


def _dump_value(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(dump_line(item) for item in value) + "\n]"
    return dump_line(value)


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidInput(_("An object has the name “%(twice)s” twice.") % {"twice": twice})
    return result


def _reject_constant(name: str) -> NoReturn:
    raise InvalidInput(_("The file contains %(name)s, which is not a JSON number.") % {"name": name})


def _iter_values(value: Any) -> Iterator[tuple[str, Any, int]]:
    open_items = [("", value, 1)]
    while open_items:
        where, item, depth = open_items.pop()
        yield where, item, depth
        if isinstance(item, dict):
            for name, inner in item.items():
                yield where, name, depth
                open_items.append((f"{where}.{name}".lstrip("."), inner, depth + 1))
        elif isinstance(item, list):
            open_items.extend((f"{where}[{i}]", inner, depth + 1) for i, inner in enumerate(item))


def _ensure_item(item: Any, depth: int, where: str) -> None:
    if depth > MAX_DEPTH:
        raise InvalidInput(
            _("The file is nested deeper than %(most)s levels.") % {"most": MAX_DEPTH}, where=where[:80]
        )
    if isinstance(item, float) and item in (float("inf"), float("-inf")):
        raise InvalidInput(_("The number is too large."), where=where)
    if isinstance(item, str) and not item.isascii() and any("\ud800" <= char <= "\udfff" for char in item):
        raise InvalidInput(_("The text contains half of a character (a lone surrogate)."), where=where)
