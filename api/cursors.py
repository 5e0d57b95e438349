"""The cursor of a page: on which side of which id it begins."""

import re
from typing import Any, NamedTuple, NoReturn

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import ID_MAX

PATTERN = r"(after|before)-([1-9][0-9]{0,18})"


class Place(NamedTuple):
    """After or before the row of this id; no side means the first page."""

    side: str = ""
    key: int = 0

    def __str__(self) -> str:
        return f"{self.side}-{self.key}"


@extend_schema_field({"type": "string", "pattern": f"^{PATTERN}$"})
class Cursor(serializers.Field):
    default_error_messages = {"invalid": _("Take the cursor from `next` or `previous` of another page.")}

    def to_internal_value(self, data: Any) -> Place:
        found = re.fullmatch(PATTERN, str(data))
        if found is None or int(found[2]) > ID_MAX:
            self.fail("invalid")
        return Place(found[1], int(found[2]))

    def to_representation(self, value: Any) -> NoReturn:
        raise NotImplementedError("A cursor comes in only; it goes out within links.")
