"""JSON in and out by orjson: in with the position of what is wrong, out fast and always in UTC."""

from typing import IO, Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from factcheck.exceptions import InvalidInput

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=_other, option=OPTIONS)


def _other(value: Any) -> str:
    """Sentences that wait for their translation; anything else is a mistake of ours."""
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


class JSONParser(BaseParser):
    """Takes UTF-8, as RFC 8259 has it; a refusal says at which line and column the text stops being JSON."""

    media_type = "application/json"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        charset = (parser_context or {}).get("encoding", "utf-8")
        if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
            told = _("JSON comes in UTF-8, not in “%(charset)s”.") % {"charset": charset}
            raise UnsupportedMediaType(media_type or "", told)
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            place = {"line": error.lineno, "column": error.colno}
            where = _("line %(line)s, column %(column)s") % place
            told = _("The body is not JSON: %(why)s.") % {"why": error.msg}
            raise InvalidInput(told, code="malformed", where=where) from error


class AlwaysTheFirst(BaseContentNegotiation):
    """One renderer a view: whatever the client would rather have, this is what there is."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        kind = (request.content_type or "").split(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type
