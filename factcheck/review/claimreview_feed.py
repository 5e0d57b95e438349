"""Checks made elsewhere, out of a feed: the answer of a `claims:search`, or ClaimReview items of schema.org."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput
from factcheck.text.normalise import normalise

MAX_URL_LENGTH = 2000


def parse_feed(data: bytes) -> Iterator[dict[str, Any]]:
    """The checks of a feed as fields of an EarlierCheck; what lacks a claim, a rating or a URL is passed over."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        raise InvalidInput(_("This feed is not JSON."), where=str(error)) from error
    except RecursionError as error:
        raise InvalidInput(_("This feed is nested too deeply. A feed is a list of checks.")) from error
    if isinstance(feed, dict) and isinstance(feed.get("claims"), list):
        found = (
            check
            for claim in feed["claims"]
            if isinstance(claim, dict)
            for check in _checks_of_search_result(claim)
        )
    else:
        found = (_check_of_item(item) for item in _iter_items(feed))
    for check in found:
        if check["text"] and check["rating"] and check["url"].startswith(("http://", "https://")):
            yield check


def _checks_of_search_result(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One claim of a `claims:search` answer, once for each review of it."""
    reviews = claim.get("claimReview")
    for review in map(_to_object, reviews if isinstance(reviews, list) else ()):
        publisher = _to_object(review.get("publisher"))
        yield _to_fields(
            claim.get("text"),
            publisher.get("name") or publisher.get("site"),
            review.get("url"),
            review.get("textualRating"),
            review.get("reviewDate"),
        )


def _check_of_item(item: dict[str, Any]) -> dict[str, Any]:
    """One ClaimReview of schema.org."""
    author, rating = _to_object(item.get("author")), _to_object(item.get("reviewRating"))
    return _to_fields(
        item.get("claimReviewed"),
        author.get("name"),
        item.get("url"),
        rating.get("alternateName"),
        item.get("datePublished"),
    )


def _iter_items(feed: Any) -> Iterator[dict[str, Any]]:
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


def _to_object(value: Any) -> dict[str, Any]:
    """A value as an object: itself, the first of a list, else one without anything."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, dict) else {}


def _to_text(value: Any) -> str:
    return normalise(value).strip() if isinstance(value, str) else ""


def _to_fields(text: Any, publisher: Any, url: Any, rating: Any, day: Any) -> dict[str, Any]:
    return {
        "text": _to_text(text),
        "publisher": _to_text(publisher)[:200],
        "url": _to_text(url)[:MAX_URL_LENGTH],
        "rating": _to_text(rating)[:200],
        "reviewed_on": _to_date(_to_text(day)),
    }


def _to_date(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written[:10])
    except ValueError:
        return None
