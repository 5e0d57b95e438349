"""The inbox over the API has the items and the order of the page."""

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


def test_items_have_a_reason_and_the_order_of_the_page(team, claims, editor):
    rows = editor.get("work/").json()["results"]
    assert [(row["kind"], row["claim"]) for row in rows] == [(kind, one.pk) for kind, one in claims.items()]
    assert [row["why"] for row in rows] == [item.why for item in list_inbox(team.editor)]
    assert (rows[0]["due"], rows[0]["desk"], rows[1]["due"]) == ("2020-01-01", "harbour", None)


def test_articles_with_drafts_and_mentions_are_listed(team, editor):
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


def test_the_inbox_of_a_member_of_another_desk_is_empty(claims, stranger):
    assert stranger.get("work/").json()["results"] == []


def test_blind_ratings_of_others_do_not_change_the_inbox(team, claims, editor):
    before = editor.get("work/").content
    make.assessment(claims["rate"], team.reviewer)
    assert editor.get("work/").content == before


def test_a_rated_claim_leaves_the_inbox(team, claims):
    make.assessment(claims["rate"], team.reviewer)
    assert "rate" not in [row["kind"] for row in ApiClient(team.reviewer).get("work/").json()["results"]]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"page": "last"}, {"cursor": "after-1"}])
def test_unknown_parameters_are_rejected_by_name(editor, query):
    response = editor.get("work/", **query)
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == list(query)


def test_the_number_of_queries_does_not_grow_with_the_items(team, claims, editor, django_assert_num_queries):
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
