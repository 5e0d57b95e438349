"""The base classes of all endpoints, in the vocabulary of Django REST framework.

A viewset declares its serializers. Reading goes through one compiled query per list and per detail; writing validates
the body and calls one function of `factcheck.actions`. Why DRF's own ModelViewSet is not used: docs/adr/0010.
"""

import hashlib
from functools import cache, lru_cache
from typing import Any, ClassVar, TypeVar

import orjson
from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from api.core.pagination import (
    FIRST_PAGE,
    PAGE_SIZE,
    CursorPage,
    KeysetPagination,
    apply_cursor,
    build_page,
    build_page_url,
)
from api.core.renderers import ORJSON_OPTIONS, JSONParser, SingleRendererNegotiation
from api.core.schema import FactcheckSchema
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from factcheck.compiled_queries import CURRENT_USER, CompiledQuery, Parameter
from factcheck.desks.models import Desk, User
from factcheck.desks.selectors import get_default_desk, get_desk
from factcheck.enum_labels import verbose_name_of
from factcheck.exceptions import NotFound

Row = TypeVar("Row", bound=Model)


class ApiRequest(Request):
    """A request that has passed DRF's IsAuthenticated. For type checkers only: nothing creates one."""

    user: User


class BaseViewSet(ViewSet):
    """An endpoint whose serializers are declared by action.

    `request_serializers` has the serializer of each action's body, `query_serializers` that of its query where it is
    not a list, `response_serializers` the one of its response where that is not the detail serializer, `method_hints`
    the message of a 405 by HTTP method.
    """

    request: ApiRequest
    request_serializers: ClassVar[dict[str, type[InputSerializer]]] = {}
    query_serializers: ClassVar[dict[str, type[FilterSerializer]]] = {}
    response_serializers: ClassVar[dict[str, Any]] = {}
    method_hints: ClassVar[dict[str, str | Promise]] = {}
    parser_classes: tuple[type[BaseParser], ...] = (JSONParser,)
    content_negotiation_class = SingleRendererNegotiation
    http_method_names = ["get", "head", "post", "patch", "delete"]
    schema = FactcheckSchema()

    def validated_data(self) -> dict[str, Any]:
        """Return the validated body of this action. Call it once: it parses and validates each time."""
        serializer = self.request_serializers[self.action]
        return serializer.parse(self.request.data, partial=self.action == "partial_update")

    def validated_query(self) -> dict[str, Any]:
        """Return the validated query of this action."""
        return self.query_serializers[self.action].parse_query(self.request.query_params)

    def conditional_response(self, data: Any) -> HttpResponseBase:
        """Return the data with an ETag, or 304 if the caller has it already."""
        etag = f'"{hashlib.sha256(orjson.dumps(data, option=ORJSON_OPTIONS)).hexdigest()[:32]}"'
        response = Response(data, headers={"ETag": etag})
        return get_conditional_response(self.request, etag=etag, response=response) or response

    def ensure_empty_body(self) -> None:
        """Raise InvalidInput if the body of an operation without fields has any."""
        self.validated_data()

    def get_visible_object(self, model: type[Row], pk: int, *, field: str = "") -> Row:
        """Return a row that the user may see.

        Raises NotFound, with the same message for a row of another desk and for no row at all. `field` names the
        field of the body that the id came from.
        """
        row = list_visible(model, self.request.user).filter(pk=pk).first()
        if row is None:
            message = _not_found_message(model, pk)
            raise NotFound(message, fields={field: message} if field else {})
        return row

    def get_desk_or_default(self, slug: str | None) -> Desk:
        """Return the desk with this slug, or the user's first desk if no slug is given."""
        user = self.request.user
        return get_desk(user, slug) if slug else get_default_desk(user)

    def paginated_response(self, page: CursorPage) -> Response:
        """Return a page of a list with the URLs of the pages next to it."""
        url, query = self.request.build_absolute_uri(self.request.path), self.request.query_params
        return Response(
            {
                "next": build_page_url(url, query, page.next),
                "previous": build_page_url(url, query, page.previous),
                "results": page.rows,
            }
        )


class BaseModelViewSet(BaseViewSet):
    """List and detail of a model under /api/v1/; subclasses add what may be written.

    `serializer_class` gives the rows of the list, `detail_serializer_class` the detail and the response to writes.
    """

    model: ClassVar[type[Model]]
    serializer_class: ClassVar[type[OutputSerializer]]
    detail_serializer_class: ClassVar[type[OutputSerializer]]
    filter_serializer_class: ClassVar[type[FilterSerializer]] = FilterSerializer
    newest_first: ClassVar[bool] = False
    pagination_class = KeysetPagination
    lookup_value_converter = "id"

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Any]:
        """Return the rows that a user may see, with the annotations that the serializers name."""
        return list_visible(cls.model, user)

    # The two queries are compiled once per process. Only values differ between requests, and CURRENT_USER has a
    # parameter as its id, so a cached query never contains anything of the request that compiled it.

    @classmethod
    @lru_cache(maxsize=500)
    def list_query(cls, lookups: tuple[str, ...], side: str, limit: int) -> CompiledQuery:
        """Return the query of a page, for the filters that are given and the side of its cursor."""
        rows = cls.get_queryset(CURRENT_USER).filter(**{lookup: Parameter(lookup) for lookup in lookups})
        rows = apply_cursor(rows, side, Parameter("key"), newest_first=cls.newest_first)
        return CompiledQuery(rows.values_list(*cls.serializer_class.source_columns().values())[:limit])

    @classmethod
    @cache
    def detail_query(cls) -> CompiledQuery:
        """Return the query of one row."""
        rows = cls.get_queryset(CURRENT_USER).filter(pk=Parameter("key"))
        return CompiledQuery(rows.values_list(*cls.detail_serializer_class.source_columns().values()))

    def list(self, request: ApiRequest) -> Response:
        lookups = self.filter_serializer_class.parse_query(request.query_params)
        cursor, size = lookups.pop("cursor", FIRST_PAGE), lookups.pop("page_size", PAGE_SIZE)
        query = self.list_query(tuple(lookups), cursor.side, size + 1)
        rows = query.rows({**lookups, "user": request.user.pk, "key": cursor.key})
        return self.paginated_response(build_page(self.serializer_class.to_dicts(rows), cursor, size))

    def retrieve(self, request: ApiRequest, pk: int) -> Response:
        return Response(self.serialize(pk))

    def serialize(self, pk: int) -> dict[str, Any]:
        """Return the detail of one row; NotFound if the user may not see it."""
        rows = self.detail_query().rows({"user": self.request.user.pk, "key": pk})
        results = self.detail_serializer_class.to_dicts(rows)
        if not results:
            raise NotFound(_not_found_message(self.model, pk))
        return results[0]

    def created_response(self, row: Model, *, status: int = 201) -> Response:
        """Return the response to a creation: the new row and its URL."""
        location = f"{self.request.path}{row.pk}/"
        return Response(self.serialize(row.pk), status=status, headers={"Location": location})


def _not_found_message(model: type[Model], pk: int) -> str:
    return _("There is no %(thing)s %(id)s, or none that you may see.") % {
        "thing": verbose_name_of(model),
        "id": pk,
    }


def list_visible(model: type[Row], user: Any) -> QuerySet[Row]:
    """Return the rows of a model that a user may see; every model of the API has this QuerySet step."""
    return model.objects.all().visible_to(user)  # type: ignore[attr-defined]
