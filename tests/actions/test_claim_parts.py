"""Parts of a compound claim, which are suggested until a person accepts them."""

import pytest

from factcheck.actions.claims import accept_part, add_part
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.claims.parts import list_suggested_parts
from factcheck.enums import ClaimState, CreatedBy
from factcheck.exceptions import ConflictError, NotFound, PermissionDenied
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

WHOLE = "It carries 160,000 vehicles a day. “Nobody expected that,” said Anna Berg, an engineer."
FIRST, SECOND = "It carries 160,000 vehicles a day.", "“Nobody expected that,” said Anna Berg"


@pytest.fixture
def whole(team: Team) -> Claim:
    """Return a claim in which a splitter found two parts; the second has two spans."""
    claim = make.claim(
        make.article(team.desk), WHOLE, speaker="Anna Berg", check_worthiness=0.7, method="fast/1"
    )
    text = claim.revision.text
    spans = [[text.index(words), text.index(words) + len(words)] for words in (FIRST, "“Nobody", "Anna Berg")]
    claim.suggested_parts = [
        ["The bridge carries 160,000 vehicles.", spans[:1]],
        ["Nobody expected it.", spans[1:]],
    ]
    claim.save()
    return claim


def test_an_accepted_part_is_a_claim_with_the_compound_claim_as_parent(team: Team, whole: Claim) -> None:
    made = accept_part(team.checker, claim=whole, place=0)
    assert (made.parent, made.article, made.revision) == (whole, whole.article, whole.revision)
    assert (made.number, made.state) == (whole.number + 1, ClaimState.DRAFT)
    assert (made.text, made.quote) == ("The bridge carries 160,000 vehicles.", FIRST)
    assert made.quote == whole.revision.text[made.start : made.end]
    assert (made.speaker, made.check_worthiness, made.method) == ("Anna Berg", 0.7, "fast/1")
    assert (made.origin, made.is_human_edited, made.created_by) == (CreatedBy.PERSON, True, team.checker)
    event = Event.objects.latest("number")
    assert (event.action, event.data) == ("claim.part_accepted", {"parent": whole.pk})


def test_a_part_of_several_spans_covers_all_of_them(team: Team, whole: Claim) -> None:
    assert accept_part(team.checker, claim=whole, place=1).quote == SECOND


def test_an_accepted_part_is_no_longer_suggested_and_the_others_keep_their_index(
    team: Team, whole: Claim
) -> None:
    assert [part.place for part in list_suggested_parts(whole)] == [0, 1]
    accept_part(team.checker, claim=whole, place=0)
    assert [part.place for part in list_suggested_parts(whole)] == [1]
    assert accept_part(team.checker, claim=whole, place=1).text == "Nobody expected it."
    assert list_suggested_parts(whole) == []


def test_a_claim_with_an_accepted_part_counts_as_edited_by_a_person(team: Team, whole: Claim) -> None:
    assert not whole.is_human_edited
    accept_part(team.checker, claim=whole, place=0)
    whole.refresh_from_db()
    assert whole.is_human_edited


def test_the_same_part_twice_is_a_conflict(team: Team, whole: Claim) -> None:
    accept_part(team.checker, claim=whole, place=0)
    with pytest.raises(ConflictError, match="already"):
        accept_part(team.editor, claim=whole, place=0)
    assert whole.parts.count() == 1


@pytest.mark.parametrize("place", [-1, 2, 10**9])
def test_an_unknown_part_is_not_found(team: Team, whole: Claim, place: int) -> None:
    with pytest.raises(NotFound):
        accept_part(team.checker, claim=whole, place=place)


@pytest.mark.parametrize("who", ["viewer", "contributor", "stranger"])
def test_it_requires_a_checker(team: Team, whole: Claim, who: str) -> None:
    with pytest.raises(PermissionDenied):
        accept_part(team.of(who), claim=whole, place=0)
    with pytest.raises(PermissionDenied):
        add_part(team.of(who), claim=whole, text="A part", start=whole.start, end=whole.end)
    assert not whole.parts.exists()


def test_a_part_with_another_wording_is_added_once(team: Team, whole: Claim) -> None:
    made = add_part(team.checker, claim=whole, text="160,000 a day", start=whole.start, end=whole.start + 33)
    assert (made.parent, made.quote) == (whole, FIRST[:33])
    with pytest.raises(ConflictError, match="already"):
        add_part(team.checker, claim=whole, text="160,000 a day", start=whole.start, end=whole.end)


@pytest.mark.parametrize(("before", "after"), [(1, 0), (0, 1)])
def test_a_part_outside_the_compound_claim_is_refused(
    team: Team, whole: Claim, before: int, after: int
) -> None:
    with pytest.raises(ConflictError, match="within"):
        add_part(team.checker, claim=whole, text="More", start=whole.start - before, end=whole.end + after)


def test_several_parts_of_a_claim_can_be_added_in_other_words(team: Team, whole: Claim) -> None:
    span = {"start": whole.start, "end": whole.end}
    parts = [add_part(team.checker, claim=whole, text=text, **span) for text in ("One part", "Another part")]
    assert set(whole.parts.all()) == set(parts)


def test_a_part_takes_over_the_speaker_and_is_recorded_with_its_compound_claim(
    team: Team, whole: Claim
) -> None:
    Claim.objects.filter(pk=whole.pk).update(speaker="Anna Berg", check_worthiness=0.75)
    part = add_part(
        team.checker, claim=whole, text="A part", start=whole.start, end=whole.end, method="model/1"
    )
    part.refresh_from_db()
    assert (part.speaker, part.check_worthiness, part.method) == ("Anna Berg", 0.75, "model/1")
    assert (part.is_human_edited, part.created_by) == (True, team.checker)
    event = Event.objects.get(action="claim.part_accepted")
    assert (event.actor, event.target_id, event.data) == (team.checker, part.pk, {"parent": whole.pk})
