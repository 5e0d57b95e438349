import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.enums import ClaimState
from factcheck.exceptions import InvalidInput
from factcheck.reporting import claimreview
from factcheck.reporting.report import ReportRating
from tests.reporting import samples


def reviews(**changes):
    return json.loads(claimreview.write(samples.report(**changes)))["@graph"]


def review_of(**changes):
    verdict = changes.pop("verdict", samples.verdict())
    changes = {"state": ClaimState.PUBLISHED, "verdict": verdict, **changes}
    (review,) = reviews(claims=(samples.claim(1, samples.TITLE, **changes),))
    return review


def test_one_review_for_each_claim_with_a_verdict():
    assert [item["url"][-1] for item in reviews()] == ["1", "2", "3"]


def test_a_report_without_verdicts_is_an_empty_graph():
    assert json.loads(claimreview.write(samples.report(claims=()))) == {
        "@context": "https://schema.org",
        "description": "0 of 0 claims have a signed-off verdict; the others are left out.",
        "@graph": [],
    }


@pytest.mark.parametrize("state", list(ClaimState))
def test_only_signed_off_verdicts_are_written(state):
    signed = state in (ClaimState.APPROVED, ClaimState.PUBLISHED)
    only = samples.claim(1, samples.TITLE, verdict=samples.verdict(), state=state)
    file = json.loads(claimreview.write(samples.report(claims=(only,))))
    assert len(file["@graph"]) == signed
    assert file["description"].startswith(f"{int(signed)} of 1 claims have a signed-off verdict")


def test_the_properties_that_google_requires_are_present():
    first = reviews()[0]
    assert first["@type"] == "ClaimReview"
    assert first["url"] == "https://desk.example/claims/1"
    assert first["datePublished"] == "2026-03-04"
    assert first["inLanguage"] == "en"
    assert first["author"] == {"@type": "Organization", "name": "River Desk", "url": "https://desk.example/"}


def test_the_item_reviewed_has_speaker_and_appearance():
    item = reviews()[0]["itemReviewed"]
    assert item["@type"] == "Claim"
    assert item["author"]["name"] == "The mayor"
    assert item["appearance"]["url"] == "https://example.org/river"
    assert "firstAppearance" not in item


def test_an_unknown_speaker_is_left_out():
    assert "author" not in review_of(speaker="")["itemReviewed"]


def test_without_a_source_url_the_article_is_the_appearance():
    review = reviews(source_url="", claims=samples.claims()[:1])[0]
    assert review["itemReviewed"]["appearance"]["url"] == "https://desk.example/articles/7"


def test_without_any_url_there_is_no_appearance():
    assert "appearance" not in reviews(source_url="", url="")[0]["itemReviewed"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "desk.example/1", ""])
def test_an_unsafe_url_is_replaced_by_the_article_url(url):
    assert review_of(url=url)["url"] == "https://desk.example/articles/7"


@pytest.mark.parametrize(("rating", "step"), [(rating, step) for step, rating in enumerate(samples.SCALE, 1)])
def test_the_default_scale_gives_number_and_label(rating, step):
    review = review_of(verdict=samples.verdict(rating))["reviewRating"]
    assert review == {
        "@type": "Rating",
        "alternateName": rating.label,
        "ratingValue": step,
        "bestRating": 5,
        "worstRating": 1,
    }


@pytest.mark.parametrize(
    "rating",
    [
        ReportRating("true", "True", 1, 6),
        ReportRating("false", "FALSE", 5, 5),
        ReportRating("mostly-true", "Mostly true", 3, 5),
        ReportRating("pants-on-fire", "Pants on Fire", 6, 6),
    ],
)
def test_a_number_that_contradicts_its_label_is_refused(rating):
    with pytest.raises(InvalidInput, match=rating.label):
        review_of(verdict=samples.verdict(rating))


@pytest.mark.parametrize("rating", [samples.UNPROVEN, ReportRating("checked", "Checked", 1, 1)])
def test_a_rating_without_a_step_has_no_number(rating):
    review = review_of(verdict=samples.verdict(rating))["reviewRating"]
    assert review == {"@type": "Rating", "alternateName": rating.label}


@given(st.text(max_size=300), st.sampled_from(samples.SCALE))
def test_the_claim_is_under_75_characters(wording, rating):
    assert len(claimreview.format_claim_reviewed(wording, rating.label)) < 75


@pytest.mark.parametrize(
    "wording",
    [
        "False: the river is clean.",
        "FALSE – the river is clean.",
        "[False] - the river is clean.",
        "the river is clean. (False)",
        "the river is clean. — false.",
    ],
)
def test_a_rating_around_the_claim_is_removed(wording):
    assert claimreview.format_claim_reviewed(wording, "False").rstrip(".") == "the river is clean"


@pytest.mark.parametrize("wording", ["False teeth are made here.", "The claim of false teeth", "False"])
def test_a_rating_word_inside_the_claim_stays(wording):
    assert claimreview.format_claim_reviewed(wording, "False") == wording


def test_a_long_claim_is_cut_after_a_word():
    claim = claimreview.format_claim_reviewed("The mayor said that " + "nitrate " * 20, "False")
    assert claim.endswith("nitrate…")


def test_the_reasons_are_plain_text():
    assert reviews()[0]["reviewBody"].startswith("The figure fell by 22 percent, not by 40.\n\n• 2015")


@given(st.text(alphabet="</script>!-&\u2028a", max_size=30))
def test_no_text_can_end_the_script_element_around_the_json(words):
    claim = replace(samples.claims()[0], wording=words or "x", verdict=samples.verdict(reasons=words))
    data = claimreview.write(samples.report(claims=(claim,), title=words))
    assert data.isascii()
    assert not set(b"<>&") & set(data)
    assert json.loads(data)["@graph"][0]["itemReviewed"]["text"] == (words or "x")


@pytest.mark.parametrize("unit", [" ", ": ", "False ", "(False) ", ": False", "\n-", "(", "[ "])
def test_the_time_for_a_wording_grows_no_faster_than_the_wording(unit):
    def taken(size):
        started = time.thread_time()
        claimreview.format_claim_reviewed(f"x{unit * size}x", "False")
        return time.thread_time() - started

    # A quadratic pattern took 3.9 s for 20,000 spaces.
    assert min(taken(20_000) for _ in range(3)) < 0.2


def test_a_rating_after_any_white_space_is_removed():
    assert (
        claimreview.format_claim_reviewed("The river\n is clean:\t False .", "False") == "The river is clean"
    )
