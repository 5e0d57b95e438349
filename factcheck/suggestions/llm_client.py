"""A client for chat completions in the OpenAI format, at the endpoint that LLM_URL names.

It asks for a response by JSON schema, and without one where the endpoint does not support that. Transient failures are
tried again.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.http_client import HttpResponse, TransientFetchError, post_json
from factcheck.suggestions.prompts import SYSTEM_RULES, Prompt
from factcheck.suggestions.response_parser import build_json_schema

MAX_RESPONSE_BYTES = 1_000_000
MAX_COMPLETION_TOKENS = 4_000
RETRY_DELAYS = (1.0, 4.0)  # seconds
MAX_CALLS = len(RETRY_DELAYS) + 2  # one more after the delays, and one without a schema
# What endpoints return that do not support `response_format`.
SCHEMA_UNSUPPORTED_STATUSES = (400, 404, 415, 422)
CHARACTERS_PER_TOKEN = 3  # English has about four, so estimates err on the high side
MAX_PLAUSIBLE_TOKENS = 10**8
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Completion:
    """The text that the model wrote, and the tokens of prompt and response; 0 if the endpoint does not report them."""

    content: str
    tokens: int


def is_configured() -> bool:
    return bool(settings.LLM_URL and settings.LLM_MODEL)


def ensure_configured() -> None:
    """Raise ConflictError (code `no_model`) if the settings name no language model."""
    if not is_configured():
        raise ConflictError(_("No language model is configured. Set LLM_URL and LLM_MODEL."), code="no_model")


def estimate_tokens(prompt: Prompt, data: dict[str, Any]) -> int:
    """Return an upper estimate of one call's tokens: its text at three characters each, and the longest response."""
    characters = len(_to_json(data) + SYSTEM_RULES + prompt.task)
    return characters // CHARACTERS_PER_TOKEN + MAX_COMPLETION_TOKENS


def complete(prompt: Prompt, data: dict[str, Any], *, before_call: Callable[[], None]) -> Completion:
    """Return the model's completion. `before_call` is called before every attempt and can refuse it by raising.

    Raises FetchError, TransientFetchError after the last attempt, InvalidInput for a response that is not a chat
    completion.
    """
    ensure_configured()
    response = _post_with_retries(_build_body(prompt, data, with_schema=True), before_call)
    if response.status in SCHEMA_UNSUPPORTED_STATUSES:
        response = _post(_build_body(prompt, data, with_schema=False), before_call)
    if response.status != 200:
        raise InvalidInput(
            _("The language model's endpoint returned the status %(status)s.") % {"status": response.status},
            code="bad_answer",
        )
    return _parse_completion(response.body)


def _post_with_retries(body: dict[str, Any], before_call: Callable[[], None]) -> HttpResponse:
    for delay in RETRY_DELAYS:
        try:
            return _post(body, before_call)
        except TransientFetchError as reason:
            log.warning("llm.tried_again", reason=reason.message)
            time.sleep(delay)
    return _post(body, before_call)


def _post(body: dict[str, Any], before_call: Callable[[], None]) -> HttpResponse:
    before_call()
    return post_json(
        f"{settings.LLM_URL.rstrip('/')}/chat/completions",
        body,
        timeout=settings.LLM_TIMEOUT,
        max_bytes=MAX_RESPONSE_BYTES,
        headers={"Authorization": f"Bearer {settings.LLM_KEY}"} if settings.LLM_KEY else {},
        trusted_url=settings.LLM_URL,
    )


def _build_body(prompt: Prompt, data: dict[str, Any], *, with_schema: bool) -> dict[str, Any]:
    """Return the request body. Articles are data in a message of their own, apart from the instructions."""
    schema = build_json_schema(prompt)
    # Without `response_format` the schema is part of the task, and the parser rejects what ignores it.
    form = "" if with_schema else f"\n\nThe form of the answer, as a JSON schema: {_to_json(schema)}"
    body = {
        "model": settings.LLM_MODEL,
        "temperature": 0,
        "max_tokens": MAX_COMPLETION_TOKENS,
        "messages": [
            {"role": "system", "content": f"{SYSTEM_RULES}\n\n{prompt.task}{form}"},
            {"role": "user", "content": _to_json(data)},
        ],
    }
    if with_schema:
        named = {"name": "suggestions", "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    return body


def _parse_completion(body: bytes) -> Completion:
    try:
        data = json.loads(body)
        content = data["choices"][0]["message"]["content"]
        tokens = (data.get("usage") or {}).get("total_tokens", 0)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInput(
            _("The endpoint's response is not a chat completion."), code="bad_answer"
        ) from error
    if not isinstance(content, str):
        raise InvalidInput(_("The endpoint's response has no text."), code="bad_answer")
    # An implausible figure is ignored: it would use up, or give back, the budget of the day.
    is_plausible = type(tokens) is int and 0 < tokens < MAX_PLAUSIBLE_TOKENS
    return Completion(content, tokens if is_plausible else 0)


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
