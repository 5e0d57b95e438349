"""The polling endpoints of open pages: 204 if nothing is new, else the changed regions of the page.

The regions are the page's own partials, rendered with this user's permissions. `live_poll.js` replaces those that
differ.
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
from factcheck.web.live.poll_state import PollState, PollToken, digest, events_since, load_poll_state
from factcheck.web.live.presence import presence
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.articles import article_context
from factcheck.web.views.claims import claim_context
from factcheck.web.views.desks import desk_context
from factcheck.web.views.inbox import inbox_context
from factcheck.web.views.notifications import notifications_context

View = Callable[..., HttpResponse]
OpenClaims = dict[int, set[int]]
NO_STATE = PollState("", 0)


def polled(view: View) -> View:
    """Answer a poll for something that is gone with a bare 404: the script needs no error page."""

    @wraps(view)
    def wrapper(request: AuthenticatedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound:
            if request.htmx:
                return HttpResponse(status=404)
            raise

    return require_GET(never_cache(login_required(wrapper)))


@dataclass(frozen=True, slots=True)
class PolledPage:
    """Whether events affect a page, and how to render the regions that they may have changed."""

    is_affected: Callable[[EventScope], bool]
    render: Callable[[EventScope], str]


@polled
def claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    state = _load_state(request, claim=pk)
    related = cache(partial(list_related_claims, state.article, pk))

    def is_affected(scope: EventScope) -> bool:
        return scope.affects(state.article, [pk]) or scope.affects(state.article, related())

    def render(_: EventScope) -> str:
        context = claim_context(request, get_claim(request.user, pk))
        return render_to_string("live/claim.html", context, request)

    on_this_claim = {
        user: set[int]() for user, claims in _touch_presence(request, state, pk).items() if pk in claims
    }
    return _respond(request, state, PolledPage(is_affected, render), on_this_claim)


@polled
def article(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    state = _load_state(request, article=pk)
    claims = cache(lambda: set(Claim.objects.filter(article=pk).values_list("pk", flat=True)))

    def is_affected(scope: EventScope) -> bool:
        return (
            pk in scope.discussions or scope.affects(pk) or bool(scope.claims and scope.affects(pk, claims()))
        )

    def render(scope: EventScope) -> str:
        changed_claims = None if scope.affects(pk) else scope.claims
        context = article_context(request, get_article(request.user, pk), changed_claims=changed_claims)
        return render_to_string("live/article.html", context, request)

    return _respond(request, state, PolledPage(is_affected, render), _touch_presence(request, state))


@polled
def desk(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    def render(_: EventScope) -> str:
        context = desk_context(request, get_desk(request.user, slug))
        return render_to_string("live/desk.html", context, request)

    page = PolledPage(lambda scope: bool(scope.whole_desk or scope.articles or scope.claims), render)
    return _respond(request, _load_state(request, slug=slug), page)


@polled
def inbox(request: AuthenticatedRequest) -> HttpResponse:
    def render(_: EventScope) -> str:
        return render_to_string("live/inbox.html", inbox_context(request), request)

    return _respond(request, load_poll_state(request.user) or NO_STATE, PolledPage(lambda _: True, render))


@polled
def notifications(request: AuthenticatedRequest) -> HttpResponse:
    """Answer the poll of a page on which only the number of unread notifications changes."""
    state = load_poll_state(request.user) or NO_STATE
    return _respond(request, replace(state, events=""), PolledPage(lambda _: False, lambda _: ""))


def _load_state(request: AuthenticatedRequest, **target: Any) -> PollState:
    state = load_poll_state(request.user, **target)
    if state is None:
        raise NotFound(_("There is no such thing on your desks."))
    return state


def _touch_presence(request: AuthenticatedRequest, state: PollState, claim: int = 0) -> OpenClaims:
    """Return who else has the article or its claims open. Only a script that polls counts as present."""
    return presence.touch(state.article, claim, request.user.pk) if request.htmx else {}


def _respond(
    request: AuthenticatedRequest, state: PollState, page: PolledPage, others: OpenClaims | None = None
) -> HttpResponse:
    """Return 204, or what differs from the token that the page sent, and the new token.

    `X-Live-For` names the user: after another user has signed in in another tab, the script discards the response.
    """
    others = others or {}
    shown = PollToken.parse(request.GET.get("seen", ""))
    present = sorted((user, sorted(claims)) for user, claims in others.items())
    current = state.to_token(digest(request.user, present) if present else "")
    headers = {"X-Live-For": str(request.user.pk)}
    if shown == current:
        return HttpResponse(status=204, headers=headers)
    parts = []
    if shown.events != current.events:
        events = events_since(request.user, state.desk, shown.events)
        parts.append(_render_events(request, page, events))
    if shown.unread != current.unread:
        context = notifications_context(request)
        parts.append(render_to_string("live/notifications.html", context, request))
    if shown.presence != current.presence:
        parts.append(render_to_string("live/_presence.html", {"people": _list_present(state, others)}))
    return HttpResponse("".join(parts), headers={**headers, "X-Live-Seen": str(current)})


def _render_events(request: AuthenticatedRequest, page: PolledPage, events: list[Event] | None) -> str:
    """Render the regions that the events affect and the sentence about them; every region if the events are unknown."""
    if events is None:
        return page.render(load_event_scope(None))
    relevant = [event for event in events if page.is_affected(load_event_scope([event]))]
    if not relevant:
        return ""
    message = build_activity_message(relevant, request.user)
    sentence = render_to_string("live/_activity_message.html", {"message": message})
    return page.render(load_event_scope(relevant)) + sentence


def _list_present(state: PollState, others: OpenClaims) -> list[tuple[str, list[Claim]]]:
    """Return the members of the desk who are present, by name, with the claims that they have open."""
    ids = {claim for claims in others.values() for claim in claims}
    claims_by_id = Claim.objects.filter(article=state.article).in_bulk(ids)
    return [
        (name, [claims_by_id[claim] for claim in sorted(others[user]) if claim in claims_by_id])
        for user, name in member_names(state.desk).items()
        if user in others
    ]
