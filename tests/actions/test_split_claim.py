"""Splitting a claim: its pieces, what each of them keeps, and what is refused."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions.claim_boundaries import split_claim
from factcheck.actions.tags import set_tags
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.boundaries import MAX_PIECES
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.exceptions import ConflictError, FactcheckError, InvalidInput
from factcheck.text.graphemes import is_boundary
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


def test_a_claim_is_split_into_itself_and_new_claims(team: Team, article: Article) -> None:
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
    first, *others = split_claim(team.checker, claim=claim, at=at)
    assert first.pk == claim.pk
    assert [piece.quote for piece in (first, *others)] == [
        "However, the bridge cost 4.2 million pounds",
        "and it carries 160,000 vehicles,",
        "Anna Berg said.",
    ]
    assert first.text == "The bridge cost 4.2 million pounds"
    for number, new in enumerate(others, 2):
        assert (new.number, new.state, new.speaker) == (number, ClaimState.OPEN, "Anna Berg")
        assert (str(new.reason), new.assignee, new.created_by) == (
            "Split off from claim 1.",
            team.checker,
            team.checker,
        )
        assert (new.origin, new.tags) == (CreatedBy.PERSON, ["Cost"])
        assert new.tag_rows.get().name == "Cost"
    assert claim.evidence.get() == piece
    assert [event.action for event in article.desk.events.all()][-3:] == [
        "claim.divided",
        "claim.split_off",
        "claim.split_off",
    ]


def test_each_piece_keeps_the_parts_within_it(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE)
    cost = make.claim(article, "the bridge cost", parent=claim)
    carries = make.claim(article, "it carries 160,000", parent=claim)
    with pytest.raises(ConflictError, match=f"Claim {carries.number}, a part"):
        split_claim(team.checker, claim=claim, at=[TEXT.index("160,000")])
    _, second = split_claim(team.checker, claim=claim, at=[TEXT.index("and it")])
    assert [Claim.objects.get(pk=part.pk).parent for part in (cost, carries)] == [claim, second]


@pytest.mark.parametrize("state", list(ClaimState)[2:])
def test_the_refusal_to_split_does_not_reveal_whether_anybody_has_rated(
    team: Team, article: Article, state: ClaimState
) -> None:
    claims = make.claims(article, 2, state=state)
    make.assessment(claims[0], team.reviewer)
    messages = []
    for claim in claims:
        with pytest.raises(ConflictError, match="ratings are of the whole claim") as refused:
            split_claim(team.checker, claim=claim, at=[claim.start + 10])
        messages.append(refused.value.message.replace(str(claim.number), "N"))
    assert messages[0] == messages[1]


def test_an_excluded_claim_is_not_split(team: Team, article: Article) -> None:
    claim = make.claim(article, WHOLE, set_aside=ExclusionReason.DROPPED)
    with pytest.raises(ConflictError, match="Restore it first"):
        split_claim(team.checker, claim=claim, at=[20])


@pytest.mark.parametrize("at", [[], [0], [9], [24], [10**9], [-1], [10, 99], list(range(30_000))])
def test_a_claim_is_split_only_inside_its_span(team: Team, article: Article, at: list[int]) -> None:
    claim = make.claim(article, "the bridge cost")
    assert (claim.start, claim.end) == (9, 24)
    with pytest.raises(InvalidInput) as refused:
        split_claim(team.checker, claim=claim, at=at)
    assert "at" in refused.value.fields
    assert article.claims.count() == 1


def test_a_split_without_words_or_with_too_many_pieces_is_refused(team: Team) -> None:
    article = make.article(team.desk, text="Well, no. " * 30)
    claim = make.claim(article, "Well, no.")
    with pytest.raises(InvalidInput, match="no words"):
        split_claim(team.checker, claim=claim, at=[len("Well, no")])
    Claim.objects.update(end=300)
    with pytest.raises(InvalidInput, match=f"{MAX_PIECES} pieces"):
        split_claim(team.checker, claim=claim, at=range(10, 10 * (MAX_PIECES + 1), 10))
    assert len(split_claim(team.checker, claim=claim, at=range(10, 10 * MAX_PIECES, 10))) == MAX_PIECES


few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(data=st.data())
def test_pieces_are_in_order_and_together_have_all_words_of_the_claim(
    team: Team, data: st.DataObject
) -> None:
    text = data.draw(st.text(STRANGE, min_size=8, max_size=50).filter(lambda value: value.strip()))
    at = data.draw(st.lists(st.integers(-1, len(text) + 1), max_size=5))
    with transaction.atomic():
        claim = make.claim(make.article(team.desk, text=text), text)
        try:
            made = split_claim(team.checker, claim=claim, at=at)
        except FactcheckError:
            made = [claim]
        pieces = list(Claim.objects.filter(article=claim.article).order_by("start"))
        assert [piece.pk for piece in pieces] == [piece.pk for piece in made]
        boundaries = [0, *(boundary for piece in pieces for boundary in (piece.start, piece.end)), len(text)]
        assert boundaries == sorted(boundaries)
        if len(pieces) > 1:
            assert not "".join(
                text[a:b] for a, b in zip(boundaries[::2], boundaries[1::2], strict=True)
            ).strip()
            assert all(is_boundary(text, boundary) for boundary in boundaries)
        assert all(piece.quote == text[piece.start : piece.end] for piece in pieces)
        transaction.set_rollback(True)


def split_before_it(team: Team, claim: Claim) -> tuple[Claim, Claim]:
    first, second = split_claim(team.checker, claim=claim, at=[TEXT.index("and it")])
    second.refresh_from_db()
    return first, second


def test_a_split_is_recorded_for_the_claim_and_for_each_new_one(team: Team, article: Article) -> None:
    claim, piece = split_before_it(team, make.claim(article, WHOLE))
    divided, split_off = (
        Event.objects.get(action="claim.divided"),
        Event.objects.get(action="claim.split_off"),
    )
    assert (divided.actor, divided.target_id, divided.data) == (
        team.checker,
        claim.pk,
        {"pieces": [piece.pk]},
    )
    assert (split_off.actor, split_off.target_id, split_off.data) == (
        team.checker,
        piece.pk,
        {"of": claim.pk},
    )


def test_a_new_piece_is_worded_from_its_own_span(team: Team, article: Article) -> None:
    _, piece = split_before_it(team, make.claim(article, WHOLE, text="A wording of the whole."))
    assert piece.text.endswith("it carries 160,000 vehicles, Anna Berg said.")
    assert piece.is_human_edited


def test_a_new_piece_keeps_the_plan_and_the_findings_of_the_claim(team: Team, article: Article) -> None:
    whole = make.claim(article, TEXT)
    fields = {"quorum": 3, "due_on": dt.date(2030, 5, 1), "check_worthiness": 0.75, "parent": whole}
    _, piece = split_before_it(team, make.claim(article, WHOLE, kind="quantity", **fields))
    assert {name: getattr(piece, name) for name in fields} == fields
    assert piece.kind == "quantity"


def test_a_split_in_one_article_numbers_the_pieces_after_its_own_claims(team: Team, article: Article) -> None:
    make.claim(make.article(team.desk), number=40)
    _, piece = split_before_it(team, make.claim(article, WHOLE))
    assert piece.number == 2
