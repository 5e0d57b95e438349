"""Moving a claim's borders: the words, what was found in them, and what is refused."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions.claim_boundaries import move_boundaries
from factcheck.articles.models import Article, Revision
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.claims.quote_lookup import find_quote
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.exceptions import ConflictError, FactcheckError, InvalidInput
from factcheck.text.types import Span
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

TEXT = "However, the bridge cost 4.2 million pounds and it carries 160,000 vehicles, Anna Berg said. Nobody knew."
WHOLE = TEXT.removesuffix(" Nobody knew.")
STRANGE = "aZ é e\u0301 👩\u200d👩\u200d👧 🇩🇪🇫🇷 שלום مرحبا ,.“”\n\n\t"


@pytest.fixture
def article(team: Team) -> Article:
    return make.article(team.desk, text=TEXT)


def span_of(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def moved(team: Team, claim: Claim, words: str) -> Claim:
    start, end = span_of(words)
    return move_boundaries(team.checker, claim=claim, start=start, end=end)


def test_a_claim_becomes_other_words_and_the_trail_and_its_history_tell(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge cost")
    before = claim.start, claim.end
    moved(team, claim, "the bridge cost 4.2 million pounds")
    claim.refresh_from_db()
    assert claim.quote == claim.text == "the bridge cost 4.2 million pounds"
    assert claim.is_human_edited
    assert [version.quote for version in claim.history.order_by("history_id")] == [
        "the bridge cost",
        claim.quote,
    ]
    told = Event.objects.about(claim).get(action="claim.borders_moved")
    assert told.data == {"start": claim.start, "end": claim.end, "was": list(before)}


def test_borders_that_stay_where_they_are_leave_no_line(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge")
    moved(team, claim, "the bridge")
    assert not Event.objects.about(claim).exists()
    assert claim.history.count() == 1


def test_a_wording_of_ones_own_stays(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge cost", text="The harbour bridge was expensive.")
    assert (
        moved(team, claim, "the bridge cost 4.2 million pounds").text == "The harbour bridge was expensive."
    )


def test_the_machines_first_wording_is_made_anew(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE, text="The machine's [own] words", origin=CreatedBy.MACHINE)
    assert moved(team, claim, "it carries 160,000 vehicles").text == "it carries 160,000 vehicles"
    assert moved(team, claim, "it carries").text == "it carries"
    claim.text = "What a person wrote"
    claim.save()
    assert moved(team, claim, "it carries 160,000").text == "What a person wrote"


def test_what_was_found_stays_only_as_far_as_it_lies_in_the_words(team: Team, article: Article) -> None:
    cost, carries = span_of("the bridge cost 4.2 million pounds"), span_of("it carries 160,000 vehicles")
    found: dict[str, Any] = {
        "attribution": {
            "speaker": span_of("Anna Berg"),
            "cue": span_of("said"),
            "direct": False,
            "inferred": False,
        },
        "suggested_parts": [["the cost", [cost]], ["the traffic", [carries]]],
        "insertions": [["it", "the bridge", *span_of("the bridge")]],
        "speaker": "Anna Berg",
    }
    claim = make.claim(article, WHOLE, **found)
    claim = moved(team, claim, "it carries 160,000 vehicles, Anna Berg said")
    assert [text for text, _ in claim.suggested_parts] == ["the traffic"]
    assert claim.attribution
    assert claim.text == "[the bridge] carries 160,000 vehicles, Anna Berg said"
    claim = moved(team, claim, "160,000 vehicles")
    assert (claim.attribution, claim.suggested_parts, claim.insertions) == (None, [], [])
    assert claim.speaker == "Anna Berg"


def test_evidence_and_ratings_stay_with_the_claim(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge cost", state=ClaimState.RATING)
    piece, given_one = make.evidence(claim), make.assessment(claim, team.reviewer)
    moved(team, claim, "the bridge cost 4.2 million pounds")
    assert (claim.evidence.get(), claim.assessments.get()) == (piece, given_one)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 4), (0, 10**9), (8, 9)])
def test_where_no_words_are_is_no_claim(team: Team, article: Article, start: int, end: int) -> None:
    claim = make.claim(article, "the bridge")
    with pytest.raises(InvalidInput) as refused:
        move_boundaries(team.checker, claim=claim, start=start, end=end)
    assert {"start", "end"} & set(refused.value.fields)


@pytest.mark.parametrize("sign", ["👩\u200d👩\u200d👧", "🇩🇪", "e\u0301"])
def test_no_border_cuts_what_readers_see_as_one_sign(team: Team, sign: str) -> None:
    claim = make.claim(make.article(team.desk, text=f"One {sign} two"), "One")
    with pytest.raises(InvalidInput, match="inside a character"):
        move_boundaries(team.checker, claim=claim, start=0, end=5)
    assert move_boundaries(team.checker, claim=claim, start=0, end=4 + len(sign)).quote == f"One {sign}"


def test_a_claim_runs_on_into_the_next_passage_of_running_text_and_no_further(team: Team) -> None:
    text = "One two.\n\nThree four.\n\nFive six.\n\nA heading"
    article = make.article(team.desk, text=text)
    kinds = ["paragraph", "list_item", "quotation", "heading"]
    lines = [span_of(line, text) for line in text.split("\n\n")]
    Revision.objects.update(blocks=[[kind, *line] for kind, line in zip(kinds, lines, strict=True)])
    claim = make.claim(article, "One")
    assert move_boundaries(team.checker, claim=claim, start=0, end=21).quote == "One two.\n\nThree four."
    for start, end in ((0, 30), (23, len(text))):
        with pytest.raises(InvalidInput, match="one passage"):
            move_boundaries(team.checker, claim=claim, start=start, end=end)


def test_a_published_claim_stays_as_its_readers_know_it(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge", state=ClaimState.PUBLISHED)
    with pytest.raises(ConflictError, match="published"):
        moved(team, claim, "the bridge cost")


def test_a_whole_holds_the_words_of_its_parts(team: Team, article: Article) -> None:
    whole = make.claim(article, WHOLE)
    part = make.claim(article, "it carries 160,000 vehicles", parent=whole)
    with pytest.raises(ConflictError, match=f"Claim {part.number} is a part"):
        moved(team, whole, "the bridge cost 4.2 million pounds")
    with pytest.raises(ConflictError, match=f"part of claim {whole.number}"):
        moved(team, part, "Nobody knew.")
    Claim.objects.filter(pk=part.pk).update(set_aside=ExclusionReason.DROPPED)
    assert moved(team, whole, "the bridge cost").quote == "the bridge cost"


def test_of_words_that_stand_twice_those_near_are_meant() -> None:
    text = "The bridge is old. The bridge is long."
    assert find_quote(text, "The  bridge", near=Span(19, 30)) == Span(19, 29)
    assert find_quote(text, "The bridge", start=19, end=29) == Span(19, 29)
    with pytest.raises(InvalidInput, match="2 times"):
        find_quote(text, "The bridge", start=3, end=9)
    with pytest.raises(InvalidInput, match="2 times"):
        find_quote(text, "The bridge", near=Span(0, 40))
    with pytest.raises(InvalidInput, match="not in the article"):
        find_quote(text, " ")


few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(data=st.data())
def test_whatever_is_asked_for_a_claim_is_words_of_its_text(team: Team, data: st.DataObject) -> None:
    text = data.draw(st.text(STRANGE, min_size=8, max_size=50).filter(lambda drawn: drawn[:8].strip()))
    place = st.integers(-2, len(text) + 2)
    with transaction.atomic():
        claim = make.claim(make.article(team.desk, text=text), text[:8])
        start, end = data.draw(place), data.draw(place)
        try:
            move_boundaries(team.checker, claim=claim, start=start, end=end)
        except FactcheckError:
            start, end = 0, 8
        claim.refresh_from_db()
        assert (claim.start, claim.end) == (start, end)
        assert claim.quote == text[start:end]
        transaction.set_rollback(True)
