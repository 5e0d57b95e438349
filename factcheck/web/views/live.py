"""What is new on a page, asked for again and again: 204 for nothing, else the regions of the page as they are now.

The regions are the page's own partials with this person's permissions; `live.js` puts in those that differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from factcheck.articles.selectors import get_article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.desks.selectors import get_desk, member_names
from factcheck.exceptions import NotFound
from factcheck.web.live.activity_messages import build_activity_message
from factcheck.web.live.event_scope import EventScope, list_related_claims, load_event_scope
from factcheck.web.live.poll_state.poll_state import (
    PollState,
    PollToken,
    digest,
    events_since,
    load_poll_state,
)
from factcheck.web.live.presence import presence
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.articles import article_context
from factcheck.web.views.claims import claim_context
from factcheck.web.views.desks import desk_context
from factcheck.web.views.inbox import inbox_context
from factcheck.web.views.notifications import notifications_context

View = Callable[..., HttpResponse]
Others = dict[int, set[int]]
NO_STATE = PollState("", 0)


def polled(view: View) -> View:
    """A page asks by itself: of what is gone for its reader it is told by a bare status, not by a page or a message."""

    @wraps(view)
    def asked(request: AuthenticatedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound:
            if request.htmx:
                return HttpResponse(status=404)
            raise

    return require_GET(never_cache(login_required(asked)))


@dataclass(frozen=True, slots=True)
class PolledPage:
    """What a page follows: whether something bears on it, and its regions that this may change."""

    follows: Callable[[EventScope], bool]
    regions: Callable[[EventScope], str]


@polled
def claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    now = _look(request, claim=pk)
    kin = cache(partial(list_related_claims, now.article, pk))

    def follows(reach: EventScope) -> bool:
        return reach.touches(now.article, [pk]) or reach.touches(now.article, kin())

    def regions(_: EventScope) -> str:
        context = claim_context(request, get_claim(request.user, pk))
        return render_to_string("live/claim.html", context, request)

    with_me = {who: set[int]() for who, claims in _others(request, now, pk).items() if pk in claims}
    return _answer(request, now, PolledPage(follows, regions), with_me)


@polled
def article(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    now = _look(request, article=pk)
    claims = cache(lambda: set(Claim.objects.filter(article=pk).values_list("pk", flat=True)))

    def follows(reach: EventScope) -> bool:
        return pk in reach.talks or reach.touches(pk) or bool(reach.claims and reach.touches(pk, claims()))

    def regions(reach: EventScope) -> str:
        touched = None if reach.touches(pk) else reach.claims
        context = article_context(request, get_article(request.user, pk), touched=touched)
        return render_to_string("live/article.html", context, request)

    return _answer(request, now, PolledPage(follows, regions), _others(request, now))


@polled
def desk(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    def regions(_: EventScope) -> str:
        context = desk_context(request, get_desk(request.user, slug))
        return render_to_string("live/desk.html", context, request)

    page = PolledPage(lambda reach: bool(reach.desk or reach.articles or reach.claims), regions)
    return _answer(request, _look(request, slug=slug), page)


@polled
def inbox(request: AuthenticatedRequest) -> HttpResponse:
    def regions(_: EventScope) -> str:
        return render_to_string("live/inbox.html", inbox_context(request), request)

    return _answer(request, load_poll_state(request.user) or NO_STATE, PolledPage(lambda _: True, regions))


@polled
def notifications(request: AuthenticatedRequest) -> HttpResponse:
    """For pages that follow nothing else: only the notices."""
    now = load_poll_state(request.user) or NO_STATE
    return _answer(request, replace(now, trail=""), PolledPage(lambda _: False, lambda _: ""))


def _look(request: AuthenticatedRequest, **place: Any) -> PollState:
    now = load_poll_state(request.user, **place)
    if now is None:
        raise NotFound(_("There is no such thing on your desks."))
    return now


def _others(request: AuthenticatedRequest, now: PollState, claim: int = 0) -> Others:
    """Who else has the article or its claims open. Only a page that goes on asking is somebody's presence."""
    return presence.here(now.article, claim, request.user.pk) if request.htmx else {}


def _answer(
    request: AuthenticatedRequest, now: PollState, page: PolledPage, others: Others | None = None
) -> HttpResponse:
    """Nothing, or what differs from what the page says that it has seen, and the new token."""
    others = others or {}
    seen = PollToken.read(request.GET.get("seen", ""))
    places = sorted((who, sorted(claims)) for who, claims in others.items())
    fresh = now.seen(digest(request.user, places) if places else "")
    told_for = {"X-Live-For": str(request.user.pk)}
    if seen == fresh:
        return HttpResponse(status=204, headers=told_for)
    parts = []
    if seen.trail != fresh.trail:
        parts.append(_news(request, page, events_since(request.user, now.desk, seen.trail)))
    if seen.unread != fresh.unread:
        parts.append(render_to_string("live/notifications.html", notifications_context(request), request))
    if seen.here != fresh.here:
        parts.append(render_to_string("live/_presence.html", {"people": _people(now, others)}))
    return HttpResponse("".join(parts), headers={**told_for, "X-Live-Seen": str(fresh)})


def _news(request: AuthenticatedRequest, page: PolledPage, lines: list[Event] | None) -> str:
    """The regions that the trail's lines bear on, and what they say; all of them where lines are lacking."""
    if lines is None:
        return page.regions(load_event_scope(None))
    here = [line for line in lines if page.follows(load_event_scope([line]))]
    if not here:
        return ""
    said = render_to_string(
        "live/_activity_message.html", {"said": build_activity_message(here, request.user)}
    )
    return page.regions(load_event_scope(here)) + said


def _people(now: PollState, others: Others) -> list[tuple[str, list[Claim]]]:
    """Those members of the desk who are there, by name, and the claims that they have open."""
    open_now = {claim for claims in others.values() for claim in claims}
    known = Claim.objects.filter(article=now.article).in_bulk(open_now)
    names = member_names(now.desk)
    return [
        (name, [known[claim] for claim in sorted(others[who]) if claim in known])
        for who, name in names.items()
        if who in others
    ]
