"""Reading the history of a claim or an article: which field changed, when, by whom, from which value to which.

A user sees the history of the rows that they may see: rows are selected by `visible_to` first, so a blind rating adds
no change to the history of others.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
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
from factcheck.review.models import Assessment, Comment, Hypothesis, Verdict

MACHINE = gettext_noop("the machine")
# An action saves the row and then records its event, in one transaction, so the two times are close together.
ACTOR_MATCH_WINDOW = dt.timedelta(seconds=1)
MAX_VERSION = 2**31 - 1  # what every database takes as an offset


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one field of one row; without a field, the creation of the row.

    `number` is the version of the row that has the new value; the one before it has the old value.
    """

    kind: str
    target: int
    number: int
    at: dt.datetime
    who: str
    field: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    restorable: bool = False

    @property
    def previous(self) -> int:
        """The version that has the old value."""
        return self.number - 1


@dataclass(frozen=True, slots=True)
class DisplayNames:
    """The names of the users and ratings that history rows store as ids."""

    people: dict[int, str]
    ratings: dict[int, str]

    def format(self, tracked: TrackedModel, name: str, value: Any) -> str:
        """Return a value of a field as users read it."""
        if value and name in tracked.people:
            return self.people.get(value, _("a former member"))
        if value and name == "rating_id":
            return self.ratings.get(value, _("a deleted rating"))
        return format_value(name, value) or _("nothing")


def list_claim_changes(user: Any, claim: Claim) -> list[Change]:
    """Return the changes of a claim and of its evidence, verdicts, ratings and comments, newest first."""
    visible: dict[str, QuerySet[Any]] = {
        "claim": Claim.objects.visible_to(user).filter(pk=claim.pk),
        "evidence": Evidence.objects.visible_to(user).filter(claim=claim),
        "hypothesis": Hypothesis.objects.visible_to(user).filter(claim=claim),
        "verdict": Verdict.objects.visible_to(user).filter(claim=claim),
        "assessment": Assessment.objects.visible_to(user).filter(claim=claim),
        "comment": _undeleted_comments(user).filter(
            Q(claim=claim) | Q(evidence__claim=claim) | Q(verdict__claim=claim)
        ),
    }
    return _list_changes(claim.desk_id, visible)


def list_article_changes(user: Any, article: Article) -> list[Change]:
    """Return the changes of the metadata of an article and of its comments, newest first."""
    visible: dict[str, QuerySet[Any]] = {
        "article": Article.objects.visible_to(user).filter(pk=article.pk),
        "comment": _undeleted_comments(user).filter(article=article),
    }
    return _list_changes(article.desk_id, visible)


def get_version(user: Any, kind: str, target: int, number: int) -> Any:
    """Return a version of a row, a history record. Raises NotFound if the user may not see the row.

    Versions are numbered within their row, from 1. The ids of the records count through the whole site: shown to
    people, they would tell when another reviewer rated.
    """
    model = get_tracked(kind).model
    visible = _undeleted_comments(user) if model is Comment else model.objects.visible_to(user)
    records: list[Any] = []
    if 1 <= number <= MAX_VERSION and visible.filter(pk=target).exists():
        records = list(_in_order(model.history.filter(id=target))[number - 1 : number])
    if not records:
        raise NotFound(_("There is no such version on your desks."))
    return records[0]


def locate_record(user: Any, kind: str, record: int) -> tuple[int, int]:
    """Return the row and the version of a history record, for links from before versions had numbers.

    Raises NotFound for ratings, whose records would tell which ones were added in between.
    """
    model = get_tracked(kind).model
    row = model.history.filter(pk=record).first() if model is not Assessment else None
    if row is None:
        raise NotFound(_("There is no such version on your desks."))
    number = model.history.filter(id=row.id, history_id__lte=record).count()
    return get_version(user, kind, row.id, number).id, number


def _in_order(records: QuerySet[Any]) -> QuerySet[Any]:
    """Order the history records of rows as they were written, which also holds if the clock was set back."""
    return records.order_by("id", "history_id")


def _undeleted_comments(user: Any) -> QuerySet[Comment]:
    """Return the comments that are not deleted: deleting a comment hides its earlier versions as well."""
    return Comment.objects.visible_to(user).filter(deleted_at__isnull=True)


def _list_changes(desk_id: int, visible: dict[str, QuerySet[Any]]) -> list[Change]:
    rows = {kind: _load_records(TRACKED[kind], queryset) for kind, queryset in visible.items()}
    for kind, records in rows.items():
        _fill_in_actors(desk_id, kind, records)
    names = _load_names(desk_id, rows)
    found = [
        change for kind, records in rows.items() for change in _changes_of_kind(TRACKED[kind], records, names)
    ]
    return sorted(found, key=lambda change: (change.at, change.number), reverse=True)


def _load_records(tracked: TrackedModel, rows: QuerySet[Any]) -> list[Any]:
    return list(_in_order(tracked.model.history.filter(id__in=rows.order_by().values("pk"))))


def _fill_in_actors(desk_id: int, kind: str, records: list[Any]) -> None:
    """Set the user of the records that have none, from the audit event of the same row and time.

    simple_history takes the user from the request, so what a command or a task writes has none.
    """
    unnamed = [record for record in records if record.history_user_id is None]
    events = Event.objects.filter(
        desk=desk_id, target_type=kind, target_id__in={record.id for record in unnamed}, actor__isnull=False
    )
    for target, at, actor in events.values_list("target_id", "at", "actor_id") if unnamed else ():
        before = [
            row for row in unnamed if row.id == target and at - ACTOR_MATCH_WINDOW < row.history_date <= at
        ]
        # The event belongs to the last record before it; one without its own event keeps no user.
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


def _changes_of_kind(tracked: TrackedModel, records: Iterable[Any], names: DisplayNames) -> Iterator[Change]:
    for _target, versions in groupby(records, key=lambda record: record.id):
        first, *later = versions
        yield Change(**_describe(tracked, first, 1, names))
        for number, (earlier, record) in enumerate(pairwise((first, *later)), 2):
            yield from _changes_between(tracked, earlier, record, number, names)


def _changes_between(
    tracked: TrackedModel, earlier: Any, record: Any, number: int, names: DisplayNames
) -> Iterator[Change]:
    for name in tracked.fields:
        before, after = getattr(earlier, name), getattr(record, name)
        if before != after:
            yield Change(
                **_describe(tracked, record, number, names),
                field=name,
                label=tracked.label(name),
                before=names.format(tracked, name, before),
                after=names.format(tracked, name, after),
                restorable=name in tracked.restorable,
            )


def _describe(tracked: TrackedModel, record: Any, number: int, names: DisplayNames) -> dict[str, Any]:
    return {
        "kind": tracked.kind,
        "target": record.id,
        "number": number,
        "at": record.history_date,
        "who": names.people.get(record.history_user_id) or _(MACHINE),
    }
