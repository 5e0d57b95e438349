"""JSON by orjson: it reports the position of a syntax error, writes times in UTC, and is several times faster."""

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

ORJSON_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=_encode_lazy_string, option=ORJSON_OPTIONS)


def _encode_lazy_string(value: Any) -> str:
    """Encode a lazy translation; any other type is a bug, so it raises TypeError."""
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


class JSONParser(BaseParser):
    """A parser of UTF-8, which RFC 8259 requires. Errors name the line and column of the first wrong character."""

    media_type = "application/json"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        charset = (parser_context or {}).get("encoding", "utf-8")
        if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
            message = _("JSON must be in UTF-8, not in “%(charset)s”.") % {"charset": charset}
            raise UnsupportedMediaType(media_type or "", message)
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            position = {"line": error.lineno, "column": error.colno}
            where = _("line %(line)s, column %(column)s") % position
            message = _("The body is not valid JSON: %(why)s.") % {"why": error.msg}
            raise InvalidInput(message, code="malformed", where=where) from error


class SingleRendererNegotiation(BaseContentNegotiation):
    """Content negotiation that always uses the first renderer, whatever the Accept header asks for.

    There is one renderer for each view, and a client with an unusual header gets JSON instead of a 406.
    """

    def select_parser(self, request: Request, parsers: Any) -> Any:
        media_type = (request.content_type or "").split(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == media_type), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type
