"""The append-only trail: one line for every write, by whom, to what."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from factcheck.errors import Conflict


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, target: models.Model) -> "EventQuerySet":
        return self.filter(target_type=target._meta.model_name, target_id=target.pk)

    def update(self, **_: Any) -> NoReturn:
        raise Conflict("The audit trail is append-only: its lines are never changed.")

    def bulk_create(self, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list["Event"]:
        if update_conflicts:
            self.update()
        return super().bulk_create(*args, **kwargs)

    def delete(self) -> NoReturn:
        raise Conflict("The audit trail is append-only: its lines are never deleted.")


class Event(models.Model):
    """One line of the trail. `actor` is empty where a machine acted; `data` holds small facts, never texts."""

    desk = models.ForeignKey("desks.Desk", on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["desk", "id"], name="event_by_desk"),
            models.Index(fields=["target_type", "target_id", "id"], name="event_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Conflict("The audit trail is append-only: its lines are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise Conflict("The audit trail is append-only: its lines are never deleted.")
