"""The append-only audit log: one event for every write, with actor and target, in one hash chain for each desk."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.audit.chain import GENESIS_HASH
from factcheck.exceptions import ConflictError


def get_target_type(target: models.Model) -> str:
    """Return the name under which the log stores a model: `audit_name`, or the name of the model.

    A model that was renamed has the old name as its `audit_name`. Stored events cannot be changed, because their hashes
    cover the name; this way all events about a row have the same one.
    """
    return str(getattr(target, "audit_name", target._meta.model_name))


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, target: models.Model) -> "EventQuerySet":
        """Return the events whose target is this row."""
        return self.filter(target_type=get_target_type(target), target_id=target.pk)

    def update(self, **_: Any) -> NoReturn:
        raise ConflictError("The audit log is append-only: its events are never changed.")

    def bulk_create(self, *_: Any, **__: Any) -> NoReturn:
        raise ConflictError(
            "The audit log is append-only: its events are written one by one, each with the hash of the last."
        )

    def delete(self) -> NoReturn:
        raise ConflictError("The audit log is append-only: its events are never deleted.")


class Event(models.Model):
    """One event of the log. `actor` is null where a machine acted; `data` has small facts, never texts.

    `number` counts the events of the desk without gaps. `hash` covers the event and `prev`, the hash of the event
    before it, so a change, removal or insertion shows.
    """

    desk = models.ForeignKey("desks.Desk", on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    number = models.PositiveBigIntegerField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["desk", "id"], name="event_by_desk"),
            models.Index(fields=["target_type", "target_id", "id"], name="event_by_target"),
        ]
        constraints = [models.UniqueConstraint(fields=["desk", "number"], name="event_number_once_per_desk")]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ConflictError("The audit log is append-only: its events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise ConflictError("The audit log is append-only: its events are never deleted.")


class ChainHead(models.Model):
    """The end of a desk's chain: the number of events and the hash of the last. Writers wait for its lock.

    It is stored apart from the events, so that removing the last ones shows as well.
    """

    desk = models.OneToOneField("desks.Desk", on_delete=models.PROTECT, related_name="+")
    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS_HASH)

    def __str__(self) -> str:
        return f"{self.desk}: {self.count} events"
