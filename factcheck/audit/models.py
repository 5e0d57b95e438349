"""The append-only trail: one line for every write, by whom, to what; chained by hashes, desk by desk."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.audit.chain import GENESIS_HASH
from factcheck.exceptions import ConflictError


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, target: models.Model) -> "EventQuerySet":
        return self.filter(target_type=target._meta.model_name, target_id=target.pk)

    def update(self, **_: Any) -> NoReturn:
        raise ConflictError("The audit trail is append-only: its lines are never changed.")

    def bulk_create(self, *_: Any, **__: Any) -> NoReturn:
        raise ConflictError(
            "The audit trail is append-only: its lines are written one by one, each after the last."
        )

    def delete(self) -> NoReturn:
        raise ConflictError("The audit trail is append-only: its lines are never deleted.")


class Event(models.Model):
    """One line of the trail. `actor` is empty where a machine acted; `data` holds small facts, never texts.

    `number` counts the desk's lines; `hash` covers the line and `prev`, the hash of the line before it.
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
            raise ConflictError("The audit trail is append-only: its lines are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise ConflictError("The audit trail is append-only: its lines are never deleted.")


class ChainHead(models.Model):
    """The end of a desk's trail: how many lines were written and the hash of the last. Writers queue for its lock."""

    desk = models.OneToOneField("desks.Desk", on_delete=models.PROTECT, related_name="+")
    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS_HASH)

    def __str__(self) -> str:
        return f"{self.desk}: {self.count} lines"
