"""The claims that a claim can be merged with."""

import pytest

from factcheck.articles.models import Article
from factcheck.claims.merge import mergeable_neighbours
from factcheck.enums import ClaimState, ExclusionReason
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds"
ARCHIVE = "according to the city archive."
TRAFFIC = "It carries 160,000 vehicles a day."


def test_mergeable_neighbours_are_the_nearest_unrated_claims(team: Team, article: Article) -> None:
    first, second = make.claim(article, COST), make.claim(article, ARCHIVE)
    part = make.claim(article, "the city archive", parent=second)
    rated, last = (
        make.claim(article, TRAFFIC, state=ClaimState.RATING),
        make.claim(article, "Traffic has doubled"),
    )
    make.claim(article, "Nobody expected that", set_aside=ExclusionReason.DROPPED)
    assert (mergeable_neighbours(first), mergeable_neighbours(second)) == ([second], [first, last])
    assert (mergeable_neighbours(part), mergeable_neighbours(rated)) == ([first, last], [part, last])
