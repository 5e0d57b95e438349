"""What people do by the services: each function here sets a deed up for a team, and gives the call that does it."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import accept_part, add_claim, edit_claim, exclude_claim, mark_duplicate
from factcheck.actions.maps import add_premise
from factcheck.actions.splitting import rerun_splitter
from factcheck.actions.tags import add_tag, delete_tag, merge_tags, remove_tag, rename_tag, set_tags

from factcheck.actions.assessments import rate_claim
from factcheck.actions.assignments import assign, recuse, set_quorum, unassign
from factcheck.actions.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    reply_to_comment,
    set_thread_resolved,
)
from factcheck.actions.distribution import distribute_open_claims
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.exports import request_export, retry_export
from factcheck.actions.prior_checks import label_pair
from factcheck.actions.saved_searches import delete_saved_search, save_search
from factcheck.actions.sources import add_source, update_source
from factcheck.actions.suggestions import dismiss_suggestion
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.actions.workflow import open_top_claims, perform_step
from factcheck.articles.services import edit_article, submit_text
from factcheck.desks.default_scale import DEFAULT_SCALE
from factcheck.desks.invitations import create_invitation, revoke_invitation
from factcheck.desks.models import User
from factcheck.desks.services import add_scale, edit_desk, leave_desk, remove_member, set_role
from factcheck.enums import (
    ClaimState,
    EvidenceStatus,
    ExclusionReason,
    JobState,
    Role,
    SimilarityLabel,
    Stance,
)
from factcheck.search.models import SavedSearch
from tests import factories as make
from tests.factories import Team

Act = Callable[[User], Any]


def _claim(team: Team, state: ClaimState = ClaimState.OPEN, **fields: Any) -> Any:
    return make.claim(make.article(team.desk, by=team.editor), state=state, **fields)


def submitting(team: Team) -> Act:
    return lambda actor: submit_text(actor, desk=team.desk, text="The bridge is old.")


def editing_an_article(team: Team) -> Act:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: edit_article(actor, article=article, title="Another title")


def splitting_again(team: Team) -> Act:
    job = make.split_run(make.article(team.desk, by=team.editor), state=JobState.FAILED)
    return lambda actor: rerun_splitter(actor, article=job.revision.article)


def marking_a_claim(team: Team) -> Act:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: add_claim(actor, article=article, start=0, end=10)


def editing_a_claim(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: edit_claim(actor, claim=claim, text="Another wording")


def moving_the_borders(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: move_boundaries(actor, claim=claim, start=0, end=11)


def dividing_a_claim(team: Team) -> Act:
    claim = _claim(team, quote="The bridge cost 4.2 million pounds")
    return lambda actor: split_claim(actor, claim=claim, at=[claim.start + len("The bridge")])


def merging_claims(team: Team) -> Act:
    claim = _claim(team)
    other = make.claim(claim.article, state=ClaimState.OPEN)
    return lambda actor: merge_claims(actor, claim=claim, others=[other])


def dropping_a_claim(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: exclude_claim(actor, claim=claim, why=ExclusionReason.DROPPED)


def marking_a_duplicate(team: Team) -> Act:
    claim = _claim(team)
    other = make.claim(claim.article, state=ClaimState.OPEN)
    return lambda actor: mark_duplicate(actor, claim=claim, of=other)


def tagging_a_claim(team: Team) -> Act:
    claim = _claim(team, ClaimState.PUBLISHED)
    return lambda actor: set_tags(actor, claim=claim, names=["Bridges", "money"])


def adding_a_tag(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: add_tag(actor, claim=claim, name="Bridges")


def removing_a_tag(team: Team) -> Act:
    claim = _claim(team)
    make.tag(team.desk, "Bridges", claim)
    return lambda actor: remove_tag(actor, claim=claim, name="bridges")


def renaming_a_tag(team: Team) -> Act:
    tag = make.tag(team.desk, "Bridges", _claim(team))
    return lambda actor: rename_tag(actor, tag=tag, name="Crossings")


def merging_tags(team: Team) -> Act:
    tag, other = make.tag(team.desk, "Bridges", _claim(team)), make.tag(team.desk, "Crossings")
    return lambda actor: merge_tags(actor, tag=tag, into=other)


def deleting_a_tag(team: Team) -> Act:
    tag = make.tag(team.desk, "Bridges", _claim(team))
    return lambda actor: delete_tag(actor, tag=tag)


def dismissing_a_suggestion(team: Team) -> Act:
    found = make.suggestion(make.article(team.desk, by=team.editor))
    return lambda actor: dismiss_suggestion(actor, suggestion=found)


def putting_a_claim_back(team: Team) -> Act:
    claim = _claim(team, set_aside=ExclusionReason.NOT_CHECKABLE)
    return lambda actor: exclude_claim(actor, claim=claim, why=ExclusionReason.NO)


def opening(team: Team) -> Act:
    claim = _claim(team, ClaimState.DRAFT)
    return lambda actor: perform_step(actor, claim=claim, slug="open")


def opening_those_most_worth(team: Team) -> Act:
    article = make.article(team.desk, by=team.editor)
    make.claims(article, 3)
    return lambda actor: open_top_claims(actor, article=article, count=2)


def accepting_a_part(team: Team) -> Act:
    claim = _claim(team, suggested_parts=[["The bridge is old", [[0, 10]]]])
    return lambda actor: accept_part(actor, claim=claim, place=0)


def comparing(team: Team) -> Act:
    checked = make.verdict(_claim(team, ClaimState.PROPOSED))
    claim = _claim(team)
    return lambda actor: label_pair(actor, claim=claim, key=f"v{checked.pk}", label=SimilarityLabel.SAME)


def starting_the_rating(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: perform_step(actor, claim=claim, slug="start-rating")


def closing_the_rating(team: Team) -> Act:
    claim = _claim(team, ClaimState.RATING)
    return lambda actor: perform_step(actor, claim=claim, slug="reveal", reason="One reviewer is ill.")


def adding_a_source(team: Team) -> Act:
    return lambda actor: add_source(actor, desk=team.desk, title="The city's books")


def editing_a_source(team: Team) -> Act:
    source = make.source(team.desk, created_by=team.editor)
    return lambda actor: update_source(actor, source=source, publisher="The city")


def linking_evidence(team: Team) -> Act:
    claim, source = _claim(team), make.source(team.desk, created_by=team.editor)
    return lambda actor: link_evidence(
        actor, claim=claim, source=source, quote="It cost less.", stance=Stance.REFUTES
    )


def editing_evidence(team: Team) -> Act:
    piece = make.evidence(_claim(team))
    return lambda actor: update_evidence(actor, evidence=piece, lifecycle=EvidenceStatus.WITHDRAWN)


def rating(team: Team) -> Act:
    claim = _claim(team, ClaimState.RATING)
    return lambda actor: rate_claim(actor, claim=claim, rating="false")


def rating_otherwise(team: Team) -> Act:
    claim = _claim(team, ClaimState.RATING)

    def act(actor: User) -> Any:
        make.assessment(claim, actor, "true")
        return rate_claim(actor, claim=claim, rating="false")

    return act


def rating_last(team: Team) -> Act:
    claim = _claim(team, ClaimState.RATING)
    make.assessment(claim, make.member(team.desk, Role.REVIEWER))
    return lambda actor: rate_claim(actor, claim=claim, rating="false")


def sending_back(team: Team) -> Act:
    claim = _claim(team, ClaimState.RATING)
    return lambda actor: perform_step(actor, claim=claim, slug="back-to-open", reason="The wording is wrong.")


def sending_back_to_the_drafts(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: perform_step(actor, claim=claim, slug="back-to-draft", reason="Nothing to check.")


def assigning_a_reviewer(team: Team) -> Act:
    claim, reviewer = _claim(team), make.member(team.desk, Role.REVIEWER)
    return lambda actor: assign(actor, claim=claim, reviewers=[reviewer])


def unassigning_a_reviewer(team: Team) -> Act:
    claim, reviewer = _claim(team), make.member(team.desk, Role.REVIEWER)
    make.reviewing(claim, reviewer)
    return lambda actor: unassign(actor, claim=claim, reviewer=reviewer)


def setting_the_quorum(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: set_quorum(actor, claim=claim, quorum=3)


def stepping_back(team: Team) -> Act:
    claim = _claim(team, ClaimState.RATING)
    return lambda actor: recuse(actor, claim=claim, reason="I wrote the article.")


def _proposed(team: Team, state: ClaimState = ClaimState.PROPOSED) -> Any:
    claim = _claim(team, state)
    make.verdict(claim, proposed_by=team.checker)
    return claim


def signing(team: Team) -> Act:
    claim = _proposed(team)
    return lambda actor: perform_step(actor, claim=claim, slug="approve")


def publishing(team: Team) -> Act:
    claim = _proposed(team, ClaimState.APPROVED)
    make.signoff(claim.verdicts.get(), make.member(team.desk, Role.EDITOR))
    return lambda actor: perform_step(actor, claim=claim, slug="publish")


def breaking_the_glass(team: Team) -> Act:
    claim = _proposed(team)
    return lambda actor: perform_step(actor, claim=claim, slug="break-glass", reason="Everybody is ill.")


def taking_a_verdict_back(team: Team) -> Act:
    claim = _proposed(team, ClaimState.APPROVED)
    make.signoff(claim.verdicts.get(), make.member(team.desk, Role.EDITOR))
    return lambda actor: perform_step(actor, claim=claim, slug="reopen", reason="A new source.")


def adjudicating(team: Team) -> Act:
    claim = _claim(team, ClaimState.REVEALED)
    make.evidence(claim)
    for slug in ("false", "true"):
        make.assessment(claim, make.member(team.desk, Role.REVIEWER), slug)
    return lambda actor: propose_verdict(
        actor, claim=claim, rating="false", reasons="The books say so.", departure="The map lacks context."
    )


def proposing(team: Team) -> Act:
    claim = _claim(team, ClaimState.REVEALED)
    make.evidence(claim)
    return lambda actor: propose_verdict(
        actor, claim=claim, rating="false", reasons="The books say so.", departure="The map lacks context."
    )


def reaffirming(team: Team) -> Act:
    claim = _claim(team, ClaimState.PROPOSED)
    stale = make.verdict(claim, stale_since=timezone.now(), stale_cause="Evidence was withdrawn.")
    return lambda actor: reaffirm_verdict(actor, verdict=stale, reasons="The other piece is enough.")


def drawing_a_premise(team: Team) -> Act:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: add_premise(actor, article=article, text="Archives are kept with care.")


def commenting(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: add_comment(actor, on=claim, body="Where from?")


def answering(team: Team) -> Act:
    first = make.comment(_claim(team))
    return lambda actor: reply_to_comment(actor, to=first, body="From the archive.")


def resolving(team: Team) -> Act:
    first = make.comment(_claim(team))
    return lambda actor: set_thread_resolved(actor, comment=first, resolved=True)


def reopening(team: Team) -> Act:
    first = make.comment(_claim(team))
    set_thread_resolved(team.admin, comment=first, resolved=True)
    return lambda actor: set_thread_resolved(actor, comment=first, resolved=False)


def editing_a_comment(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: edit_comment(actor, comment=make.comment(claim, author=actor), body="Whence?")


def deleting_ones_comment(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: delete_comment(actor, comment=make.comment(claim, author=actor))


def removing_anothers_comment(team: Team) -> Act:
    first = make.comment(_claim(team), author=make.member(team.desk, Role.REVIEWER))
    return lambda actor: delete_comment(actor, comment=first)


def exporting(team: Team) -> Act:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: request_export(actor, article=article, kind="claims.json")


def exporting_again(team: Team) -> Act:
    job = make.export(make.article(team.desk, by=team.editor), state=JobState.FAILED)
    return lambda actor: retry_export(actor, job=job)


def giving_claims_to_people(team: Team) -> Act:
    claim = _claim(team)
    return lambda actor: distribute_open_claims(actor, article=claim.article, strategy="by-load")


def keeping_a_search(team: Team) -> Act:
    return lambda actor: save_search(actor, desk=team.desk, name="Bridges", query="q=bridge")


def forgetting_a_search(team: Team) -> Act:
    view = SavedSearch.objects.create(desk=team.desk, name="Bridges", query="q=bridge", saved_by=team.editor)
    return lambda actor: delete_saved_search(actor, saved_search=view)


def managing_members(team: Team) -> Act:
    newcomer = make.person("Newcomer")
    return lambda actor: set_role(actor, desk=team.desk, user=newcomer, role=Role.VIEWER)


def inviting(team: Team) -> Act:
    return lambda actor: create_invitation(actor, desk=team.desk, role=Role.REVIEWER)


def revoking(team: Team) -> Act:
    invitation = make.invitation(team.desk)
    return lambda actor: revoke_invitation(actor, invitation=invitation)


def removing_a_member(team: Team) -> Act:
    return lambda actor: remove_member(actor, desk=team.desk, user=team.viewer)


def leaving(team: Team) -> Act:
    make.member(team.desk, Role.ADMIN)
    return lambda actor: leave_desk(actor, desk=team.desk)


def changing_the_settings(team: Team) -> Act:
    said = {
        "name": "Harbour",
        "quorum": 3,
        "signoffs": 2,
        "assignment_days": 7,
        "thresholds": {"enough": 0.4},
    }
    return lambda actor: edit_desk(actor, desk=team.desk, **said)


def changing_the_scale(team: Team) -> Act:
    return lambda actor: add_scale(actor, desk=team.desk, steps=DEFAULT_SCALE[:2])
