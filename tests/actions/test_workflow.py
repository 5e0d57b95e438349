"""Every step of the workflow table, taken for real from each of its source states, does what its row says."""

from dataclasses import MISSING, fields
from typing import Any

import pytest
from django.utils import timezone

from factcheck.actions.notifications import create_notifications
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import EFFECTS, perform_step
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError
from factcheck.notifications.kinds import STEP_SENTENCES, NotificationKind
from factcheck.notifications.models import Notification
from factcheck.permissions import PERMISSIONS
from factcheck.review.models import Assessment, Publication, SignOff, Verdict
from factcheck.review.publishing import content_digest
from factcheck.review.workflow import STEPS
from factcheck.review.workflow_step import SignoffEffect, StalenessEffect, Step, StepEffect
from factcheck.stored_messages import MESSAGES, free_text
from factcheck.web.live.activity_messages import build_activity_message
from factcheck.web.shortcuts import SHORTCUTS
from tests import factories as make
from tests.factories import Team

S = ClaimState
DECIDED = (S.PROPOSED, S.APPROVED, S.PUBLISHED)
MOVES = [(step.slug, source) for step in STEPS.values() for source in step.sources]
DECIDED_MOVES = [(slug, source) for slug, source in MOVES if source in DECIDED]


def claim_in(team: Team, state: ClaimState) -> Claim:
    """A claim with an assignee and all that its state implies; from "proposed" on with one valid sign-off."""
    claim = make.claim(make.article(team.desk), state=state, assignee=team.contributor)
    make.evidence(claim)
    if state in (S.RATING, S.REVEALED):
        make.assessment(claim, team.reviewer)
    if state in DECIDED:
        verdict = make.verdict(claim, proposed_by=team.checker)
        make.signoff(verdict, team.reviewer)
    if state == S.PUBLISHED:
        make.publication(verdict)
    return claim


def take(step: Step, claim: Claim, actor: User) -> None:
    if step.has_own_form:
        propose_verdict(
            actor,
            claim=claim,
            rating="false",
            reasons="The books say so.",
            departure="The map lacks context.",
            correction="The cost.",
        )
    else:
        perform_step(actor, claim=claim, slug=step.slug, reason="Because.")


def valid_signoffs(claim: Claim) -> set[User]:
    """The members whose sign-off of the next publication is valid: those of a published version do not count."""
    verdict = Verdict.objects.get(claim=claim, current=True, publication__isnull=True)
    return {row.member for row in SignOff.objects.filter(verdict=verdict, dropped_at__isnull=True)}


def has_unpublished_verdict(claim: Claim) -> bool:
    return Verdict.objects.filter(claim=claim, current=True, publication__isnull=True).exists()


@pytest.mark.parametrize("slug", STEPS)
def test_a_step_that_leaves_a_decided_state_drops_sign_offs_unless_it_leads_to_publication(slug: str) -> None:
    step = STEPS[slug]
    if set(step.sources) & set(DECIDED) and step.target not in (S.APPROVED, S.PUBLISHED):
        assert step.signoffs is SignoffEffect.DROP
    assert (step.drop_reason in MESSAGES) is (step.signoffs is SignoffEffect.DROP)


@pytest.mark.parametrize("slug", STEPS)
def test_only_a_fresh_verdict_is_approved_or_published(slug: str) -> None:
    leads_to_publication = STEPS[slug].target in (S.APPROVED, S.PUBLISHED)
    assert (STEPS[slug].staleness is StalenessEffect.REFUSE) is leads_to_publication


@pytest.mark.parametrize("name", [field.name for field in fields(Step)])
def test_a_row_without_one_of_its_parts_raises_type_error(name: str) -> None:
    assert all(field.default is MISSING and field.default_factory is MISSING for field in fields(Step))
    values = {field.name: getattr(STEPS["open"], field.name) for field in fields(Step)}
    assert Step(**values) == STEPS["open"]
    del values[name]
    with pytest.raises(TypeError, match=name):
        Step(**values)


def test_every_effect_has_a_function_and_is_used() -> None:
    assert set(EFFECTS) == set(StepEffect)
    assert {step.effect for step in STEPS.values()} == set(StepEffect)


@pytest.mark.parametrize("slug", STEPS)
def test_the_permission_the_sentence_and_the_shortcut_of_a_row_exist(slug: str) -> None:
    step = STEPS[slug]
    assert step.permission in PERMISSIONS
    assert STEP_SENTENCES.get(step.event) == step.notification
    if step.shortcut:
        shortcut = SHORTCUTS[step.shortcut.slug]
        assert (shortcut.keys, str(shortcut.description)) == (step.shortcut.keys, step.shortcut.title)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "source"), MOVES)
def test_a_step_moves_the_claim_and_records_its_event(team: Team, slug: str, source: ClaimState) -> None:
    step, claim = STEPS[slug], claim_in(team, source)
    take(step, claim, team.admin)
    claim.refresh_from_db()
    assert claim.state == step.target
    event = Event.objects.get(action=step.event)
    assert (event.actor, event.target_id) == (team.admin, claim.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "source"), MOVES)
def test_a_step_does_to_the_sign_offs_what_its_row_says(team: Team, slug: str, source: ClaimState) -> None:
    step, claim = STEPS[slug], claim_in(team, source)
    signed = {team.reviewer} if source in DECIDED else set()
    take(step, claim, team.admin)
    if step.effect is StepEffect.PUBLISH:
        return  # the sign-offs belong to the published version now, which the test below checks
    if not has_unpublished_verdict(claim):
        assert source not in DECIDED or step.signoffs is SignoffEffect.DROP
    elif step.signoffs is SignoffEffect.DROP:
        assert valid_signoffs(claim) == set()
        dropped = SignOff.objects.filter(dropped_at__isnull=False)
        assert {row.dropped_because.code for row in dropped} <= {step.drop_reason}
        assert source == S.PUBLISHED or {row.member for row in dropped} == signed
    else:
        added = {team.admin} if step.signoffs is SignoffEffect.ADD else set()
        assert valid_signoffs(claim) == signed | added


@pytest.mark.django_db
def test_a_published_verdict_keeps_the_sign_offs_that_it_was_published_with(team: Team) -> None:
    claim = claim_in(team, S.APPROVED)
    take(STEPS["publish"], claim, team.admin)
    take(STEPS["reopen"], claim, team.admin)
    published = Verdict.objects.get(claim=claim, publication__isnull=False)
    assert [row.member for row in published.signoffs.filter(dropped_at__isnull=True)] == [team.reviewer]
    take(STEPS["propose"], claim, team.checker)
    assert valid_signoffs(claim) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "source"), DECIDED_MOVES)
def test_a_step_does_to_a_stale_verdict_what_its_row_says(team: Team, slug: str, source: ClaimState) -> None:
    step, claim = STEPS[slug], claim_in(team, source)
    Verdict.objects.filter(claim=claim).update(
        stale_since=timezone.now(), stale_cause=free_text("Withdrawn.")
    )
    if step.staleness is StalenessEffect.REFUSE:
        with pytest.raises(ConflictError, match="The verdict is stale"):
            take(step, claim, team.admin)
        return
    take(step, claim, team.admin)
    current = Verdict.objects.get(claim=claim, current=True)
    assert (current.stale_since is None) is (step.staleness is StalenessEffect.REPLACE)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", STEPS)
def test_a_step_notifies_the_assignee_if_its_row_says_so(team: Team, slug: str) -> None:
    step = STEPS[slug]
    claim = claim_in(team, step.sources[0])
    create_notifications()
    Notification.objects.all().delete()
    take(step, claim, team.admin)
    create_notifications()
    about_step = Notification.objects.filter(
        kind=NotificationKind.STEP, user=team.contributor, event__action=step.event
    )
    assert about_step.exists() is bool(step.notification)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", STEPS)
def test_open_pages_show_a_sentence_on_the_step(team: Team, slug: str) -> None:
    step = STEPS[slug]
    claim = claim_in(team, step.sources[0])
    newest = Event.objects.order_by("-number").first()
    take(step, claim, team.admin)
    events = Event.objects.filter(desk=team.desk, number__gt=newest.number if newest else 0)
    message = build_activity_message(events.order_by("-number"), team.viewer)
    sentence = step.activity or "%(who)s signed off a verdict"
    assert message.text.startswith(sentence % {"who": team.admin})
    assert message.names == (str(team.admin) if "%(who)s" in sentence else "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "source", "kept"), [("reveal", S.RATING, 1), ("back-to-open", S.REVEALED, 0)]
)
def test_revealing_stores_the_blind_ratings_and_going_back_deletes_them(
    team: Team, slug: str, source: ClaimState, kept: int
) -> None:
    claim = claim_in(team, source)
    perform_step(team.admin, claim=claim, slug=slug, reason="Because.")
    rows: Any = Assessment.objects.filter(claim=claim)
    assert [row.blind_rating == row.rating for row in rows] == [True] * kept


def rows_of(claim: Claim) -> list[Any]:
    """Everything that steps write about a claim."""
    rows: list[Any] = [Claim.objects.filter(pk=claim.pk).values()]
    rows += [
        model.objects.filter(**{name: claim}).order_by("pk").values()
        for model, name in [
            (Assessment, "claim"),
            (Verdict, "claim"),
            (SignOff, "verdict__claim"),
            (Publication, "claim"),
        ]
    ]
    return [list(values) for values in rows]


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "source"), MOVES)
def test_a_step_changes_no_other_claim(team: Team, slug: str, source: ClaimState) -> None:
    claim, other = claim_in(team, source), claim_in(team, source)
    before = rows_of(other)
    take(STEPS[slug], claim, team.admin)
    assert rows_of(other) == before


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [step.slug for step in STEPS.values() if step.has_own_form])
def test_a_step_with_a_form_of_its_own_is_not_taken_without_it(team: Team, slug: str) -> None:
    claim = claim_in(team, STEPS[slug].sources[0])
    with pytest.raises(ConflictError, match="its rating, its reasons and its date"):
        perform_step(team.admin, claim=claim, slug=slug)
    claim.refresh_from_db()
    assert claim.state == STEPS[slug].sources[0]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [step.slug for step in STEPS.values() if not step.has_own_form])
def test_only_a_personal_step_is_refused_if_the_content_changed(team: Team, slug: str) -> None:
    step = STEPS[slug]
    claim = claim_in(team, step.sources[0])
    request = {"claim": claim, "slug": slug, "reason": "Because.", "expected_digest": "of another content"}
    if step.is_personal:
        with pytest.raises(ConflictError, match="The content changed"):
            perform_step(team.admin, **request)
    else:
        assert perform_step(team.admin, **request).state == step.target


@pytest.mark.django_db
def test_a_personal_step_is_taken_if_the_content_is_what_was_shown(team: Team) -> None:
    claim = claim_in(team, S.PROPOSED)
    digest = content_digest(claim)
    assert perform_step(team.admin, claim=claim, slug="approve", expected_digest=digest).state == S.APPROVED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "data"), [(" A word is wrong. ", {"reason": "A word is wrong."}), ("", {})]
)
def test_the_event_of_a_step_has_the_reason_if_there_is_one(
    team: Team, reason: str, data: dict[str, str]
) -> None:
    claim = claim_in(team, S.OPEN)
    perform_step(team.admin, claim=claim, slug="start-rating", reason=reason)
    assert Event.objects.get(action="claim.rating_started").data == data


@pytest.mark.django_db
def test_a_second_publication_has_the_next_number_and_the_correction(team: Team) -> None:
    claim = claim_in(team, S.PUBLISHED)
    claim_in(team, S.PUBLISHED)
    take(STEPS["propose"], claim, team.checker)
    perform_step(team.admin, claim=claim, slug="approve")
    perform_step(team.admin, claim=claim, slug="publish")
    first, second = claim.publications.order_by("number")
    assert (first.number, first.correction) == (1, "")
    assert (second.number, second.correction, second.published_by) == (2, "The cost.", team.admin)
    assert second.verdict == Verdict.objects.get(claim=claim, current=True)
