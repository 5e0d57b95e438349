"""One question to the endpoint that the settings name, in the OpenAI form of a chat completion.

Asks for an answer by JSON schema, and without one where the endpoint does not know that. Tries again when it is away.
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
from factcheck.suggestions.answers import schema
from factcheck.suggestions.prompts import RULES, Prompt

MOST_BYTES = 1_000_000
MOST_ANSWER_TOKENS = 4_000
PAUSES = (1.0, 4.0)
MOST_CALLS = len(PAUSES) + 2  # one more after the pauses, and one without a schema
# What an endpoint says that does not know `response_format`.
UNKNOWN_FIELD = (400, 404, 415, 422)
CHARACTERS_A_TOKEN = 3
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """The text that the model wrote, and how many tokens question and answer took (0: the endpoint does not say)."""

    content: str
    tokens: int


def is_set() -> bool:
    return bool(settings.LLM_URL and settings.LLM_MODEL)


def require_set() -> None:
    if not is_set():
        raise ConflictError(
            _("No language model is set up here: LLM_URL and LLM_MODEL name one."), code="no_model"
        )


def estimate(prompt: Prompt, material: dict[str, Any]) -> int:
    """The most tokens that one call may cost: about a token for three characters, and the longest answer."""
    return len(_json(material) + RULES + prompt.task) // CHARACTERS_A_TOKEN + MOST_ANSWER_TOKENS


def ask(prompt: Prompt, material: dict[str, Any], *, paying: Callable[[], None]) -> Reply:
    """The model's answer; `paying` is called before every call, and may refuse it.

    Raises NotFetched, TryAgain after the last try, InvalidInput for an answer that is no chat completion.
    """
    require_set()
    answer = _call(_body(prompt, material, by_schema=True), paying)
    if answer.status in UNKNOWN_FIELD:
        answer = _once(_body(prompt, material, by_schema=False), paying)
    if answer.status != 200:
        raise InvalidInput(
            _("The language model's endpoint answered %(status)s.") % {"status": answer.status},
            code="bad_answer",
        )
    return _reply(answer.body)


def _call(body: dict[str, Any], paying: Callable[[], None]) -> HttpResponse:
    for pause in PAUSES:
        try:
            return _once(body, paying)
        except TransientFetchError as reason:
            log.warning("llm.tried_again", reason=reason.message)
            time.sleep(pause)
    return _once(body, paying)


def _once(body: dict[str, Any], paying: Callable[[], None]) -> HttpResponse:
    paying()
    return post_json(
        f"{settings.LLM_URL.rstrip('/')}/chat/completions",
        body,
        timeout=settings.LLM_TIMEOUT,
        max_bytes=MOST_BYTES,
        headers={"Authorization": f"Bearer {settings.LLM_KEY}"} if settings.LLM_KEY else {},
        trusted_url=settings.LLM_URL,
    )


def _body(prompt: Prompt, material: dict[str, Any], *, by_schema: bool) -> dict[str, Any]:
    form = schema(prompt)
    told = "" if by_schema else f"\n\nThe form of the answer, as a JSON schema: {_json(form)}"
    body = {
        "model": settings.LLM_MODEL,
        "temperature": 0,
        "max_tokens": MOST_ANSWER_TOKENS,
        "messages": [
            {"role": "system", "content": f"{RULES}\n\n{prompt.task}{told}"},
            {"role": "user", "content": _json(material)},
        ],
    }
    if by_schema:
        named = {"name": "suggestions", "strict": True, "schema": form}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    return body


def _reply(body: bytes) -> Reply:
    try:
        said = json.loads(body)
        content = said["choices"][0]["message"]["content"]
        tokens = (said.get("usage") or {}).get("total_tokens", 0)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInput(_("The endpoint's answer is no chat completion."), code="bad_answer") from error
    if not isinstance(content, str):
        raise InvalidInput(_("The endpoint's answer holds no text."), code="bad_answer")
    return Reply(content, tokens if type(tokens) is int and 0 < tokens < 10**8 else 0)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
