"""Moving a claim's borders and dividing it: the words, what was found in them, and what is refused."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.articles.models import Article, Revision
from factcheck.audit.models import Event
from factcheck.claims.borders import MOST_PIECES, cuts_around, divide, move_borders
from factcheck.claims.models import Claim
from factcheck.claims.quoting import stretch_of
from factcheck.claims.tags import set_tags
from factcheck.errors import Conflict, FactcheckError, InvalidInput
from factcheck.terms import ClaimState, Origin, SetAside
from factcheck.text.graphemes import is_boundary
from factcheck.text.values import Span
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

TEXT = "However, the bridge cost 4.2 million pounds and it carries 160,000 vehicles, Anna Berg said. Nobody knew."
WHOLE = TEXT.removesuffix(" Nobody knew.")
STRANGE = "aZ é e\u0301 👩\u200d👩\u200d👧 🇩🇪🇫🇷 שלום مرحبا ,.“”\n\n\t"


@pytest.fixture
def team() -> Team:
    return make.team()


@pytest.fixture
def article(team: Team) -> Article:
    return make.article(team.desk, text=TEXT)


def span_of(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def moved(team: Team, claim: Claim, words: str) -> Claim:
    start, end = span_of(words)
    return move_borders(team.checker, claim=claim, start=start, end=end)


def test_a_claim_becomes_other_words_and_the_trail_and_its_history_tell(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge cost")
    before = claim.start, claim.end
    moved(team, claim, "the bridge cost 4.2 million pounds")
    claim.refresh_from_db()
    assert claim.quote == claim.text == "the bridge cost 4.2 million pounds"
    assert claim.is_touched
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
    claim = make.claim(article, WHOLE, text="The machine's [own] words", origin=Origin.MACHINE)
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
        "parts_found": [["the cost", [cost]], ["the traffic", [carries]]],
        "fills": [["it", "the bridge", *span_of("the bridge")]],
        "speaker": "Anna Berg",
    }
    claim = make.claim(article, WHOLE, **found)
    claim = moved(team, claim, "it carries 160,000 vehicles, Anna Berg said")
    assert [text for text, _ in claim.parts_found] == ["the traffic"]
    assert claim.attribution
    assert claim.text == "[the bridge] carries 160,000 vehicles, Anna Berg said"
    claim = moved(team, claim, "160,000 vehicles")
    assert (claim.attribution, claim.parts_found, claim.fills) == (None, [], [])
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
        move_borders(team.checker, claim=claim, start=start, end=end)
    assert {"start", "end"} & set(refused.value.fields)


@pytest.mark.parametrize("sign", ["👩\u200d👩\u200d👧", "🇩🇪", "e\u0301"])
def test_no_border_cuts_what_readers_see_as_one_sign(team: Team, sign: str) -> None:
    claim = make.claim(make.article(team.desk, text=f"One {sign} two"), "One")
    with pytest.raises(InvalidInput, match="inside a character"):
        move_borders(team.checker, claim=claim, start=0, end=5)
    assert move_borders(team.checker, claim=claim, start=0, end=4 + len(sign)).quote == f"One {sign}"


def test_a_claim_runs_on_into_the_next_passage_of_running_text_and_no_further(team: Team) -> None:
    text = "One two.\n\nThree four.\n\nFive six.\n\nA heading"
    article = make.article(team.desk, text=text)
    kinds = ["paragraph", "list_item", "quotation", "heading"]
    lines = [span_of(line, text) for line in text.split("\n\n")]
    Revision.objects.update(blocks=[[kind, *line] for kind, line in zip(kinds, lines, strict=True)])
    claim = make.claim(article, "One")
    assert move_borders(team.checker, claim=claim, start=0, end=21).quote == "One two.\n\nThree four."
    for start, end in ((0, 30), (23, len(text))):
        with pytest.raises(InvalidInput, match="one passage"):
            move_borders(team.checker, claim=claim, start=start, end=end)


def test_a_published_claim_stays_as_its_readers_know_it(team: Team, article: Article) -> None:
    claim = make.claim(article, "the bridge", state=ClaimState.PUBLISHED)
    with pytest.raises(Conflict, match="published"):
        moved(team, claim, "the bridge cost")


def test_a_whole_holds_the_words_of_its_parts(team: Team, article: Article) -> None:
    whole = make.claim(article, WHOLE)
    part = make.claim(article, "it carries 160,000 vehicles", parent=whole)
    with pytest.raises(Conflict, match=f"Claim {part.number} is a part"):
        moved(team, whole, "the bridge cost 4.2 million pounds")
    with pytest.raises(Conflict, match=f"part of claim {whole.number}"):
        moved(team, part, "Nobody knew.")
    Claim.objects.filter(pk=part.pk).update(set_aside=SetAside.DROPPED)
    assert moved(team, whole, "the bridge cost").quote == "the bridge cost"


def test_a_claim_is_divided_into_itself_and_new_ones(team: Team, article: Article) -> None:
    claim = make.claim(
        article,
        WHOLE,
        text="Somebody's own words",
        speaker="Anna Berg",
        state=ClaimState.OPEN,
        assignee=team.checker,
    )
    piece = make.evidence(claim)
    claim = set_tags(team.checker, claim=claim, names=["Cost"])
    at = [TEXT.index("and it"), TEXT.index(", Anna") + 1]
    first, *others = divide(team.checker, claim=claim, at=at)
    assert first.pk == claim.pk
    assert [one.quote for one in (first, *others)] == [
        "However, the bridge cost 4.2 million pounds",
        "and it carries 160,000 vehicles,",
        "Anna Berg said.",
    ]
    assert first.text == "The bridge cost 4.2 million pounds"
    for number, one in enumerate(others, 2):
        assert (one.number, one.state, one.speaker) == (number, ClaimState.OPEN, "Anna Berg")
        assert (one.reason, one.assignee, one.created_by) == (
            "Split off claim 1.",
            team.checker,
            team.checker,
        )
        assert (one.origin, one.tags) == (Origin.PERSON, ["Cost"])
        assert one.tag_rows.get().name == "Cost"
    assert claim.evidence.get() == piece
    assert [event.action for event in article.desk.events.all()][-3:] == [
        "claim.divided",
        "claim.split_off",
        "claim.split_off",
    ]


def test_each_piece_keeps_its_parts(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE)
    cost = make.claim(article, "the bridge cost", parent=claim)
    carries = make.claim(article, "it carries 160,000", parent=claim)
    with pytest.raises(Conflict, match=f"Claim {carries.number}, a part"):
        divide(team.checker, claim=claim, at=[TEXT.index("160,000")])
    _, second = divide(team.checker, claim=claim, at=[TEXT.index("and it")])
    assert [Claim.objects.get(pk=part.pk).parent for part in (cost, carries)] == [claim, second]


@pytest.mark.parametrize("state", list(ClaimState)[2:])
def test_from_the_rating_on_a_claim_stays_whole_whether_or_not_somebody_rated(
    team: Team, article: Article, state: ClaimState
) -> None:
    claims = make.claims(article, 2, state=state)
    make.assessment(claims[0], team.reviewer)
    said = []
    for claim in claims:
        with pytest.raises(Conflict, match="ratings are of it whole") as refused:
            divide(team.checker, claim=claim, at=[claim.start + 10])
        said.append(refused.value.message.replace(str(claim.number), "N"))
    assert said[0] == said[1]


def test_what_is_set_aside_is_not_divided(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE, set_aside=SetAside.DROPPED)
    with pytest.raises(Conflict, match="put it back first"):
        divide(team.checker, claim=claim, at=[20])


@pytest.mark.parametrize("at", [[], [0], [9], [24], [10**9], [-1], [10, 99], list(range(30_000))])
def test_a_claim_is_divided_only_within_its_words(team: Team, article: Article, at: list[int]) -> None:
    claim = make.claim(article, "the bridge cost")
    assert (claim.start, claim.end) == (9, 24)
    with pytest.raises(InvalidInput) as refused:
        divide(team.checker, claim=claim, at=at)
    assert "at" in refused.value.fields
    assert article.claims.count() == 1


def test_pieces_need_words_and_are_not_too_many(team: Team) -> None:
    article = make.article(team.desk, text="Well, no. " * 30)
    claim = make.claim(article, "Well, no.")
    with pytest.raises(InvalidInput, match="no words"):
        divide(team.checker, claim=claim, at=[len("Well, no")])
    Claim.objects.update(end=300)
    with pytest.raises(InvalidInput, match=f"{MOST_PIECES} pieces"):
        divide(team.checker, claim=claim, at=range(10, 10 * (MOST_PIECES + 1), 10))
    assert len(divide(team.checker, claim=claim, at=range(10, 10 * MOST_PIECES, 10))) == MOST_PIECES


def test_words_chosen_in_a_claim_say_where_to_cut(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE)
    cut = {
        "it carries 160,000 vehicles": [span_of("it carries")[0], TEXT.index(", Anna") + 1],
        "However": [len("However,")],
        "Anna Berg said": [TEXT.index("Anna Berg")],
    }
    assert {words: cuts_around(claim, Span(*span_of(words))) for words in cut} == cut
    with pytest.raises(InvalidInput, match="within the claim"):
        cuts_around(claim, Span(*span_of("said. Nobody")))
    with pytest.raises(InvalidInput, match="all the words"):
        cuts_around(claim, Span(*span_of(WHOLE)))


def test_of_words_that_stand_twice_those_near_are_meant() -> None:
    text = "The bridge is old. The bridge is long."
    assert stretch_of(text, "The  bridge", near=Span(19, 30)) == Span(19, 29)
    assert stretch_of(text, "The bridge", start=19, end=29) == Span(19, 29)
    with pytest.raises(InvalidInput, match="2 times"):
        stretch_of(text, "The bridge", start=3, end=9)
    with pytest.raises(InvalidInput, match="2 times"):
        stretch_of(text, "The bridge", near=Span(0, 40))
    with pytest.raises(InvalidInput, match="do not stand"):
        stretch_of(text, " ")


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
            move_borders(team.checker, claim=claim, start=start, end=end)
        except FactcheckError:
            start, end = 0, 8
        claim.refresh_from_db()
        assert (claim.start, claim.end) == (start, end)
        assert claim.quote == text[start:end]
        transaction.set_rollback(True)


@few
@given(data=st.data())
def test_the_pieces_of_a_claim_are_its_words_in_order_and_nothing_more(
    team: Team, data: st.DataObject
) -> None:
    text = data.draw(st.text(STRANGE, min_size=8, max_size=50).filter(lambda drawn: drawn.strip()))
    at = data.draw(st.lists(st.integers(-1, len(text) + 1), max_size=5))
    with transaction.atomic():
        claim = make.claim(make.article(team.desk, text=text), text)
        try:
            made = divide(team.checker, claim=claim, at=at)
        except FactcheckError:
            made = [claim]
        pieces = list(Claim.objects.filter(article=claim.article).order_by("start"))
        assert [piece.pk for piece in pieces] == [piece.pk for piece in made]
        borders = [0, *(border for piece in pieces for border in (piece.start, piece.end)), len(text)]
        assert borders == sorted(borders)
        if len(pieces) > 1:
            assert not "".join(text[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True)).strip()
            assert all(is_boundary(text, border) for border in borders)
        assert all(piece.quote == text[piece.start : piece.end] for piece in pieces)
        transaction.set_rollback(True)
