"""What all endpoints have in common: a noun that is listed and read, and bodies that become one service call.

A resource declares its shapes; reading begins at `rows`, which knows only what the caller may see.
"""

from functools import cache, lru_cache
from typing import Any, ClassVar, TypeVar, cast

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from api.errors import TooLarge
from api.paging import FIRST, PAGE_SIZE, Pages, beside, link, page
from api.rendering import AlwaysTheFirst, JSONParser
from api.schema import HouseSchema
from api.shapes import Filters, Input, Output
from factcheck.compiled_queries import CURRENT_USER, CompiledQuery, Parameter
from factcheck.desks.models import User
from factcheck.enum_labels import verbose_name_of
from factcheck.exceptions import NotFound

Row = TypeVar("Row", bound=Model)
OVERHEAD = 100_000  # what a multipart body may hold beside its file


class Endpoint(ViewSet):
    """An address of the API. `takes` and `gives` name the shapes of each action's body and answer."""

    takes: ClassVar[dict[str, type[Input]]] = {}
    gives: ClassVar[dict[str, Any]] = {}
    not_offered: ClassVar[dict[str, str | Promise]] = {}
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser,)
    content_negotiation_class = AlwaysTheFirst
    http_method_names = ["get", "head", "post", "patch", "delete"]
    schema = HouseSchema()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        limit, length = settings.UPLOAD_MAX_BYTES + OVERHEAD, request.META.get("CONTENT_LENGTH", "")
        if length.isdecimal() and int(length) > limit:
            told = _("The body is too large: at most %(most)s bytes are taken.")
            raise TooLarge(told % {"most": f"{limit:,}"})

    @property
    def me(self) -> User:
        """The caller, whom DRF's permission has let in."""
        return cast(User, self.request.user)

    def said(self) -> dict[str, Any]:
        """The checked body of this action."""
        return self.takes[self.action].read(self.request.data, partial=self.action == "partial_update")

    def find(self, model: type[Row], pk: int, *, field: str = "") -> Row:
        """A row that the caller may see; NotFound is the same for another desk's and for none at all."""
        row = visible(model, self.me).filter(pk=pk).first()
        if row is None:
            message = _nothing(model, pk)
            raise NotFound(message, fields={field: message} if field else {})
        return row


class Resource(Endpoint):
    """A noun under /api/v1/: `row` is what a list says of each, `whole` what reading or writing one answers."""

    model: ClassVar[type[Model]]
    row: ClassVar[type[Output]]
    whole: ClassVar[type[Output]]
    filters: ClassVar[type[Filters]] = Filters
    newest_first: ClassVar[bool] = False
    pagination_class = Pages
    lookup_value_converter = "id"

    @classmethod
    def rows(cls, user: Any) -> QuerySet[Any]:
        """What somebody may see."""
        return visible(cls.model, user)

    @classmethod
    @lru_cache(maxsize=500)
    def listing(cls, lookups: tuple[str, ...], side: str, limit: int) -> CompiledQuery:
        """The query of a page, by which filters are given and on which side of its cursor it lies."""
        rows = cls.rows(CURRENT_USER).filter(**{lookup: Parameter(lookup) for lookup in lookups})
        rows = beside(rows, side, Parameter("key"), newest_first=cls.newest_first)
        return CompiledQuery(rows.values_list(*cls.row.columns().values())[:limit])

    @classmethod
    @cache
    def reading(cls) -> CompiledQuery:
        """The query of one row."""
        rows = cls.rows(CURRENT_USER).filter(pk=Parameter("key"))
        return CompiledQuery(rows.values_list(*cls.whole.columns().values()))

    def list(self, request: Request) -> Response:
        asked = self.filters.read_query(request.query_params)
        cursor, size = asked.pop("cursor", FIRST), asked.pop("page_size", PAGE_SIZE)
        query = self.listing(tuple(asked), cursor.side, size + 1)
        rows = query.rows({**asked, "user": self.me.pk, "key": cursor.key})
        found = page(self.row.told(rows), cursor, size)
        here, given = request.build_absolute_uri(request.path), request.query_params
        links = {"next": link(here, given, found.next), "previous": link(here, given, found.previous)}
        return Response({**links, "results": found.rows})

    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(self.read(pk))

    def read(self, pk: int) -> dict[str, Any]:
        """What is said of one row."""
        found = self.whole.told(self.reading().rows({"user": self.me.pk, "key": pk}))
        if not found:
            raise NotFound(_nothing(self.model, pk))
        return found[0]

    def made(self, row: Model, *, status: int = 201) -> Response:
        """The answer to a creation: the new thing and where it is."""
        return Response(
            self.read(row.pk), status=status, headers={"Location": f"{self.request.path}{row.pk}/"}
        )


def _nothing(model: type[Model], pk: int) -> str:
    return _("There is no %(thing)s %(id)s, or none that you may see.") % {
        "thing": verbose_name_of(model),
        "id": pk,
    }


def visible(model: type[Row], user: Any) -> QuerySet[Row]:
    """The rows of a model that a user may see; every model of the API has this step."""
    return model.objects.all().visible_to(user)  # type: ignore[attr-defined]
