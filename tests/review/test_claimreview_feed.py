"""ClaimReview feeds: all shapes are parsed, incomplete items are skipped, and nothing is imported twice."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions.prior_checks import import_feed
from factcheck.audit.models import Event
from factcheck.exceptions import InvalidInput, PermissionDenied
from factcheck.review.claimreview_feed import parse_feed
from factcheck.review.models import ExternalCheck
from tests import factories as make

BRIDGE = "The bridge cost 4.2 million pounds."
URL = "https://checks.example/bridge"
REVIEW = {
    "publisher": {"name": "Harbour Facts", "site": "checks.example"},
    "url": URL,
    "textualRating": "False",
    "reviewDate": "2024-05-06T07:08:09Z",
}
ITEM = {
    "@type": "ClaimReview",
    "claimReviewed": BRIDGE,
    "url": URL,
    "author": {"@type": "Organization", "name": "Harbour Facts"},
    "reviewRating": {"alternateName": "False"},
    "datePublished": "2024-05-06",
}
READ = {
    "text": BRIDGE,
    "publisher": "Harbour Facts",
    "url": URL,
    "rating": "False",
    "reviewed_on": dt.date(2024, 5, 6),
}
ODD = [None, 7, 0.5, True, "words", [], [None], ["words"], [[7]], {}, {"name": 7}]


def read(feed: Any) -> list[dict[str, Any]]:
    return list(parse_feed(json.dumps(feed).encode()))


def searched(*reviews: Any, text: Any = BRIDGE) -> dict[str, Any]:
    return {"claims": [{"text": text, "claimReview": list(reviews)}]}


@pytest.mark.parametrize(
    "feed",
    [
        pytest.param(searched(REVIEW), id="the answer of a search"),
        pytest.param(ITEM, id="alone"),
        pytest.param([ITEM], id="in a list"),
        pytest.param(
            {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, ITEM]}, id="in a graph"
        ),
        pytest.param({"@type": "DataFeed", "dataFeedElement": [{"item": [ITEM]}]}, id="in a data feed"),
        pytest.param({"dataFeedElement": [{"@type": "DataFeedItem", "item": ITEM}]}, id="an item by itself"),
        pytest.param({**ITEM, "author": [ITEM["author"]]}, id="with a list of authors"),
    ],
)
def test_every_shape_of_a_feed_gives_the_same_check(feed: Any) -> None:
    assert read(feed) == [READ]


def test_a_claim_with_two_reviews_gives_two_checks() -> None:
    other = {**REVIEW, "url": "https://other.example/1", "textualRating": "Misleading"}
    assert [check["rating"] for check in read(searched(REVIEW, other))] == ["False", "Misleading"]


def test_a_publisher_without_a_name_is_named_by_its_site() -> None:
    (check,) = read(searched({**REVIEW, "publisher": {"site": "checks.example"}}))
    assert check["publisher"] == "checks.example"


def test_the_checks_keep_the_order_of_the_feed() -> None:
    items = [{**ITEM, "claimReviewed": f"Claim {number}"} for number in range(3)]
    assert [check["text"] for check in read({"@graph": items})] == ["Claim 0", "Claim 1", "Claim 2"]


@pytest.mark.parametrize("day", ["", "in May", "2024-13-01", None, 2024])
def test_an_invalid_date_is_left_empty(day: Any) -> None:
    (check,) = read({**ITEM, "datePublished": day})
    assert check["reviewed_on"] is None


@pytest.mark.parametrize(
    "lacking",
    [
        {"claimReviewed": " "},
        {"reviewRating": {"ratingValue": 1}},
        {"reviewRating": None},
        {"url": ""},
        {"url": "javascript:alert(1)"},
        {"@type": "Review"},
    ],
)
def test_items_without_a_claim_a_rating_or_a_url_are_skipped(lacking: dict[str, Any]) -> None:
    assert read([{**ITEM, **lacking}, ITEM]) == [READ]


@pytest.mark.parametrize("data", [b"", b"<html>", b'{"claims": [', b"\xff\xfe\xfa"])
def test_invalid_json_is_rejected_with_its_position(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="not JSON") as refused:
        list(parse_feed(data))
    assert refused.value.where


def test_deep_nesting_is_rejected() -> None:
    with pytest.raises(InvalidInput):
        list(parse_feed(b"[" * 100_000))


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_values_of_the_wrong_type_are_skipped(odd: Any) -> None:
    assert read(odd) == []
    assert read({"claims": odd}) == []
    assert read({"claims": [odd]}) == []
    assert read({"claims": [{"text": BRIDGE, "claimReview": odd}]}) == []
    assert read(searched(odd)) == []
    assert read([odd, ITEM]) == [READ]
    assert read({**ITEM, "reviewRating": odd}) == []
    assert read({**ITEM, "claimReviewed": odd})[:1] == ([{**READ, "text": "words"}] if odd == "words" else [])
    for publisher in (read({**ITEM, "author": odd}), read(searched({**REVIEW, "publisher": odd}))):
        assert publisher == [{**READ, "publisher": ""}]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["ClaimReview", URL]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ITEM, *REVIEW, "claims", "claimReview", "@graph", "item"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(JSON)
def test_any_json_is_parsed_or_skipped(feed: Any) -> None:
    for check in read(feed):
        assert check["text"]
        assert check["rating"]


@pytest.mark.django_db
class TestImport:
    def test_importing_twice_adds_nothing(self) -> None:
        team = make.team()
        data = json.dumps([ITEM, ITEM, {**ITEM, "claimReviewed": "It opened in 1931."}]).encode()
        assert import_feed(team.contributor, desk=team.desk, data=data) == 2
        assert import_feed(team.contributor, desk=team.desk, data=data) == 0
        assert ExternalCheck.objects.filter(desk=team.desk).count() == 2
        last = Event.objects.filter(desk=team.desk).latest("number")
        assert (last.action, last.data) == ("feed.imported", {"checks": 0})

    def test_every_desk_has_its_own_checks(self) -> None:
        data = json.dumps(ITEM).encode()
        for team in (make.team(), make.team()):
            assert import_feed(team.editor, desk=team.desk, data=data) == 1

    def test_characters_that_no_database_stores_are_removed(self) -> None:
        team = make.team()
        data = json.dumps({**ITEM, "claimReviewed": f"{BRIDGE}\0\ud800"}).encode()
        import_feed(team.editor, desk=team.desk, data=data)
        assert ExternalCheck.objects.get().text == f"{BRIDGE}\ufffd"

    @pytest.mark.parametrize("who", ["viewer", "stranger"])
    def test_only_contributors_may_import(self, who: str) -> None:
        team = make.team()
        with pytest.raises(PermissionDenied):
            import_feed(team.of(who), desk=team.desk, data=b"[]")

    def test_an_invalid_feed_imports_nothing(self) -> None:
        team = make.team()
        with pytest.raises(InvalidInput):
            import_feed(team.editor, desk=team.desk, data=json.dumps([ITEM]).encode()[:-1])
        assert not ExternalCheck.objects.exists()
