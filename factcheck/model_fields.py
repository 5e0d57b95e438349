"""Model fields of our own."""

from typing import Any

from django.db import models

from factcheck.stored_messages import StoredMessage, from_json


class StoredMessageField(models.JSONField):
    """A `StoredMessage` as JSON, or NULL for none; rendered where it is read, see `stored_messages`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[Any, ...]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["null"], kwargs["blank"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> StoredMessage | None:
        stored = super().from_db_value(value, expression, connection)
        return from_json(stored) if isinstance(stored, dict) else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self.name} stores a message, not a text: use message() or free_text()")
        plain = value.to_json() if isinstance(value, StoredMessage) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def value_to_string(self, obj: Any) -> Any:
        value = self.value_from_object(obj)
        return value.to_json() if isinstance(value, StoredMessage) else value

    def to_python(self, value: Any) -> Any:
        return from_json(value) if isinstance(value, dict) else value
