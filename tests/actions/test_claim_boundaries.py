"""Moving the boundaries of a claim: its quote and wording, the findings of the splitter, and what is refused."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions.claim_boundaries import move_boundaries
from factcheck.articles.models import Article, Revision
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.exceptions import ConflictError, FactcheckError, InvalidInput
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


def move_to(team: Team, claim: Claim, words: str) -> Claim:
    start, end = span_of(words)
    return move_boundaries(team.checker, claim=claim, start=start, end=end)


def test_moving_the_boundaries_changes_the_quote_and_is_recorded_in_audit_and_history(
    team: Team, article: Article
) -> None:
    claim = make.claim(article, "the bridge cost")
    before = claim.start, claim.end
    move_to(team, claim, "the bridge cost 4.2 million pounds")
    claim.refresh_from_db()
    assert claim.quote == claim.text == "the bridge cost 4.2 million pounds"
    assert claim.is_human_edited
    assert [version.quote for version in claim.history.order_by("history_id")] == [
        "the bridge cost",
        claim.quote,
    ]
    event = Event.objects.about(claim).get(action="claim.borders_moved")
    assert event.data == {"start": claim.start, "end": claim.end, "was": list(before)}


def test_unchanged_boundaries_record_nothing(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge")
    move_to(team, claim, "the bridge")
    assert not Event.objects.about(claim).exists()
    assert claim.history.count() == 1


def test_a_custom_wording_stays(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge cost", text="The harbour bridge was expensive.")
    assert (
        move_to(team, claim, "the bridge cost 4.2 million pounds").text == "The harbour bridge was expensive."
    )


def test_the_wording_of_a_splitter_is_replaced_and_that_of_a_person_stays(
    team: Team, article: Article
) -> None:
    claim = make.claim(article, WHOLE, text="The machine's [own] words", origin=CreatedBy.MACHINE)
    assert move_to(team, claim, "it carries 160,000 vehicles").text == "it carries 160,000 vehicles"
    assert move_to(team, claim, "it carries").text == "it carries"
    claim.text = "What a person wrote"
    claim.save()
    assert move_to(team, claim, "it carries 160,000").text == "What a person wrote"


def test_findings_of_the_splitter_stay_only_within_the_new_span(team: Team, article: Article) -> None:
    cost, carries = span_of("the bridge cost 4.2 million pounds"), span_of("it carries 160,000 vehicles")
    findings: dict[str, Any] = {
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
    claim = make.claim(article, WHOLE, **findings)
    claim = move_to(team, claim, "it carries 160,000 vehicles, Anna Berg said")
    assert [text for text, _ in claim.suggested_parts] == ["the traffic"]
    assert claim.attribution
    assert claim.text == "[the bridge] carries 160,000 vehicles, Anna Berg said"
    claim = move_to(team, claim, "160,000 vehicles")
    assert (claim.attribution, claim.suggested_parts, claim.insertions) == (None, [], [])
    assert claim.speaker == "Anna Berg"


def test_evidence_and_ratings_stay_with_the_claim(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge cost", state=ClaimState.RATING)
    piece, given_one = make.evidence(claim), make.assessment(claim, team.reviewer)
    move_to(team, claim, "the bridge cost 4.2 million pounds")
    assert (claim.evidence.get(), claim.assessments.get()) == (piece, given_one)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 4), (0, 10**9), (8, 9)])
def test_a_span_without_words_is_refused(team: Team, article: Article, start: int, end: int) -> None:
    claim = make.claim(article, "the bridge")
    with pytest.raises(InvalidInput) as refused:
        move_boundaries(team.checker, claim=claim, start=start, end=end)
    assert {"start", "end"} & set(refused.value.fields)


@pytest.mark.parametrize("sign", ["👩\u200d👩\u200d👧", "🇩🇪", "e\u0301"])
def test_a_boundary_inside_a_grapheme_is_refused(team: Team, sign: str) -> None:
    claim = make.claim(make.article(team.desk, text=f"One {sign} two"), "One")
    with pytest.raises(InvalidInput, match="inside a character"):
        move_boundaries(team.checker, claim=claim, start=0, end=5)
    assert move_boundaries(team.checker, claim=claim, start=0, end=4 + len(sign)).quote == f"One {sign}"


def test_a_claim_continues_into_the_next_block_of_prose_and_no_further(team: Team) -> None:
    text = "One two.\n\nThree four.\n\nFive six.\n\nA heading"
    article = make.article(team.desk, text=text)
    kinds = ["paragraph", "list_item", "quotation", "heading"]
    lines = [span_of(line, text) for line in text.split("\n\n")]
    Revision.objects.update(blocks=[[kind, *line] for kind, line in zip(kinds, lines, strict=True)])
    claim = make.claim(article, "One")
    assert move_boundaries(team.checker, claim=claim, start=0, end=21).quote == "One two.\n\nThree four."
    for start, end in ((0, 30), (23, len(text))):
        with pytest.raises(InvalidInput, match="one paragraph"):
            move_boundaries(team.checker, claim=claim, start=start, end=end)


def test_the_boundaries_of_a_published_claim_cannot_be_moved(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge", state=ClaimState.PUBLISHED)
    with pytest.raises(ConflictError, match="published"):
        move_to(team, claim, "the bridge cost")


def test_a_compound_claim_contains_its_parts(team: Team, article: Article) -> None:
    whole = make.claim(article, WHOLE)
    part = make.claim(article, "it carries 160,000 vehicles", parent=whole)
    with pytest.raises(ConflictError, match=f"Claim {part.number} is a part"):
        move_to(team, whole, "the bridge cost 4.2 million pounds")
    with pytest.raises(ConflictError, match=f"part of claim {whole.number}"):
        move_to(team, part, "Nobody knew.")
    Claim.objects.filter(pk=part.pk).update(set_aside=ExclusionReason.DROPPED)
    assert move_to(team, whole, "the bridge cost").quote == "the bridge cost"


few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(data=st.data())
def test_a_claim_always_quotes_its_text_whatever_the_positions(team: Team, data: st.DataObject) -> None:
    text = data.draw(st.text(STRANGE, min_size=8, max_size=50).filter(lambda value: value[:8].strip()))
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
