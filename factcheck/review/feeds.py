"""Checks made elsewhere, out of a feed: the answer of a `claims:search`, or ClaimReview items of schema.org."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record
from factcheck.desks.models import Desk, User
from factcheck.exceptions import InvalidInput
from factcheck.review.models import EarlierCheck
from factcheck.text.normalise import normalise

LONGEST_URL = 2000


@transaction.atomic
def import_feed(actor: User, *, desk: Desk, data: bytes) -> int:
    """Keep the checks of a feed that the desk has not; how many are new. Raises InvalidInput for what is no feed."""
    permissions.ensure_permission(actor, "article.submit", desk)
    rows = [EarlierCheck(desk=desk, **check) for check in checks_in(data)]
    before = EarlierCheck.objects.filter(desk=desk).count()
    EarlierCheck.objects.bulk_create(rows, ignore_conflicts=True)
    new = EarlierCheck.objects.filter(desk=desk).count() - before
    record(actor, "feed.imported", desk, desk_id=desk.pk, checks=new)
    return new


def checks_in(data: bytes) -> Iterator[dict[str, Any]]:
    """The checks of a feed as fields of an EarlierCheck; what lacks a claim, a rating or a URL is passed over."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        raise InvalidInput(_("This feed is not JSON."), where=str(error)) from error
    except RecursionError as error:
        raise InvalidInput(_("This feed is nested too deeply. A feed is a list of checks.")) from error
    if isinstance(feed, dict) and isinstance(feed.get("claims"), list):
        found = (check for claim in feed["claims"] if isinstance(claim, dict) for check in _searched(claim))
    else:
        found = (_marked_up(item) for item in _items(feed))
    for check in found:
        if check["text"] and check["rating"] and check["url"].startswith(("http://", "https://")):
            yield check


def _searched(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One claim of a `claims:search` answer, once for each review of it."""
    reviews = claim.get("claimReview")
    for review in map(_object, reviews if isinstance(reviews, list) else ()):
        publisher = _object(review.get("publisher"))
        yield _check(
            claim.get("text"),
            publisher.get("name") or publisher.get("site"),
            review.get("url"),
            review.get("textualRating"),
            review.get("reviewDate"),
        )


def _marked_up(item: dict[str, Any]) -> dict[str, Any]:
    """One ClaimReview of schema.org."""
    author, rating = _object(item.get("author")), _object(item.get("reviewRating"))
    return _check(
        item.get("claimReviewed"),
        author.get("name"),
        item.get("url"),
        rating.get("alternateName"),
        item.get("datePublished"),
    )


def _items(feed: Any) -> Iterator[dict[str, Any]]:
    """Every ClaimReview in a document: alone, in a list, or in a graph."""
    waiting = [feed]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if one.get("@type") == "ClaimReview":
                yield one
            waiting.append(one.get("@graph") or one.get("dataFeedElement") or one.get("item"))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def _object(value: Any) -> dict[str, Any]:
    """A value as an object: itself, the first of a list, else one without anything."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    return normalise(value).strip() if isinstance(value, str) else ""


def _check(text: Any, publisher: Any, url: Any, rating: Any, day: Any) -> dict[str, Any]:
    return {
        "text": _words(text),
        "publisher": _words(publisher)[:200],
        "url": _words(url)[:LONGEST_URL],
        "rating": _words(rating)[:200],
        "reviewed_on": _day(_words(day)),
    }


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written[:10])
    except ValueError:
        return None
