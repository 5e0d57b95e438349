"""What is new for a user who has a page open: a token of what the page has shown, and the audit events since then.

Blind ratings stay blind here as well: an event about a rating counts only for users who may see that rating, and the
token is a keyed digest of the last event that counts. From the token alone, nobody can tell whether other events
happened in between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.crypto import salted_hmac

from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.compiled_queries import CURRENT_USER, CompiledQuery, Parameter
from factcheck.desks.models import Membership, User
from factcheck.notifications.models import Notification
from factcheck.review.models import Assessment

MAX_EVENTS = 60
NOT_ON_PAGES = Q(action__startswith="key.") | Q(action__startswith="view.") | Q(action__startswith="export.")


class PollToken(NamedTuple):
    """What a page has shown: a digest of the last event, the number of unread notifications, and who was present."""

    events: str = ""
    unread: str = ""
    presence: str = ""

    @classmethod
    def parse(cls, token: str) -> "PollToken":
        """Return the token that a page sent back; an empty one, which counts as "nothing shown", for anything else."""
        parts = token.split(".")
        return cls(*parts) if len(parts) == len(cls._fields) else cls()

    def __str__(self) -> str:
        return ".".join(self)


class PollRow(NamedTuple):
    """The columns of the poll query, one row for each desk."""

    desk: int
    article: int
    last: int | None
    unread: int | None


@dataclass(frozen=True, slots=True)
class PollState:
    """The state for one user at this moment, as far as it takes to tell whether anything is new."""

    events: str
    unread: int
    desk: int = 0
    article: int = 0

    def to_token(self, presence: str = "") -> PollToken:
        return PollToken(self.events, str(self.unread), presence)


@dataclass(frozen=True, slots=True)
class PollTarget:
    """What a page carries to stay up to date: the URL that it polls, and the token of what it has shown."""

    url: str
    token: PollToken

    @property
    def unread(self) -> int:
        return int(self.token.unread or 0)


def visible_events(user: Any) -> QuerySet[Event]:
    """Return the events that pages show, without those about ratings that the user may not see."""
    rated = Assessment.objects.all().visible_to(user).filter(pk=OuterRef("target_id"))
    return Event.objects.exclude(NOT_ON_PAGES).filter(~Q(target_type="assessment") | Exists(rated))


def load_poll_state(user: User, *, slug: str = "", article: int = 0, claim: int = 0) -> PollState | None:
    """Return the state of one object's desk, or without an object of all the user's desks, in one query.

    Returns None if the user is not a member of that desk.
    """
    scope = "slug" if slug else "claim" if claim else "article" if article else "all"
    rows = [
        PollRow(*row)
        for row in _poll_query(scope).rows({"user": user.pk, "target": slug or claim or article})
    ]
    if not rows:
        return None
    events = digest(user, (row.last for row in rows))
    return PollState(events, rows[0].unread or 0, rows[0].desk, rows[0].article)


@lru_cache
def _poll_query(scope: str) -> CompiledQuery:
    """Return the query of `load_poll_state` for one kind of scope.

    It is compiled once: every open page runs it every two seconds, and building it takes about three times as long as
    running it.
    """
    rows = Membership.objects.filter(user=CURRENT_USER.pk)
    article: Value | Subquery[Any] = Value(0)
    if scope == "slug":
        rows = rows.filter(desk__slug=Parameter("target"))
    elif scope != "all":
        model: type[Claim | Article] = Claim if scope == "claim" else Article
        target = model._default_manager.filter(pk=Parameter("target")).order_by()
        rows = rows.filter(desk=Subquery(target.values("desk_id")[:1]))
        article = Subquery(target.values("article_id" if scope == "claim" else "pk")[:1])
    last = visible_events(CURRENT_USER).filter(desk=OuterRef("desk")).order_by("-id").values("pk")[:1]
    unread = Notification.objects.all().visible_to(CURRENT_USER).unread().order_by().values("user_id")
    rows = rows.annotate(
        article=article,
        last=Subquery(last),
        unread=Subquery(unread.annotate(many=Count("pk")).values("many")),
    )
    return CompiledQuery(rows.order_by("desk_id").values_list(*PollRow._fields))


def digest(user: User, values: Iterable[object]) -> str:
    """Return a digest that tells this user only whether the values are the same as before."""
    text = f"{user.pk}:{','.join(map(str, values))}"
    return salted_hmac("factcheck.web.live", text, algorithm="sha256").hexdigest()[:20]


def events_since(user: User, desk: int, last_digest: str) -> list[Event] | None:
    """Return the events of a desk since the one with this digest, newest first.

    Returns None if that event is more than MAX_EVENTS ago: the page then reloads all its regions.
    """
    newest = visible_events(user).filter(desk=desk).select_related("actor").order_by("-id")
    events = list(newest[: MAX_EVENTS + 1])
    candidates: list[int | None] = [event.pk for event in events]
    if len(events) <= MAX_EVENTS:
        # The desk has no older events: the digest of "no event" means that all are new.
        candidates.append(None)
    for index, last in enumerate(candidates):
        if digest(user, [last]) == last_digest:
            return events[:index]
    return None


def get_poll_target(user: User, name: str, *args: Any, **target: Any) -> PollTarget:
    """Return the poll target of a page.

    Call it before the page reads its data: a change in between is then shown twice instead of never.
    """
    state = load_poll_state(user, **target)
    return PollTarget(reverse(name, args=args), state.to_token() if state else PollToken())
