"""What waits for the caller over the API: as on the page, in its order, in pages."""

import datetime as dt

import pytest
from django.utils import timezone

from factcheck.enums import ClaimState
from factcheck.inbox.inbox import list_inbox
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def claims(team):
    """A claim to sign, one that is overdue, and one to rate."""
    article = make.article(team.desk)
    proposed, held, rating = (
        make.claim(article, state=ClaimState.PROPOSED),
        make.claim(article, state=ClaimState.OPEN, assignee=team.editor, due_on=dt.date(2020, 1, 1)),
        make.claim(article, state=ClaimState.RATING),
    )
    make.verdict(proposed, proposed_by=team.checker)
    return {"check": held, "sign": proposed, "rate": rating}


def test_what_waits_comes_in_the_order_of_the_page_with_its_reason(team, claims, editor):
    rows = editor.get("work/").json()["results"]
    assert [(row["kind"], row["claim"]) for row in rows] == [(kind, one.pk) for kind, one in claims.items()]
    assert [row["why"] for row in rows] == [item.why for item in list_inbox(team.editor)]
    assert (rows[0]["due"], rows[0]["desk"], rows[1]["due"]) == ("2020-01-01", "harbour", None)


def test_an_article_with_drafts_and_a_thread_that_names_one_are_listed_too(team, editor):
    article = make.article(team.desk)
    make.claims(article, 3)
    named = make.comment(article, author=team.checker, mentions=[team.editor.pk])
    rows = {row["kind"]: row for row in editor.get("work/").json()["results"]}
    assert (rows["confirm"]["many"], rows["confirm"]["claim"]) == (3, None)
    assert (rows["answer"]["comment"], rows["answer"]["article"]) == (named.pk, article.pk)


def test_pages_are_numbered(claims, editor):
    first, second = (editor.get("work/", limit=2, page=page).json() for page in (1, 2))
    assert (first["page"], first["more"], len(first["results"])) == (1, True, 2)
    assert (second["page"], second["more"], len(second["results"])) == (2, False, 1)
    assert editor.get("work/", page=99).json()["results"] == []


def test_to_a_stranger_nothing_of_it_waits(claims, stranger):
    assert stranger.get("work/").json()["results"] == []


def test_that_others_rated_changes_nothing_of_what_waits(team, claims, editor):
    before = editor.get("work/").content
    make.assessment(claims["rate"], team.reviewer)
    assert editor.get("work/").content == before


def test_a_claim_that_one_has_rated_waits_no_longer(team, claims):
    make.assessment(claims["rate"], team.reviewer)
    assert "rate" not in [row["kind"] for row in ApiClient(team.reviewer).get("work/").json()["results"]]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"page": "last"}, {"cursor": "after-1"}])
def test_what_cannot_be_asked_for_is_refused_by_name(editor, query):
    answer = editor.get("work/", **query)
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == list(query)


def test_more_of_it_takes_no_more_queries(team, claims, editor, django_assert_num_queries):
    def ask():
        return editor.get("work/").json()["results"]

    few = len(ask())
    with django_assert_num_queries(8):
        ask()
    article = make.article(team.desk)
    for _ in range(3):
        make.verdict(make.claim(article, state=ClaimState.PROPOSED, changed_at=timezone.now()))
    with django_assert_num_queries(8):
        assert len(ask()) > few
