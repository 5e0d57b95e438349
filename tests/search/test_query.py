"""A search has the same hits on SQLite and on PostgreSQL; these cases run on both."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions.comments import delete_comment
from factcheck.articles.models import Revision
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.review.models import Comment
from factcheck.search.models import IndexEntry
from factcheck.search.query import SearchFilters, search
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

ARTICLE = "The ferry carried 12,500 people in 1998. “Çığır” wrote Müller about the harbour-master."


@pytest.fixture
def story(team: Team) -> Team:
    article = make.article(team.desk, title="A ferry", text=ARTICLE)
    claim = make.claim(article, "The ferry carried 12,500 people", speaker="Anna Berg")
    make.evidence(claim, quote="Tickets were sold to 9,000 passengers.", note="See page 4.")
    make.comment(claim, body="Is the ledger complete?")
    return team


def kinds(team: Team, words: str, **filters: object) -> list[str]:
    found = search(team.viewer, team.desk, words, SearchFilters(**filters))
    return sorted(hit.kind for hit in found.hits)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", ["article", "claim"]),
        ("FERRY", ["article", "claim"]),
        ("fer", ["article", "claim"]),
        ("fer carried", []),
        ("carried fer", ["article", "claim"]),
        ('"ferry carried"', ["article", "claim"]),
        ('"carried ferry"', []),
        ("12,500", ["article", "claim"]),
        ("harbour-master", ["article"]),
        ("master", ["article"]),
        ("müller", ["article"]),
        ("Müller", ["article"]),
        ("çığ", ["article"]),
        ("wrote", ["article"]),
        ("berg", ["claim"]),
        ("passengers", ["evidence"]),
        ("page 4", ["evidence"]),
        ("archive tickets", ["evidence"]),
        ("ledger", ["comment"]),
        ("zeppelin", []),
    ],
)
def test_words_match(story: Team, words: str, found: list[str]) -> None:
    assert kinds(story, words) == found


@pytest.mark.parametrize(
    "words", ['"', "*", "NEAR(", "😀", "'; --", "\\", ":*", "a:b", "^x", "{", "\x00", "-", "((("]
)
def test_no_input_is_an_error(story: Team, words: str) -> None:
    assert kinds(story, words) == []
    assert kinds(story, f"{words} tickets") in (["evidence"], [])


@given(words=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_input_is_no_error(story: Team, words: str) -> None:
    kinds(story, words)
    kinds(story, f'ferry "{words}')


def test_hit_marks_the_matching_words(story: Team) -> None:
    [hit] = search(story.viewer, story.desk, "tickets").hits
    assert [run.text for run in hit.excerpt if run.found] == ["Tickets"]
    assert hit.claim is not None
    assert hit.article.title == "A ferry"


def test_excerpt_of_an_article_omits_its_title(story: Team) -> None:
    [hit] = search(story.viewer, story.desk, "harbour").hits
    assert not any("A ferry" in run.text for run in hit.excerpt)


def test_index_follows_every_change(story: Team) -> None:
    claim = story.desk.claims.get()
    type(claim).objects.filter(pk=claim.pk).update(text="A steamer sailed.")
    assert kinds(story, "steamer") == ["claim"]
    source = claim.evidence.get().source
    type(source).objects.filter(pk=source.pk).update(title="Ledger of the port")
    assert kinds(story, "port") == ["evidence"]
    claim.comments.all().delete()
    assert kinds(story, "complete") == []
    article = claim.article
    article.title = "Another heading"
    article.save()
    assert kinds(story, "heading") == ["article"]


def test_newest_revision_is_searched(story: Team) -> None:
    article = story.desk.articles.get()
    text = "Nothing but an airship."
    Revision.objects.create(
        article=article, desk=story.desk, number=2, text=text, sha256="0" * 64, created_by=story.editor
    )
    assert kinds(story, "airship") == ["article"]
    assert kinds(story, "wrote") == []


def test_deleted_rows_are_not_found(story: Team) -> None:
    story.desk.articles.get().claims.all().delete()
    assert kinds(story, "carried") == ["article"]
    assert not IndexEntry.objects.exclude(kind="article").exists()


def test_deleted_comment_is_not_found(story: Team) -> None:
    delete_comment(story.editor, comment=Comment.objects.get())
    assert kinds(story, "ledger") == []
    assert kinds(story, "", kind="comment") == []


def test_reasons_of_ratings_are_not_searched(story: Team) -> None:
    claim = story.desk.claims.get()
    make.assessment(claim, story.reviewer, reasons="Xylophones prove it.")
    for who in (story.reviewer, story.editor, story.admin):
        assert not search(who, story.desk, "xylophones").hits


def test_rows_of_other_desks_are_not_found(story: Team) -> None:
    for outsider in (story.stranger, AnonymousUser()):
        assert not search(outsider, story.desk, "ferry").hits
    other = make.team()
    assert not search(other.viewer, other.desk, "ferry").hits


class TestFilters:
    @pytest.fixture
    def two(self, team: Team) -> Team:
        article = make.article(
            team.desk, title="Bridges", text="One bridge. Two bridges. Nothing else to say here."
        )
        first = make.claim(article, "One bridge.", state=ClaimState.PROPOSED, assignee=team.checker)
        make.verdict(first, "false", stale_since=timezone.now(), stale_cause="Evidence was withdrawn.")
        make.evidence(first, quote="A bridge stands.", source=make.source(team.desk, title="Map"))
        make.claim(article, "Two bridges.", set_aside=ExclusionReason.DROPPED)
        return team

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"kind": "claim"}, ["claim", "claim"]),
            ({"kind": "article"}, ["article"]),
            ({"state": "proposed"}, ["claim", "evidence"]),
            ({"state": "draft"}, []),
            ({"state": "dropped"}, ["claim"]),
            ({"rating": "false"}, ["claim", "evidence"]),
            ({"rating": "true"}, []),
            ({"stale": True}, ["claim", "evidence"]),
            ({"since": dt.date(2000, 1, 1)}, ["article", "claim", "claim", "evidence"]),
            ({"since": dt.date(2999, 1, 1)}, []),
            ({"until": dt.date(2000, 1, 1)}, []),
        ],
    )
    def test_filters(self, two: Team, filters: dict, found: list[str]) -> None:
        assert kinds(two, "bridge", **filters) == found
        assert kinds(two, "", **filters) == found

    def test_filters_by_assignee_and_source(self, two: Team) -> None:
        assert kinds(two, "bridge", assignee=two.checker.pk) == ["claim", "evidence"]
        assert kinds(two, "bridge", assignee=two.editor.pk) == []
        source = two.desk.sources.get()
        assert kinds(two, "bridge", source=source.pk) == ["claim", "evidence"]
        assert kinds(two, "bridge", source=source.pk + 1) == []

    def test_no_hits_without_text_and_filters(self, two: Team) -> None:
        assert kinds(two, "") == []


def test_pages_have_different_hits(team: Team) -> None:
    make.claims(make.article(team.desk), 5, text="A lighthouse")
    seen = []
    for page in (1, 2, 3):
        found = search(team.viewer, team.desk, "lighthouse", page=page, size=2)
        seen += [hit.thing.pk for hit in found.hits]
        assert found.more == (page < 3)
    assert len(set(seen)) == 5


def test_number_of_queries_does_not_grow(story: Team, django_assert_max_num_queries: object) -> None:
    make.claims(story.desk.articles.get(), 12, text="A ferry")
    with django_assert_max_num_queries(6):
        assert len(search(story.viewer, story.desk, "ferry").hits) > 10
