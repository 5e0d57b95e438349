"""Until the reveal, a rating changes nothing that anybody except its reviewer can see.

The addresses are taken from the URLs of pages and API, so that a new one is tested too. People of every role load each
address before and after a person rated a claim, and send it an empty form: the responses must be the same, byte for
byte, with their headers. Another reviewer of the claim has rated it and changed the rating, so that what the reviewer
sees of their own is tested too.
"""

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max, Model
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver

from api import urls as api_urls
from factcheck.actions.assessments import rate_claim
from factcheck.actions.assignments import assign, recuse, set_quorum, unassign
from factcheck.actions.comments import add_comment
from factcheck.actions.maps import add_premise, add_relation
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.audit.models import ChainHead, Event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, Confidence, RelationKind, Role
from factcheck.exceptions import FactcheckError
from factcheck.exports.report_builder import build_report
from factcheck.review.agreement import AgreementStatistics
from factcheck.review.agreement_report import build_agreement_report
from factcheck.review.models import Assessment
from factcheck.review.review_status import load_review_status
from factcheck.review.workflow import STEPS
from factcheck.web import urls as page_urls
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

SECRET = "Only the first reviewer knows this."
AT = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)


class World(NamedTuple):
    """A claim that three reviewers are rating, of whom the second has rated, and rows around it."""

    team: Team
    claim: Claim
    second: User
    ids: dict[str, Any]


@pytest.fixture
def world() -> World:
    team = make.team("harbour", quorum=3)
    article = make.article(team.desk, by=team.editor)
    claim = make.claim(article, state=ClaimState.RATING)
    done = make.claim(article, state=ClaimState.PROPOSED)
    evidence, verdict = make.evidence(claim), make.verdict(done, proposed_by=team.checker)
    second = make.member(team.desk, Role.REVIEWER, name="Second")
    suggestion = make.suggestion(article)
    premise = add_premise(team.checker, article=article, text="Bridges cost money.")
    relation = add_relation(
        team.checker,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"p{premise.pk}"],
        target=f"c{claim.pk}",
    )
    for reviewer in (team.reviewer, second, team.admin):
        make.reviewing(claim, reviewer, assigned_by=team.editor)
    comment = make.comment(claim, author=team.reviewer, body="I looked at the archive.")
    export = make.export(article, data=b"[]", requested_by=team.viewer)
    for own in ("true", "false"):
        own_rating = rate_claim(second, claim=claim, rating=own, reasons=f"It is {own}.")
    ids = {
        "claims": claim.pk,
        "c": claim.pk,
        "articles": article.pk,
        "evidence": evidence.pk,
        "verdicts": verdict.pk,
        "sources": evidence.source_id,
        "comments": comment.pk,
        "exports": export.pk,
        "desks": team.desk.slug,
        "reviewers": claim.reviewer_assignments.first().pk,
        "assessments": own_rating.pk,
        "assessment": own_rating.pk,
        "suggestions": suggestion.pk,
        "premises": premise.pk,
        "relations": relation.pk,
        "notices": make.notification(comment, second).pk,
        "notifications": make.notification(make.comment(claim, author=team.reviewer), second).pk,
    }
    return World(team, claim, second, ids)


def rate(world: World) -> Assessment:
    return rate_claim(
        world.team.reviewer,
        claim=world.claim,
        rating="half-true",
        confidence=Confidence.LOW,
        reasons=SECRET,
    )


def others(world: World) -> list[User | None]:
    """Return everybody except the first reviewer, and None for a person who is not signed in."""
    roles = [role for role in Role if role is not Role.REVIEWER]
    return [*(world.team.of(role) for role in roles), world.second, world.team.stranger, None]


def addresses(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    """Yield every address, with its parameters in angle brackets."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern) and str(pattern.pattern):
            yield prefix + str(pattern.pattern)


def filled(address: str, ids: dict[str, Any]) -> str:
    """Return an address with the ids of the world's rows, found by the noun before each. Other ids are 1."""
    parts = address.split("/")
    for place, part in enumerate(parts):
        if part.startswith("<"):
            noun = parts[place - 1]
            parts[place] = str(ids.get(noun, "claim" if "slug" in part else 1))
    return "/".join(parts)


SKIPPED = ("/api/schema/", "/api/docs/")  # the documentation of the API contains nothing of a desk
ADDRESSES = sorted(
    {
        *addresses(page_urls.urlpatterns),
        *(one for one in addresses(api_urls.urlpatterns, "/api/") if one not in SKIPPED),
        *(f"/claims/<int:claims>/steps/{slug}/" for slug in STEPS),
        *(f"/history/{kind}/<int:{kind}>/1/{last}/" for kind, last in (("claim", 1), ("assessment", 2))),
    }
)
QUERIES = ["?state=rating", "?claim={claims}", "?q=bridge", "?article={articles}", "?state=", "?sort=rating"]
LISTS = ["claims", "assessments", "comments", "evidence", "verdicts", "reviewers", "agreement", "exports"]


def shown(client: Client, address: str) -> tuple[int, str]:
    """Return status, headers and text of a response without tokens that differ each time."""
    response = client.get(address, follow=True)
    return response.status_code, without_tokens(response)


def without_tokens(response: Any) -> str:
    """Return the headers and the text of a response without tokens and the time of the request."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    lines = [f"{name}: {value}" for name, value in sorted(response.headers.items())]
    lines += body.decode("utf-8", "replace").splitlines()
    kept = (line for line in lines if not re.search(r"csrf|nonce|^Expires: ", line, re.IGNORECASE))
    return re.sub(r'"read_at":"[^"]+"', "", "\n".join(kept))


def everything(world: World) -> dict[tuple[str, str], tuple[int, str]]:
    responses = {}
    lists = [f"/api/v1/{noun}/{query.format(**world.ids)}" for noun in LISTS for query in QUERIES]
    tested = [*(filled(address, world.ids) for address in ADDRESSES), *lists, "/desks/harbour/find/?q=knows"]
    for person in others(world):
        client = Client()
        if person:
            client.force_login(person)
        for address in tested:
            responses[str(person), address] = shown(client, address)
    return responses


def test_no_page_or_api_list_shows_that_a_person_rated(world: World) -> None:
    before = everything(world)
    given = rate(world)
    after = everything(world)
    changed = {address for address in before if before[address] != after[address]}
    assert changed == set()
    assert SECRET not in json.dumps([text for _, text in after.values()])
    assert sum(status == 200 for status, _ in after.values()) > 100
    client = Client()
    client.force_login(world.team.reviewer)
    assert SECRET in shown(client, f"/api/v1/assessments/{given.pk}/")[1]


def answers_to_forms(world: World) -> dict[tuple[str, str], tuple[int, str]]:
    """Send an empty form to every address, and take back what it did."""
    answers = {}
    for person in (world.second, world.team.editor):
        client = Client()
        client.force_login(person)
        for address in ADDRESSES:
            content_type = "application/json" if "/api/" in address else MULTIPART_CONTENT
            with transaction.atomic():
                response = client.post(filled(address, world.ids), {}, content_type)
                answers[str(person), address] = response.status_code, without_tokens(response)
                transaction.set_rollback(True)
    return answers


def test_no_answer_to_a_form_shows_that_a_person_rated(world: World) -> None:
    before = answers_to_forms(world)
    rate(world)
    after = answers_to_forms(world)
    assert {address for address in before if before[address] != after[address]} == set()
    assert len({status for status, _ in after.values()}) > 3


def last_ids() -> dict[type[Model], Any]:
    """Return the greatest id of every table that both databases have."""
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model: model._default_manager.aggregate(last=Max("pk"))["last"] for model in models}


def test_a_rating_counts_on_in_no_table_whose_ids_are_shown(world: World) -> None:
    before, count = last_ids(), ChainHead.objects.get(desk=world.team.desk).count
    rate(world)
    moved = {model for model, last in last_ids().items() if last != before[model]}
    # The id of a rating is random. The test below looks for the ids of the others, and for the number of the event.
    assert moved - {Assessment} == {Assessment.history.model, Event}
    assert ChainHead.objects.get(desk=world.team.desk).count == count + 1


FIRST_ID = 770_077_000


def start_ids_at(table: str, column: str, first: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first, table])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, first])


def test_no_id_that_counts_ratings_is_shown(world: World) -> None:
    start_ids_at("audit_event", "id", FIRST_ID)
    start_ids_at("review_historicalassessment", "history_id", FIRST_ID)
    ChainHead.objects.filter(desk=world.team.desk).update(count=FIRST_ID)
    for rating in ("true", "false", "half-true"):
        rate_claim(world.second, claim=world.claim, rating=rating, reasons=f"It is {rating}.")
    add_comment(world.second, on=world.claim, body="I have rated it.")
    assert Event.objects.latest("id").pk > FIRST_ID
    pages = {address: text for (_, address), (_, text) in everything(world).items() if "70077" in text}
    assert pages == {}


def test_a_page_that_is_open_is_not_woken_by_a_rating(world: World) -> None:
    client = Client()
    client.force_login(world.second)
    polled = [f"/claims/{world.claim.pk}/live/", f"/articles/{world.claim.article_id}/live/", "/work/live/"]
    seen = {address: client.get(address).headers["X-Live-Seen"] for address in polled}
    rate(world)
    assert [client.get(address, {"seen": token}).status_code for address, token in seen.items()] == [204] * 3


def test_the_rating_and_its_history_cannot_be_loaded(world: World) -> None:
    given = rate(world)
    record = given.history.get().pk
    tested = [
        f"/api/v1/assessments/{given.pk}/",
        f"/history/assessment/{given.pk}/1/1/",
        f"/history/assessment/{record}/{record}/",
    ]
    for person in others(world):
        client = Client()
        if person:
            client.force_login(person)
        for address in tested:
            status, text = shown(client, address)
            assert SECRET not in text
            assert status in (401, 403, 404) or person is None, (str(person), address)


def test_the_report_of_all_exports_is_unchanged(world: World) -> None:
    before = build_report(world.claim.article)
    rate(world)
    after = build_report(world.claim.article)
    assert dataclasses.replace(before, made_at=AT) == dataclasses.replace(after, made_at=AT)


def test_the_claim_and_its_history_are_unchanged(world: World) -> None:
    before = Claim.objects.filter(pk=world.claim.pk).values().get(), world.claim.history.count()
    rate(world)
    assert (Claim.objects.filter(pk=world.claim.pk).values().get(), world.claim.history.count()) == before


REFUSED: dict[str, Callable[[World], Any]] = {
    "revealing early without a reason": lambda w: perform_step(w.team.editor, claim=w.claim, slug="reveal"),
    "starting again": lambda w: perform_step(w.team.editor, claim=w.claim, slug="start-rating"),
    "publishing": lambda w: perform_step(w.team.editor, claim=w.claim, slug="publish"),
    "lowering the quorum": lambda w: set_quorum(w.team.editor, claim=w.claim, quorum=1),
    "removing a reviewer": lambda w: unassign(w.team.editor, claim=w.claim, reviewer=w.team.reviewer),
    "rating unassigned": lambda w: rate_claim(w.team.editor, claim=w.claim, rating="false"),
    "proposing": lambda w: propose_verdict(w.team.editor, claim=w.claim, rating="false", reasons="So."),
    "assigning a viewer": lambda w: assign(w.team.editor, claim=w.claim, reviewers=[w.team.viewer]),
    "recusal without a reason": lambda w: recuse(w.second, claim=w.claim, reason=" "),
}


def refusal(world: World, act: Callable[[World], Any]) -> tuple[str, str, dict[str, str]]:
    with pytest.raises(FactcheckError) as refused, transaction.atomic():
        act(world)
    return refused.value.code, refused.value.message, refused.value.fields


@pytest.mark.parametrize("name", REFUSED)
def test_no_error_message_depends_on_blind_ratings(world: World, name: str) -> None:
    before = refusal(world, REFUSED[name])
    rate(world)
    assert refusal(world, REFUSED[name]) == before


DONE: dict[str, Callable[[World], Any]] = {
    "assigning one more": lambda w: len(assign(w.team.editor, claim=w.claim, reviewers=[w.team.editor])),
    "assigning the same again": lambda w: len(
        assign(w.team.editor, claim=w.claim, reviewers=[w.team.reviewer])
    ),
    "another reviewer recuses": lambda w: (
        recuse(w.second, claim=w.claim, reason="I wrote it.").recused_reason
    ),
    "another reviewer rates": lambda w: rate_claim(w.second, claim=w.claim, rating="true").rating.slug,
    "the review status": lambda w: load_review_status(w.team.editor, w.claim, None),
    "the agreement report": lambda w: build_agreement_report(w.team.desk.pk).before,
}


@pytest.mark.parametrize("name", DONE)
def test_no_action_depends_on_blind_ratings(world: World, name: str) -> None:
    def outcome() -> tuple[Any, str]:
        with transaction.atomic():
            result = DONE[name](world), Claim.objects.get(pk=world.claim.pk).state
            transaction.set_rollback(True)
        return result

    before = outcome()
    rate(world)
    assert outcome() == before


def test_a_rating_deleted_by_a_recusal_leaves_no_trace(world: World) -> None:
    rate(world)
    recuse(world.team.reviewer, claim=world.claim, reason="I wrote it.")
    rated = load_review_status(world.team.editor, world.claim, None)
    assert not Assessment.objects.filter(reviewer=world.team.reviewer).exists()
    assert [row.reviewer for row in rated.recused] == [world.team.reviewer]


def test_the_agreement_report_is_empty_before_the_reveal(world: World) -> None:
    rate(world)
    report = build_agreement_report(world.team.desk.pk)
    assert isinstance(report.before, AgreementStatistics)
    assert (report.after.claims, report.after.ratings) == (0, 0)


def test_the_ids_of_ratings_are_random(world: World) -> None:
    claims = [make.claim(world.claim.article, state=ClaimState.RATING) for _ in range(8)]
    ids = [rate_claim(world.team.reviewer, claim=claim, rating="true").pk for claim in claims]
    assert ids != sorted(ids)
    assert max(ids) - min(ids) > 1000
    assert all(0 < pk < 2**53 for pk in ids)


def test_the_event_of_a_rating_contains_neither_value_nor_reason(world: World) -> None:
    rate(world)
    event = Event.objects.get(action="assessment.given", actor=world.team.reviewer)
    assert not re.search("half-true|low|knows", json.dumps(event.data))


def test_at_the_quorum_all_ratings_become_visible_at_once(world: World) -> None:
    rate(world)
    rate_claim(world.second, claim=world.claim, rating="true")
    rate_claim(world.team.admin, claim=world.claim, rating="true")
    client = Client()
    client.force_login(world.team.viewer)
    assert SECRET in shown(client, f"/claims/{world.claim.pk}/")[1]
    rows = client.get("/api/v1/assessments/", {"claim": world.claim.pk}).json()["results"]
    assert {row["reviewer"] for row in rows} == {world.team.reviewer.pk, world.second.pk, world.team.admin.pk}
