"""Presence: shared through Redis, short-lived, and optional when Redis is unavailable."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.actions.assessments import rate_claim
from factcheck.claims.models import Claim
from factcheck.desks.models import Membership, User
from factcheck.enums import ClaimState
from factcheck.web.live import presence as module
from factcheck.web.live.presence import PRESENCE_SECONDS, RETRY_AFTER_SECONDS, Presence, to_redis_url
from factcheck.web.templatetags.factcheck_tags import initials
from tests import factories as make
from tests.factories import Team

DEAD = "unix:///nowhere/broker.sock"


class Clock:
    """A clock that the tests set. It replaces `time.time` and `time.monotonic`."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now

    monotonic = time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.mark.parametrize(
    ("broker", "address"),
    [
        ("redis+socket:///var/run/broker.sock", "unix:///var/run/broker.sock"),
        ("redis://cache:6379/1", "redis://cache:6379/1"),
        ("rediss://cache:6379/1", "rediss://cache:6379/1"),
        ("amqp://rabbit/", ""),
        ("memory://", ""),
    ],
)
def test_redis_url_is_derived_from_the_broker_url(broker: str, address: str) -> None:
    assert to_redis_url(broker) == address


def test_presence_is_shared_between_processes(nobody_here: Presence, broker: str) -> None:
    one, other = (Presence(to_redis_url(broker)) for _ in range(2))
    assert one.touch(901, 5, user=1) == {}
    assert other.touch(901, 5, user=2) == {1: {5}}
    assert one.touch(901, 7, user=1) == {2: {5}}
    assert other.touch(901, 0, user=3) == {1: {5, 7}, 2: {5}}
    assert other.touch(902, 5, user=3) == {}


def test_presence_ends_within_ten_seconds(broker: str, clock: Clock) -> None:
    there = Presence(to_redis_url(broker))
    there.touch(903, 5, user=1)
    clock.now += PRESENCE_SECONDS - 1
    assert there.touch(903, 5, user=2) == {1: {5}}
    clock.now += 2
    assert there.touch(903, 5, user=2) == {}
    assert PRESENCE_SECONDS + 2 < 10


def test_presence_keys_expire(broker: str) -> None:
    there = Presence(to_redis_url(broker))
    there.touch(904, 5, user=1)
    assert 0 < there._client.ttl("factcheck:here:904") <= PRESENCE_SECONDS + 1


def test_without_redis_nobody_is_present_and_one_line_is_logged(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    there = Presence(DEAD)
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            assert there.touch(905, 5, user=1) == {}
            clock.now += RETRY_AFTER_SECONDS + 1
    assert sum("presence_lost" in record.getMessage() for record in caplog.records) == 1


def test_unreachable_redis_is_retried_after_a_delay(broker: str, clock: Clock) -> None:
    there = Presence(DEAD)
    there.touch(906, 5, user=1)
    there._client = Presence(to_redis_url(broker))._client
    there.touch(906, 5, user=1)
    assert there._client.zcard("factcheck:here:906") == 0
    clock.now += RETRY_AFTER_SECONDS + 1
    there.touch(906, 5, user=1)
    assert there._client.zcard("factcheck:here:906") == 1


def test_other_brokers_have_no_presence() -> None:
    assert Presence("").touch(907, 5, user=1) == {}


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna Berg", "AB"),
        ("Anna von Berg", "AB"),
        ("Edda (editor)", "E"),
        ("", "?"),
        ("Anna", "A"),
        ("a.berg@desk.example", "AB"),
        ("李雷", "李"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


# --- on the pages


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), state=ClaimState.RATING)


@pytest.fixture
def ask(nobody_here: Presence) -> Callable[..., str]:
    """Return the response to the first poll of a page with this URL."""

    def asked(user: User, name: str, pk: int, *, by_script: bool = True) -> str:
        client = Client()
        client.force_login(user)
        response = client.get(reverse(name, args=[pk]), headers={"HX-Request": "true"} if by_script else {})
        return response.content.decode()

    return asked


def test_claim_and_article_show_who_has_which_claim_open(
    ask: Callable[..., str], team: Team, claim: Claim
) -> None:
    other = make.claim(claim.article)
    assert 'id="here"' not in ask(team.checker, "claim_live", claim.pk)
    assert "Checker" in _here(ask(team.reviewer, "claim_live", claim.pk))
    assert "Checker" not in _here(ask(team.editor, "claim_live", other.pk))
    params = ask(team.viewer, "article_live", claim.article_id)
    assert f'data-on="{claim.pk}"' in params
    assert f"on claim {other.number}" in params


def test_only_polling_pages_count_as_present(ask: Callable[..., str], team: Team, claim: Claim) -> None:
    ask(team.checker, "claim_live", claim.pk, by_script=False)
    assert 'id="here"' not in ask(team.reviewer, "claim_live", claim.pk)


def test_presence_stays_within_the_desk(ask: Callable[..., str], team: Team, claim: Claim) -> None:
    ask(team.stranger, "claim_live", claim.pk)
    assert 'id="here"' not in ask(team.reviewer, "claim_live", claim.pk)
    ask(team.checker, "claim_live", claim.pk)
    Membership.objects.filter(user=team.checker).delete()
    assert "Checker" not in _here(ask(team.reviewer, "article_live", claim.article_id))


def test_presence_does_not_reveal_who_has_rated(ask: Callable[..., str], team: Team, claim: Claim) -> None:
    ask(team.reviewer, "claim_live", claim.pk)
    before = ask(team.editor, "claim_live", claim.pk)
    rate_claim(team.reviewer, claim=claim, rating="false")
    after = ask(team.editor, "claim_live", claim.pk)
    assert _here(before) == _here(after)
    assert "Reviewer" in _here(after)


def _here(told: str) -> str:
    return told.partition('id="here"')[2]


@pytest.mark.parametrize("name", ["claim", "claim_live", "article_live"])
def test_the_pages_work_without_redis(
    client: Client, team: Team, claim: Claim, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("factcheck.web.views.live.presence", Presence(DEAD))
    client.force_login(team.viewer)
    pk = claim.article_id if name == "article_live" else claim.pk
    assert client.get(reverse(name, args=[pk]), headers={"HX-Request": "true"}).status_code == 200
