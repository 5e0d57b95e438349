"""The report that is built from the database: complete, and in few queries."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.articles.models import Article
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exports.report_builder import build_report
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(team: Team) -> Article:
    """An article with a claim whose verdict is proposed."""
    article = make.article(team.desk)
    claim = make.claim(article, state=ClaimState.PROPOSED)
    make.evidence(claim)
    make.verdict(claim)
    return article


def test_a_report_has_the_text_the_claims_and_the_verdicts(article: Article) -> None:
    make.claim(article, set_aside=ExclusionReason.DROPPED)
    open_claim = make.claim(article, state=ClaimState.OPEN)
    report = build_report(article)
    concluded, unrated = sorted(report.claims, key=lambda claim: claim.number)
    text = article.revisions.get().text
    assert (report.title, report.text) == (article.title, text)
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert all(claim.quote == text[claim.start : claim.end] for claim in report.claims)
    assert concluded.verdict.rating.slug == "false"
    assert [item.quote for item in concluded.evidence] == ["The books show a cost of 3.1 million pounds."]
    assert (unrated.number, unrated.verdict, unrated.evidence) == (open_claim.number, None, ())
    assert report.url.endswith(f"/articles/{article.pk}/")


def test_the_number_of_queries_does_not_depend_on_the_number_of_claims(
    article: Article, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for claim in make.claims(article, 20, state=ClaimState.REVEALED):
        make.evidence(claim)
        make.assessment(claim, make.member(article.desk, "reviewer"))
    article = Article.objects.select_related("desk").get(pk=article.pk)
    with django_assert_max_num_queries(20):
        assert len(build_report(article).claims) == 21
