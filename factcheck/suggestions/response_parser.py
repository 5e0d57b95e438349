"""The JSON schema of a model's response, and the strict parser of it.

Nothing in a response is trusted: it can contain instructions from the article it was made from. Pure; whether a quote
occurs in its text is checked by `quote_check`.
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

FIELD_SCHEMAS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "quote": {"type": "string", "minLength": 1, "maxLength": 1000},
        "wording": {"type": "string", "minLength": 1, "maxLength": 600},
        "speaker": {"type": "string", "maxLength": 200},
        "stance": {"type": "string", "enum": [str(stance) for stance in Stance]},
        "number": {"type": "integer", "minimum": 1},
    }
)


@dataclass(frozen=True, slots=True)
class ResponseItem:
    """One suggestion in a response. Fields that its kind does not have are empty."""

    quote: str
    wording: str = ""
    speaker: str = ""
    stance: str = ""
    number: int = 0


def build_json_schema(prompt: Prompt) -> dict[str, Any]:
    """Return the JSON schema of a response, in the subset that OpenAI's strict mode accepts."""
    item = {
        "type": "object",
        "properties": {name: dict(FIELD_SCHEMAS[name]) for name in prompt.fields},
        "required": list(prompt.fields),
        "additionalProperties": False,
    }
    items = {"type": "array", "items": item, "maxItems": prompt.max_items}
    return {
        "type": "object",
        "properties": {"items": items},
        "required": ["items"],
        "additionalProperties": False,
    }


def parse_response(content: str, prompt: Prompt) -> tuple[ResponseItem, ...]:
    """Return the items of a response; InvalidInput (code `bad_answer`) unless it has exactly the requested form."""
    try:
        data = json.loads(_strip_fence(content))
    except (ValueError, RecursionError) as error:  # deeply nested brackets exhaust the parser's recursion
        raise InvalidInput(_("The model's response is not JSON."), code="bad_answer") from error
    if not isinstance(data, dict) or set(data) != {"items"} or not isinstance(data["items"], list):
        raise _wrong_form(_("it is not an object with “items” alone"))
    count = len(data["items"])
    if count > prompt.max_items:
        params = {"count": count, "limit": prompt.max_items}
        raise _wrong_form(_("it has %(count)s items, more than %(limit)s") % params)
    return tuple(_parse_item(position, item, prompt) for position, item in enumerate(data["items"], 1))


def _strip_fence(content: str) -> str:
    """Remove the Markdown fence that many models put around JSON."""
    content = content.strip()
    if content.startswith("```") and content.endswith("```"):
        return content.partition("\n")[2][:-3]
    return content


def _parse_item(position: int, item: Any, prompt: Prompt) -> ResponseItem:
    if not isinstance(item, dict) or set(item) != set(prompt.fields):
        raise _wrong_form(
            _("item %(position)s does not have the fields %(fields)s")
            % {"position": position, "fields": ", ".join(prompt.fields)}
        )
    for name, value in item.items():
        if not _is_valid(value, FIELD_SCHEMAS[name]):
            raise _wrong_form(
                _("“%(name)s” of item %(position)s is not valid") % {"name": name, "position": position}
            )
    return ResponseItem(**item)


def _is_valid(value: Any, schema: Mapping[str, Any]) -> bool:
    if schema["type"] == "integer":
        return type(value) is int and value >= schema["minimum"]
    if not isinstance(value, str) or not schema.get("minLength", 0) <= len(value.strip()):
        return False
    is_allowed = value in schema["enum"] if "enum" in schema else len(value) <= schema["maxLength"]
    return is_allowed and not any(_is_control(character) for character in value)


def _is_control(character: str) -> bool:
    """Return whether a character is a control, a surrogate, or changes the direction of text.

    No wording needs these, and direction marks can make a reviewer read something else than is stored.
    """
    return character not in "\n\t" and (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _wrong_form(reason: str) -> InvalidInput:
    return InvalidInput(
        _("The model's response does not have the requested form: %(reason)s.") % {"reason": reason},
        code="bad_answer",
    )
