"""What is new for a person who has a page open: a token of what they were shown, and the trail's lines since then.

Blind means blind: a line about a rating counts only for those who may see that rating, and the token is a keyed
digest of the last line that counts, so that nothing tells whether others were written in between.
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
    """What somebody was shown: the last line of the trail, how many unread notices, who else was there."""

    trail: str = ""
    unread: str = ""
    here: str = ""

    @classmethod
    def read(cls, token: str) -> "PollToken":
        """A token as it came back from a page; one that is none of ours has seen nothing."""
        words = token.split(".")
        return cls(*words) if len(words) == len(cls._fields) else cls()

    def __str__(self) -> str:
        return ".".join(self)


class PollRow(NamedTuple):
    """What `look` asks for of each desk."""

    desk: int
    article: int
    last: int | None
    unread: int | None


@dataclass(frozen=True, slots=True)
class PollState:
    """How things stand at this moment for one person, as far as it takes to tell whether anything is new."""

    trail: str
    unread: int
    desk: int = 0
    article: int = 0

    def seen(self, here: str = "") -> PollToken:
        return PollToken(self.trail, str(self.unread), here)


@dataclass(frozen=True, slots=True)
class PollTarget:
    """What a page says of itself, so that it can be kept up to date: where it asks, and what it showed."""

    at: str
    seen: PollToken

    @property
    def unread(self) -> int:
        return int(self.seen.unread or 0)


def visible_events(user: Any) -> QuerySet[Event]:
    """The lines of the trail that show on pages, without those about ratings that the user may not see."""
    rated = Assessment.objects.all().visible_to(user).filter(pk=OuterRef("target_id"))
    return Event.objects.exclude(NOT_ON_PAGES).filter(~Q(target_type="assessment") | Exists(rated))


def load_poll_state(user: User, *, slug: str = "", article: int = 0, claim: int = 0) -> PollState | None:
    """How things stand on a thing's desk, or without one on all of the user's; None for a stranger. One query."""
    asked = "slug" if slug else "claim" if claim else "article" if article else "all"
    rows = _poll_query(asked).rows({"user": user.pk, "place": slug or claim or article})
    found = [PollRow(*row) for row in rows]
    if not found:
        return None
    trail = digest(user, (row.last for row in found))
    return PollState(trail, found[0].unread or 0, found[0].desk, found[0].article)


@lru_cache
def _poll_query(asked: str) -> CompiledQuery:
    """The query of `look`, by what the place is."""
    rows = Membership.objects.filter(user=CURRENT_USER.pk)
    article: Value | Subquery[Any] = Value(0)
    if asked == "slug":
        rows = rows.filter(desk__slug=Parameter("place"))
    elif asked != "all":
        model: type[Claim | Article] = Claim if asked == "claim" else Article
        here = model._default_manager.filter(pk=Parameter("place")).order_by()
        rows = rows.filter(desk=Subquery(here.values("desk_id")[:1]))
        article = Subquery(here.values("article_id" if asked == "claim" else "pk")[:1])
    last = visible_events(CURRENT_USER).filter(desk=OuterRef("desk")).order_by("-id").values("pk")[:1]
    unread = Notification.objects.all().visible_to(CURRENT_USER).unread().order_by().values("user_id")
    rows = rows.annotate(
        article=article,
        last=Subquery(last),
        unread=Subquery(unread.annotate(many=Count("pk")).values("many")),
    )
    return CompiledQuery(rows.order_by("desk_id").values_list(*PollRow._fields))


def digest(user: User, said: Iterable[object]) -> str:
    """What is `said` as a word that only tells this person whether it is the same as before."""
    words = ",".join(map(str, said))
    return salted_hmac("factcheck.web.live.poll_state", f"{user.pk}:{words}", algorithm="sha256").hexdigest()[
        :20
    ]


def events_since(user: User, desk: int, trail: str) -> list[Event] | None:
    """The lines of a desk that were written since a mark, the newest first; None if that is too long ago to tell."""
    lines = list(
        visible_events(user).filter(desk=desk).select_related("actor").order_by("-id")[: MAX_EVENTS + 1]
    )
    before: list[int | None] = [line.pk for line in lines]
    if len(lines) <= MAX_EVENTS:
        before.append(None)  # all there are: whoever has seen none of them is told of all
    for place, last in enumerate(before):
        if digest(user, [last]) == trail:
            return lines[:place]
    return None


def get_poll_target(user: User, name: str, *args: Any, **place: Any) -> PollTarget:
    """What a page of the user's says of itself. To be asked for before what the page shows is read."""
    now = load_poll_state(user, **place)
    return PollTarget(reverse(name, args=args), now.seen() if now else PollToken())
