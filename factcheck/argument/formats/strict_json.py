"""JSON in, guarded and with positions; JSON out, one item a line and always the same.

Guards after RFC 8259 section 9: a limit on nesting, numbers that fit, no name twice in one object.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from factcheck.argument.formats.text_codec import decode, encode, format_position
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

MAX_DEPTH = 100


def load_object(data: bytes) -> dict[str, Any]:
    """The object that a JSON file holds. Raises `InvalidInput` with a position for anything else."""
    value = load(decode(data))
    if not isinstance(value, dict):
        raise InvalidInput(_("The file must hold one JSON object in braces."), where=format_position(1, 1))
    return value


def load(text: str) -> Any:
    """A JSON value: nested no deeper than MAX_DEPTH, finite numbers, whole characters."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        where = format_position(error.lineno, error.colno)
        raise InvalidInput(_("The file is not JSON: %(why)s.") % {"why": error.msg}, where=where) from error
    except RecursionError as error:
        raise InvalidInput(
            _("The file is nested deeper than %(most)s levels.") % {"most": MAX_DEPTH}
        ) from error
    except ValueError as error:
        raise InvalidInput(
            _("The file holds a number that is too long: %(error)s.") % {"error": error}
        ) from error
    ensure_json_value(value)
    return value


def ensure_json_value(value: Any, within: str = "") -> None:
    """Refuse nesting beyond MAX_DEPTH, endless numbers and halves of characters in a value of JSON's types."""
    for where, item, depth in _walk(value):
        _check(item, depth, ", ".join(part for part in (within, where) if part))


def dump(value: Mapping[str, Any]) -> bytes:
    """A JSON object with each field, and each item of a list of objects, on a line of its own."""
    fields = ",\n".join(f"{dump_line(key)}: {_block(item)}" for key, item in value.items())
    return encode(f"{{\n{fields}\n}}\n")


def dump_line(value: Any) -> str:
    """A JSON value on one line. Raises `InvalidInput` for what JSON cannot say."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(
            _("The map holds a value that JSON cannot say: %(error)s.") % {"error": error}
        ) from error


def _block(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(dump_line(item) for item in value) + "\n]"
    return dump_line(value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidInput(
            _("An object names “%(twice)s” twice; only one value can count.") % {"twice": twice}
        )
    return found


def _constant(name: str) -> NoReturn:
    raise InvalidInput(_("The file holds %(name)s, which is no JSON number.") % {"name": name})


def _walk(value: Any) -> Iterator[tuple[str, Any, int]]:
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


def _check(item: Any, depth: int, where: str) -> None:
    if depth > MAX_DEPTH:
        raise InvalidInput(
            _("The file is nested deeper than %(most)s levels.") % {"most": MAX_DEPTH}, where=where[:80]
        )
    if isinstance(item, float) and item in (float("inf"), float("-inf")):
        raise InvalidInput(_("The number is too large."), where=where)
    if isinstance(item, str) and not item.isascii() and any("\ud800" <= char <= "\udfff" for char in item):
        raise InvalidInput(_("The text holds half of a character (a lone surrogate)."), where=where)
