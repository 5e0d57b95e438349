"""Parse a feed of fact-checks: a `claims:search` result of Google's Fact Check Tools API, or ClaimReview items.

ClaimReview is a type of schema.org. Items come alone, in a list, in a graph or in a data feed.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput
from factcheck.limits import limit
from factcheck.text.normalise import normalise

MAX_RATING_LENGTH = 200


def parse_feed(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the checks of a feed as fields of an ExternalCheck.

    Items without a claim, a rating or a URL are skipped. Raises InvalidInput for data that is not JSON.
    """
    try:
        feed = json.loads(data)
    except ValueError as error:
        raise InvalidInput(_("This feed is not JSON."), where=str(error)) from error
    except RecursionError as error:
        raise InvalidInput(_("This feed is nested too deeply. A feed is a list of checks.")) from error
    if isinstance(feed, dict) and isinstance(feed.get("claims"), list):
        checks = (
            check
            for claim in feed["claims"]
            if isinstance(claim, dict)
            for check in _checks_of_search_result(claim)
        )
    else:
        checks = (_check_of_item(item) for item in _iter_items(feed))
    for check in checks:
        if _is_usable(check):
            yield check


def _is_usable(check: dict[str, Any]) -> bool:
    """Return whether a check has all parts, within their limits. One bad item must not fail a whole feed."""
    # Other schemes than http could run a script when a reader opens the link.
    is_link = check["url"].startswith(("http://", "https://")) and len(check["url"]) <= limit("url")
    return is_link and bool(check["rating"]) and 0 < len(check["text"]) <= limit("claim")


def _checks_of_search_result(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one claim of a `claims:search` result, once for each of its reviews."""
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
    """Convert one ClaimReview of schema.org."""
    author, rating = _to_object(item.get("author")), _to_object(item.get("reviewRating"))
    return _to_fields(
        item.get("claimReviewed"),
        author.get("name"),
        item.get("url"),
        rating.get("alternateName"),
        item.get("datePublished"),
    )


def _iter_items(feed: Any) -> Iterator[dict[str, Any]]:
    """Yield every ClaimReview of a document, in document order.

    A loop with a stack, not recursion: a document can be nested more deeply than Python's call stack.
    """
    stack = [feed]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("@type") == "ClaimReview":
                yield node
            stack.append(node.get("@graph") or node.get("dataFeedElement") or node.get("item"))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _to_object(value: Any) -> dict[str, Any]:
    """Return a value that is an object, the first item of a list, or an empty object for anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, dict) else {}


def _to_text(value: Any) -> str:
    return normalise(value).strip() if isinstance(value, str) else ""


def _to_fields(text: Any, publisher: Any, url: Any, rating: Any, day: Any) -> dict[str, Any]:
    return {
        "text": _to_text(text),
        "publisher": _to_text(publisher)[: limit("publisher")],
        "url": _to_text(url),
        "rating": _to_text(rating)[:MAX_RATING_LENGTH],
        "reviewed_on": _to_date(_to_text(day)),
    }


def _to_date(text: str) -> dt.date | None:
    # The first ten characters: many feeds give a date with a time, which a day does not need.
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
