"""What a page that asks is told: nothing, or the regions that changed; within the wall, and blind where it is blind."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.models import Claim
from factcheck.desks.models import Membership, User
from factcheck.desks.services import set_role
from factcheck.evidence.models import Evidence
from factcheck.notices.services import gather
from factcheck.review.assigning import assign, recuse, unassign
from factcheck.review.comments import comment, resolve
from factcheck.review.edits import edit_claim, edit_evidence, link_evidence, move_borders
from factcheck.review.services import assess
from factcheck.review.steps import take
from factcheck.terms import ClaimState, Role, Stance
from factcheck.web.live import MOST, Seen, look
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return make.team("harbour", quorum=3)


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.RATING)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class Reader:
    """A page that somebody has open: it asks again and again, with what it was told last."""

    def __init__(self, user: User, address: str) -> None:
        self.client, self.address, self.seen = signed_in(user), address, ""
        self.ask()

    def ask(self) -> str:
        """The regions that changed; nothing if nothing did."""
        answer = self.client.get(self.address, {"seen": self.seen}, headers={"HX-Request": "true"})
        assert answer.status_code in (200, 204)
        self.seen = answer.headers.get("X-Live-Seen", self.seen)
        return answer.content.decode()


def of_claim(claim: Claim) -> str:
    return reverse("claim_live", args=[claim.pk])


def of_article(claim: Claim) -> str:
    return reverse("article_live", args=[claim.article_id])


PLACES: dict[str, Callable[[Claim], str]] = {
    "claim": of_claim,
    "article": of_article,
    "desk": lambda claim: reverse("desk_live", args=[claim.desk.slug]),
    "work": lambda claim: reverse("work_live"),
    "notices": lambda claim: reverse("live"),
}
EACH = pytest.mark.parametrize("place", PLACES)


def link(team: Team, claim: Claim) -> Evidence:
    return link_evidence(
        team.checker,
        claim=claim,
        source=make.source(claim.desk),
        quote="It cost 3.1 million.",
        stance=Stance.REFUTES,
        strength=0.5,
    )


DEEDS: dict[str, tuple[Callable[[Team, Claim], Any], str]] = {
    "a comment": (
        lambda team, claim: comment(team.editor, on=claim, body="Where is that?"),
        "Where is that?",
    ),
    "evidence": (link, "It cost 3.1 million."),
    "a wording": (
        lambda team, claim: edit_claim(team.checker, claim=claim, text="It cost more."),
        "It cost more.",
    ),
    "a step": (
        lambda team, claim: take(team.editor, claim=claim, slug="reveal", reason="It is late."),
        "Somebody now proposes the verdict",
    ),
    "a moved border": (
        lambda team, claim: move_borders(team.editor, claim=claim, start=claim.start, end=claim.end - 7),
        "“The bridge cost 4.2 million”",
    ),
    "a recusal": (lambda team, claim: recuse(team.admin, claim=claim, reason="I wrote it."), "I wrote it."),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_another_does_is_told_once_with_the_words_of_the_page(
    team: Team, claim: Claim, deed: str
) -> None:
    act, shows = DEEDS[deed]
    reader = Reader(team.viewer, of_claim(claim))
    assert reader.ask() == ""
    act(team, claim)
    assert shows in reader.ask()
    assert reader.ask() == ""


def test_of_a_row_that_is_gone_is_told_too(team: Team, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.OPEN)
    assign(team.editor, claim=claim, reviewers=[team.reviewer])
    reader = Reader(team.viewer, of_claim(claim))
    unassign(team.editor, claim=claim, reviewer=team.reviewer)
    told = reader.ask()
    assert 'id="rail"' in told
    assert "Assigned to rate" not in told


def test_a_page_begins_with_what_it_showed(team: Team, claim: Claim) -> None:
    client = signed_in(team.viewer)
    for name, args in (
        ("claim", [claim.pk]),
        ("article", [claim.article_id]),
        ("desk", ["harbour"]),
        ("work", []),
    ):
        page = client.get(reverse(name, args=args)).content.decode()
        at, seen = re.search(r'id="live" hidden data-at="([^"]+)" data-seen="([^"]+)"', page).groups()
        assert client.get(at, {"seen": seen}, headers={"HX-Request": "true"}).status_code == 204, name


def test_a_claims_page_hears_nothing_of_another_claim(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article, state=ClaimState.OPEN)
    reader = Reader(team.viewer, of_claim(claim))
    comment(team.editor, on=other, body="Where is that?")
    assert "data-live" not in reader.ask()


def test_the_words_are_of_what_shows_here_alone(team: Team, claim: Claim) -> None:
    elsewhere = make.article(team.desk)
    readers = [Reader(team.viewer, place(claim)) for place in (of_claim, of_article)]
    link(team, claim)
    comment(team.editor, on=make.claim(elsewhere), body="Elsewhere.")
    comment(team.editor, on=elsewhere, body="There, too.")
    for reader in readers:
        assert f'data-by="{team.checker}">{team.checker} linked evidence</p>' in reader.ask()


def test_what_bears_on_a_claim_through_the_map_is_told_on_its_page(team: Team, claim: Claim) -> None:
    part = make.claim(claim.article, state=ClaimState.OPEN, parent=claim)
    reader = Reader(team.viewer, of_claim(claim))
    link(team, part)
    assert 'id="rail"' in reader.ask()


def test_an_article_is_told_only_of_the_passages_in_which_something_changed(team: Team, claim: Claim) -> None:
    revision = claim.revision
    half = len(revision.text) // 2
    revision.blocks = [["paragraph", 0, half], ["paragraph", half, len(revision.text)]]
    revision.save()
    last = make.claim(claim.article, "will build a tunnel", state=ClaimState.DRAFT)
    reader = Reader(team.viewer, of_article(claim))
    take(team.checker, claim=last, slug="open")
    told = reader.ask()
    assert f'id="passage-{half}"' in told
    assert 'id="passage-0"' not in told
    comment(team.editor, on=claim.article, body="Well found.")
    told = reader.ask()
    assert "Well found." in told
    assert "passage-" not in told


def test_where_a_claim_was_before_is_told_of_too_when_its_borders_move(team: Team, claim: Claim) -> None:
    revision = claim.revision
    half = revision.text.index("The city will")
    revision.blocks = [["paragraph", 0, half], ["paragraph", half, len(revision.text)]]
    revision.save()
    reader = Reader(team.viewer, of_article(claim))
    move_borders(team.checker, claim=claim, start=half, end=half + 13)
    told = reader.ask()
    assert all(f'id="passage-{start}"' in told for start in (0, half))
    assert "Checker moved the borders of a claim" in told


def test_who_was_away_for_long_is_told_everything(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_article(claim))
    first = make.comment(claim, author=team.editor)
    for number in range(MOST + 2):
        resolve(team.editor, comment=first, resolved=number % 2 == 0)
    assert 'id="passage-0"' in reader.ask()


def test_ones_own_deeds_are_shown_and_not_told_in_words(team: Team, claim: Claim) -> None:
    reader = Reader(team.editor, of_claim(claim))
    comment(team.editor, on=claim, body="Mine.")
    told = reader.ask()
    assert "Mine." in told
    assert '<p id="live-said" data-by=""></p>' in told


def test_the_words_name_the_newest_deed_and_how_many_more(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    link(team, claim)
    assert f"{team.checker} linked evidence</p>" in reader.ask()
    comment(team.editor, on=claim, body="One.")
    comment(team.admin, on=claim, body="Two.")
    told = reader.ask()
    assert f"{team.admin} wrote a comment, and one more change" in told
    assert f'data-by="{team.admin}, {team.editor}"' in told


def test_a_desks_page_hears_nothing_of_comments(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, PLACES["desk"](claim))
    comment(team.editor, on=claim.article, body="Well found.")
    assert "data-live" not in reader.ask()
    take(team.editor, claim=claim, slug="reveal", reason="It is late.")
    assert 'id="desk-articles"' in reader.ask()


def test_unread_notices_are_counted_anew(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, PLACES["notices"](claim))
    comment(team.editor, on=claim, body=f"@{team.viewer}?")
    gather()
    assert "(1 unread)" in reader.ask()
    reader.client.post(reverse("notices_read"))
    assert "unread" not in reader.ask()


# --- the wall


@pytest.mark.parametrize("place", ["claim", "article", "desk"])
def test_to_a_stranger_there_is_nothing_to_follow(team: Team, claim: Claim, place: str) -> None:
    answer = signed_in(team.stranger).get(PLACES[place](claim), headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert answer.content == b""


@EACH
def test_who_is_signed_out_is_told_so_and_led_nowhere(client: Client, claim: Claim, place: str) -> None:
    page = f"http://testserver/claims/{claim.pk}/"
    answer = client.get(PLACES[place](claim), headers={"HX-Request": "true", "Referer": page})
    assert answer.status_code == 401
    assert f"/accounts/login/?next=/claims/{claim.pk}/" in answer.content.decode()
    assert "data-live" not in answer.content.decode()


def test_who_is_taken_off_the_desk_sees_nothing_more(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    Membership.objects.filter(user=team.viewer).delete()
    answer = reader.client.get(reader.address, {"seen": reader.seen}, headers={"HX-Request": "true"})
    assert answer.status_code == 404


def test_a_new_role_shows_at_once_in_what_is_offered(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    set_role(team.admin, desk=team.desk, user=team.viewer, role=Role.REVIEWER)
    assert "Keep my rating" in reader.ask()


def test_another_desks_doings_are_none_of_ones_own(team: Team, claim: Claim) -> None:
    readers = [Reader(team.admin, PLACES[place](claim)) for place in PLACES]
    other = make.team()
    comment(other.editor, on=make.claim(make.article(other.desk)), body="Elsewhere.")
    assert [reader.ask() for reader in readers] == ["", "", "", "", ""]


# --- blind


@EACH
@pytest.mark.parametrize("role", ["viewer", "checker", "editor", "admin"])
def test_a_blind_rating_moves_no_token(team: Team, claim: Claim, place: str, role: str) -> None:
    """Given, changed and changed in its reasons; the second reviewer is among the roles by `second`."""
    readers = [
        Reader(one, PLACES[place](claim)) for one in (team.of(role), make.member(team.desk, Role.REVIEWER))
    ]
    before = [reader.seen for reader in readers]
    for rating, reasons in (("false", ""), ("true", ""), ("true", "Only I know.")):
        assess(team.reviewer, claim=claim, rating=rating, reasons=reasons)
        gather()
        assert [reader.ask() for reader in readers] == ["", ""]
    assert [reader.seen for reader in readers] == before


def test_a_token_does_not_tell_whether_somebody_rated_between_two_things_that_one_saw(
    team: Team, claim: Claim
) -> None:
    """The same two comments, once with a rating between them: the lines' numbers differ, the tokens tell nothing."""
    reader = Reader(team.viewer, of_claim(claim))
    tokens = [reader.seen]
    for rated in (False, True):
        if rated:
            assess(team.reviewer, claim=claim, rating="false")
        comment(team.editor, on=claim, body="One more.")
        told = reader.ask()
        assert "more change" not in told
        assert str(team.reviewer) not in re.search(r'id="live-said".*', told).group(0)
        tokens.append(reader.seen)
    assert all(re.fullmatch(r"[0-9a-f]{20}\.\d+\.", token) for token in tokens)
    assert len(set(tokens)) == 3


def test_two_people_are_never_given_the_same_token(team: Team, claim: Claim) -> None:
    assert Reader(team.viewer, of_claim(claim)).seen != Reader(team.admin, of_claim(claim)).seen


def test_at_the_reveal_everybody_is_told_everything_but_who_moved_the_claim(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    for rater in (team.reviewer, team.editor):
        assess(rater, claim=claim, rating="false", reasons=f"Because of {rater}.")
    assert reader.ask() == ""
    assess(team.admin, claim=claim, rating="true")
    told = reader.ask()
    assert f"Because of {team.reviewer}." in told
    assert "The ratings are revealed</p>" in told
    assess(team.reviewer, claim=claim, rating="half-true")
    assert f"{team.reviewer} changed a rating" in reader.ask()


def test_ones_own_blind_rating_shows_in_ones_other_window(team: Team, claim: Claim) -> None:
    reader = Reader(team.reviewer, of_claim(claim))
    assess(team.reviewer, claim=claim, rating="false", reasons="Only I know.")
    assert "Only I know." in reader.ask()


# --- light


@EACH
@pytest.mark.parametrize("many", [3, 60])
def test_nothing_new_takes_three_queries_and_writes_nothing(
    team: Team, claim: Claim, place: str, many: int
) -> None:
    for _ in range(many):
        comment(team.editor, on=claim, body=f"@{team.viewer}")
        edit_evidence(team.checker, evidence=make.evidence(claim), strength=0.75)
    gather()
    reader = Reader(team.viewer, PLACES[place](claim))
    with CaptureQueriesContext(connection) as asked:
        assert reader.ask() == ""
    assert len(asked) <= 3
    assert all(query["sql"].startswith("SELECT") for query in asked)


@given(st.text(max_size=80))
def test_a_token_is_read_back_or_has_seen_nothing(token: str) -> None:
    seen = Seen.read(token)
    assert str(seen) == token or seen == Seen()


def test_nobody_has_anything_to_look_at_without_a_desk(db: None) -> None:
    assert look(make.person()) is None
    assert Reader(make.person(), reverse("work_live")).ask() == ""
