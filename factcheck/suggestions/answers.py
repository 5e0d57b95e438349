"""What a language model's answer has to be: its JSON schema, and the strict reading that trusts nothing in it.

Pure. Whether a quote stands in its text is for `quoting`.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from factcheck.enums import Stance
from factcheck.exceptions import InvalidInput
from factcheck.suggestions.prompts import Prompt

FIELDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "quote": {"type": "string", "minLength": 1, "maxLength": 1000},
        "wording": {"type": "string", "minLength": 1, "maxLength": 600},
        "speaker": {"type": "string", "maxLength": 200},
        "stance": {"type": "string", "enum": [str(stance) for stance in Stance]},
        "number": {"type": "integer", "minimum": 1},
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One suggestion as the model made it; fields that its kind does not have are empty."""

    quote: str
    wording: str = ""
    speaker: str = ""
    stance: str = ""
    number: int = 0


def schema(prompt: Prompt) -> dict[str, Any]:
    """The JSON schema of an answer, as an endpoint takes it."""
    item = {
        "type": "object",
        "properties": {name: dict(FIELDS[name]) for name in prompt.fields},
        "required": list(prompt.fields),
        "additionalProperties": False,
    }
    items = {"type": "array", "items": item, "maxItems": prompt.most}
    return {
        "type": "object",
        "properties": {"items": items},
        "required": ["items"],
        "additionalProperties": False,
    }


def read_answer(content: str, prompt: Prompt) -> tuple[Item, ...]:
    """The items of an answer. InvalidInput for anything that is not exactly of the asked form."""
    try:
        said = json.loads(_unfenced(content))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(_("The model's answer is not JSON."), code="bad_answer") from error
    if not isinstance(said, dict) or set(said) != {"items"} or not isinstance(said["items"], list):
        raise _not_of_the_form(_("it is no object with “items” alone"))
    if len(said["items"]) > prompt.most:
        raise _not_of_the_form(
            _("it has %(many)s items, more than %(most)s") % {"many": len(said["items"]), "most": prompt.most}
        )
    return tuple(_item(place, item, prompt) for place, item in enumerate(said["items"], 1))


def _unfenced(content: str) -> str:
    """Without the fence that models like to put around JSON."""
    content = content.strip()
    if content.startswith("```") and content.endswith("```"):
        return content.partition("\n")[2][:-3]
    return content


def _item(place: int, item: Any, prompt: Prompt) -> Item:
    if not isinstance(item, dict) or set(item) != set(prompt.fields):
        raise _not_of_the_form(
            _("item %(place)s does not have the fields %(fields)s")
            % {"place": place, "fields": ", ".join(prompt.fields)}
        )
    for name, value in item.items():
        if not _fits(value, FIELDS[name]):
            raise _not_of_the_form(
                _("“%(name)s” of item %(place)s is out of bounds") % {"name": name, "place": place}
            )
    return Item(**item)


def _fits(value: Any, rule: Mapping[str, Any]) -> bool:
    if rule["type"] == "integer":
        return type(value) is int and value >= rule["minimum"]
    if not isinstance(value, str) or not rule.get("minLength", 0) <= len(value.strip()):
        return False
    known = value in rule["enum"] if "enum" in rule else len(value) <= rule["maxLength"]
    return known and not any(_is_hidden(sign) for sign in value)


def _is_hidden(sign: str) -> bool:
    """Controls, and the signs that turn a line's direction: no wording needs them, and they can deceive a reader."""
    return sign not in "\n\t" and (
        unicodedata.category(sign) in ("Cc", "Cs")
        or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _not_of_the_form(why: str) -> InvalidInput:
    return InvalidInput(
        _("The model's answer is not of the form that was asked for: %(why)s.") % {"why": why},
        code="bad_answer",
    )
