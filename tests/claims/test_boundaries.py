"""Where a claim is split so that chosen words become a claim."""

import pytest

from factcheck.articles.models import Article
from factcheck.claims.boundaries import split_points_for
from factcheck.exceptions import InvalidInput
from factcheck.text.types import Span
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

TEXT = "However, the bridge cost 4.2 million pounds and it carries 160,000 vehicles, Anna Berg said. Nobody knew."
WHOLE = TEXT.removesuffix(" Nobody knew.")


@pytest.fixture
def article(team: Team) -> Article:
    return make.article(team.desk, text=TEXT)


def span_of(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_split_points_enclose_the_chosen_words(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE)
    cut = {
        "it carries 160,000 vehicles": [span_of("it carries")[0], TEXT.index(", Anna") + 1],
        "However": [len("However,")],
        "Anna Berg said": [TEXT.index("Anna Berg")],
    }
    assert {words: split_points_for(claim, Span(*span_of(words))) for words in cut} == cut
    with pytest.raises(InvalidInput, match="within the claim"):
        split_points_for(claim, Span(*span_of("said. Nobody")))
    with pytest.raises(InvalidInput, match="all the words"):
        split_points_for(claim, Span(*span_of(WHOLE)))
