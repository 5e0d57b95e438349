"""Path converters of all URLs, of the pages and of the API; importing this module registers them."""

from django.urls import register_converter

from factcheck.limits import MAX_ID


class IdConverter:
    """The id of a row. A number beyond 64 bits is a 404, not an OverflowError of the database driver."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        if int(value) > MAX_ID:
            raise ValueError("id is beyond 64 bits")
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(IdConverter, "id")
