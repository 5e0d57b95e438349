"""Training labels from the decisions of people, and the sentences that a splitter skipped."""

import pytest

from factcheck.actions.claims import add_claim, exclude_claim
from factcheck.actions.workflow import open_top_claims
from factcheck.articles.models import Article
from factcheck.claims.models import SplitRun
from factcheck.claims.training_labels import iter_training_labels, skipped_sentences
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason, JobState
from factcheck.stored_messages import free_text, message
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds, according to the city archive."
TRAFFIC = "Traffic has doubled since 1990."
TUNNEL = "The city will build a tunnel by 2031."
DONE = {"state": JobState.DONE, "attempt": 1, "progress": 100}


def suggest(article: Article, quote: str, **fields: object) -> make.Claim:
    return make.claim(article, quote, origin=CreatedBy.MACHINE, method="fast/1", **fields)


def list_labels() -> list[tuple[str, int, str]]:
    return [(label["text"], label["label"], label["why"]) for label in iter_training_labels()]


def test_an_accepted_suggestion_has_label_one_with_all_fields(team: Team, article: Article) -> None:
    claim = suggest(article, COST, check_worthiness=0.8, text="In other words")
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
def test_an_excluded_suggestion_has_label_zero_with_the_reason(
    team: Team, article: Article, why: ExclusionReason
) -> None:
    exclude_claim(team.checker, claim=suggest(article, COST), reason=why)
    assert list_labels() == [(COST, 0, why)]


def test_a_suggestion_that_is_put_back_has_no_label(team: Team, article: Article) -> None:
    claim = exclude_claim(team.checker, claim=suggest(article, COST), reason=ExclusionReason.DROPPED)
    exclude_claim(team.checker, claim=claim, reason=ExclusionReason.NO)
    assert list_labels() == []


def test_a_claim_added_after_a_split_run_has_label_one(team: Team, article: Article) -> None:
    first = make.split_run(article, **DONE)
    SplitRun.objects.filter(pk=first.pk).update(splitter="parse")
    make.split_run(article, **DONE)
    start = article.revisions.get().text.index(TRAFFIC)
    add_claim(team.checker, article=article, start=start, end=start + len(TRAFFIC))
    assert list_labels() == [(TRAFFIC, 1, "marked by a person")]


def test_a_claim_added_without_a_finished_split_run_has_no_label(article: Article) -> None:
    make.claim(article, TRAFFIC)
    make.split_run(article)
    assert list_labels() == []


def test_undecided_suggestions_parts_and_excluded_additions_have_no_label(article: Article) -> None:
    make.split_run(article, **DONE)
    whole = suggest(article, COST)
    suggest(article, TUNNEL, is_human_edited=True)
    make.claim(article, "4.2 million pounds", parent=whole)
    make.claim(article, TRAFFIC, set_aside=ExclusionReason.DROPPED)
    assert list_labels() == []


def test_decided_suggestions_come_before_added_claims(article: Article) -> None:
    make.split_run(article, **DONE)
    make.claim(article, TRAFFIC)
    suggest(article, COST, is_human_edited=True, state=ClaimState.PUBLISHED)
    assert [why for _, _, why in list_labels()] == ["accepted", "marked by a person"]


def test_a_skipped_sentence_is_listed_until_a_claim_overlaps_it(article: Article) -> None:
    text = article.revisions.get().text
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in (TRAFFIC, TUNNEL)]
    reasons = [message("skipped.too_short"), free_text("Of the future.")]
    skipped = [[start, end, reason.to_json()] for (start, end), reason in zip(spans, reasons, strict=True)]
    run = make.split_run(article, skipped=skipped, **DONE)
    assert [(row["quote"], row["reason"]) for row in skipped_sentences(run, text)] == [
        (TRAFFIC, reasons[0]),
        (TUNNEL, reasons[1]),
    ]
    make.claim(article, "doubled since 1990")
    (left,) = skipped_sentences(run, text)
    assert (left["start"], left["end"], left["quote"]) == (*spans[1], TUNNEL)
