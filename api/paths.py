"""How an id is written in an address."""

from api.fields import ID_MAX


class IdConverter:
    """A row's id; a number that no database can hold leads nowhere."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        if int(value) > ID_MAX:
            raise ValueError("beyond 64 bits")
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
