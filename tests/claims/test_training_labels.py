"""What people made of a splitter's claims becomes labels; what it passed over is told until somebody marks it."""

import pytest

from factcheck.actions.claims import add_claim, exclude_claim
from factcheck.actions.workflow import open_top_claims
from factcheck.articles.models import Article
from factcheck.claims.models import SplitRun
from factcheck.claims.training_labels import iter_training_labels, skipped_sentences
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason, JobState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds, according to the city archive."
TRAFFIC = "Traffic has doubled since 1990."
TUNNEL = "The city will build a tunnel by 2031."
DONE = {"state": JobState.DONE, "attempt": 1, "progress": 100}


def found(article: Article, quote: str, **fields: object) -> make.Claim:
    return make.claim(article, quote, origin=CreatedBy.MACHINE, method="fast/1", **fields)


def told() -> list[tuple[str, int, str]]:
    return [(label["text"], label["label"], label["why"]) for label in iter_training_labels()]


def test_accepted_is_one_with_all_that_training_takes(team: Team, article: Article) -> None:
    claim = found(article, COST, check_worthiness=0.8, text="In other words")
    open_top_claims(team.checker, article=article, count=1)
    assert list(iter_training_labels()) == [
        {
            "id": claim.pk,
            "article": article.pk,
            "language": "en",
            "text": COST,
            "label": 1,
            "why": "accepted",
            "score": 0.8,
            "method": "fast/1",
        }
    ]


@pytest.mark.parametrize("why", [ExclusionReason.DROPPED, ExclusionReason.NOT_CHECKABLE])
def test_set_aside_is_nought_with_the_reason(team: Team, article: Article, why: ExclusionReason) -> None:
    exclude_claim(team.checker, claim=found(article, COST), reason=why)
    assert told() == [(COST, 0, why)]


def test_put_back_it_is_undecided_again(team: Team, article: Article) -> None:
    claim = exclude_claim(team.checker, claim=found(article, COST), reason=ExclusionReason.DROPPED)
    exclude_claim(team.checker, claim=claim, reason=ExclusionReason.NO)
    assert told() == []


def test_what_a_person_marked_after_a_splitting_is_one(team: Team, article: Article) -> None:
    first = make.split_run(article, **DONE)
    SplitRun.objects.filter(pk=first.pk).update(splitter="parse")
    make.split_run(article, **DONE)
    start = article.revisions.get().text.index(TRAFFIC)
    add_claim(team.checker, article=article, start=start, end=start + len(TRAFFIC))
    assert told() == [(TRAFFIC, 1, "marked by a person")]


def test_what_was_marked_where_no_splitter_looked_says_nothing_of_one(article: Article) -> None:
    make.claim(article, TRAFFIC)
    make.split_run(article)
    assert told() == []


def test_what_nobody_decided_on_parts_and_marks_taken_back_are_no_labels(article: Article) -> None:
    make.split_run(article, **DONE)
    whole = found(article, COST)
    found(article, TUNNEL, is_human_edited=True)
    make.claim(article, "4.2 million pounds", parent=whole)
    make.claim(article, TRAFFIC, set_aside=ExclusionReason.DROPPED)
    assert told() == []


def test_decisions_come_before_what_was_marked(article: Article) -> None:
    make.split_run(article, **DONE)
    make.claim(article, TRAFFIC)
    found(article, COST, is_human_edited=True, state=ClaimState.PUBLISHED)
    assert [why for _, _, why in told()] == ["accepted", "marked by a person"]


def test_what_was_passed_over_is_told_until_somebody_marks_it(article: Article) -> None:
    text = article.revisions.get().text
    stretches = [(text.index(quote), text.index(quote) + len(quote)) for quote in (TRAFFIC, TUNNEL)]
    reasons = ["Too short.", "Of the future."]
    over = [[start, end, reason] for (start, end), reason in zip(stretches, reasons, strict=True)]
    job = make.split_run(article, skipped=over, **DONE)
    assert [(one["quote"], one["reason"]) for one in skipped_sentences(job, text)] == [
        (TRAFFIC, "Too short."),
        (TUNNEL, "Of the future."),
    ]
    make.claim(article, "doubled since 1990")
    (left,) = skipped_sentences(job, text)
    assert (left["start"], left["end"], left["quote"]) == (*stretches[1], TUNNEL)
