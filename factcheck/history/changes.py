"""Reading history: who changed what of a claim or an article, when, from which value to which.

What a person may not see has no history for them either: things are looked up by `visible_to` first, so that a
rating that is still blind leaves no line.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import Rating, User
from factcheck.evidence.models import Evidence
from factcheck.exceptions import NotFound
from factcheck.history.tracked_fields import TRACKED, TrackedModel, format_value, get_tracked
from factcheck.review.models import Assessment, Comment, Verdict

MACHINE = gettext_noop("the machine")
ACTOR_MATCH_WINDOW = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing changed; without a field the thing came to be. `record` is the row that tells of it."""

    kind: str
    thing: int
    record: int
    at: dt.datetime
    who: str
    field: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    previous: int = 0
    restorable: bool = False


@dataclass(frozen=True, slots=True)
class DisplayNames:
    """The words for what a history row holds as an id."""

    people: dict[int, str]
    ratings: dict[int, str]

    def of(self, kept: TrackedModel, name: str, value: Any) -> str:
        if value and name in kept.people:
            return self.people.get(value, _("somebody who left"))
        if value and name == "rating_id":
            return self.ratings.get(value, _("a rating that is gone"))
        return format_value(name, value) or _("nothing")


def list_claim_changes(user: Any, claim: Claim) -> list[Change]:
    """The changes of a claim and of what hangs on it, the newest first, as far as the user may see them."""
    seen: dict[str, QuerySet[Any]] = {
        "claim": Claim.objects.visible_to(user).filter(pk=claim.pk),
        "evidence": Evidence.objects.visible_to(user).filter(claim=claim),
        "verdict": Verdict.objects.visible_to(user).filter(claim=claim),
        "assessment": Assessment.objects.visible_to(user).filter(claim=claim),
        "comment": _undeleted_comments(user).filter(
            Q(claim=claim) | Q(evidence__claim=claim) | Q(verdict__claim=claim)
        ),
    }
    return _list_changes(claim.desk_id, seen)


def list_article_changes(user: Any, article: Article) -> list[Change]:
    """The changes of what is said about an article, and of its discussion, the newest first."""
    seen: dict[str, QuerySet[Any]] = {
        "article": Article.objects.visible_to(user).filter(pk=article.pk),
        "comment": _undeleted_comments(user).filter(article=article),
    }
    return _list_changes(article.desk_id, seen)


def get_record(user: Any, kind: str, record: int) -> Any:
    """A row of history, if the user may see its thing; NotFound otherwise."""
    model = get_tracked(kind).model
    row = model.history.filter(pk=record).first()
    seen = _undeleted_comments(user) if model is Comment else model.objects.visible_to(user)
    if row is None or not seen.filter(pk=row.id).exists():
        raise NotFound(_("There is no such version on your desks."))
    return row


def _undeleted_comments(user: Any) -> QuerySet[Comment]:
    """Comments with words: who deletes one takes away what it said before, too."""
    return Comment.objects.visible_to(user).filter(deleted_at__isnull=True)


def _list_changes(desk_id: int, seen: dict[str, QuerySet[Any]]) -> list[Change]:
    rows = {kind: _load_records(TRACKED[kind], things) for kind, things in seen.items()}
    for kind, records in rows.items():
        _fill_in_actors(desk_id, kind, records)
    names = _load_names(desk_id, rows)
    found = [
        change for kind, records in rows.items() for change in _changes_of_kind(TRACKED[kind], records, names)
    ]
    return sorted(found, key=lambda change: (change.at, change.record), reverse=True)


def _load_records(kept: TrackedModel, things: QuerySet[Any]) -> list[Any]:
    records = kept.model.history.filter(id__in=things.order_by().values("pk"))
    return list(records.order_by("id", "history_date", "history_id"))


def _fill_in_actors(desk_id: int, kind: str, records: list[Any]) -> None:
    """Rows written outside a request, by a command say, name nobody: the trail's line of the same moment does."""
    unnamed = [record for record in records if record.history_user_id is None]
    told = Event.objects.filter(
        desk=desk_id, target_type=kind, target_id__in={record.id for record in unnamed}, actor__isnull=False
    )
    for thing, at, actor in told.values_list("target_id", "at", "actor_id") if unnamed else ():
        before = [
            one for one in unnamed if one.id == thing and at - ACTOR_MATCH_WINDOW < one.history_date <= at
        ]
        for record in before[-1:]:
            record.history_user_id = actor


def _load_names(desk_id: int, rows: dict[str, list[Any]]) -> DisplayNames:
    ids = {record.history_user_id for records in rows.values() for record in records}
    for kind, records in rows.items():
        ids |= {getattr(record, name) for record in records for name in TRACKED[kind].people}
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=ids - {None})}
    return DisplayNames(
        people, dict(Rating.objects.filter(scale__desk_id=desk_id).values_list("pk", "label"))
    )


def _changes_of_kind(kept: TrackedModel, records: Iterable[Any], names: DisplayNames) -> Iterator[Change]:
    earlier: Any = None
    for record in records:
        if earlier is None or earlier.id != record.id:
            yield Change(**_describe(kept, record, names))
        else:
            yield from _changes_between(kept, earlier, record, names)
        earlier = record


def _changes_between(kept: TrackedModel, earlier: Any, record: Any, names: DisplayNames) -> Iterator[Change]:
    for name in kept.fields:
        before, after = getattr(earlier, name), getattr(record, name)
        if before != after:
            yield Change(
                **_describe(kept, record, names),
                field=name,
                label=kept.label(name),
                before=names.of(kept, name, before),
                after=names.of(kept, name, after),
                previous=earlier.history_id,
                restorable=name in kept.restorable,
            )


def _describe(kept: TrackedModel, record: Any, names: DisplayNames) -> dict[str, Any]:
    return {
        "kind": kept.kind,
        "thing": record.id,
        "record": record.history_id,
        "at": record.history_date,
        "who": names.people.get(record.history_user_id) or _(MACHINE),
    }
