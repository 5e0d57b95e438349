"""The database itself refuses what must never hold: a case for each constraint of ours, past every service."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, Model

from factcheck.actions.saved_searches import save_search
from factcheck.articles.models import Reading, Revision
from factcheck.audit.models import Event
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim, SplitRun, Tag
from factcheck.desks.models import Desk, Invitation, Membership, Rating, Scale
from factcheck.enums import ClaimState, JobState
from factcheck.evidence.models import Evidence, Source
from factcheck.exports.models import Export
from factcheck.maps.models import CriticalAnswer, MapRelation, Premise, RelationPremise
from factcheck.notifications.models import Notification, Preference
from factcheck.review.models import (
    Assessment,
    Comment,
    ExternalCheck,
    Hypothesis,
    HypothesisAnswer,
    PriorCheckSuggestion,
    Publication,
    ReviewerAssignment,
    SignOff,
    SimilarityJudgement,
    SubstanceChange,
    Verdict,
)
from factcheck.search.models import IndexEntry, SavedSearch
from factcheck.submissions.models import FormSubmission
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from tests import factories as make

pytestmark = pytest.mark.django_db


class Rows:
    """One good row of each model with a constraint; `second` copies one."""

    def __init__(self) -> None:
        self.team = make.team()
        self.article = make.article(self.team.desk)
        self.revision = self.article.revisions.get()
        self.claim = make.claim(self.article, state=ClaimState.PROPOSED)
        self.other = make.claim(self.article)
        self.evidence = make.evidence(self.claim)
        self.submission = FormSubmission.objects.create(user=self.team.admin, key="a" * 64, path="/claims/1/")
        self.reading = make.reading(self.team.desk)
        self.second_article = make.article(self.team.desk, text="Another text.")
        self.hypothesis = make.hypothesis(self.claim, answers={self.evidence: "neutral"})
        self.answer = self.hypothesis.answers.get()
        self.splitting = make.split_run(self.article)
        self.assessment = make.assessment(self.claim, self.team.reviewer)
        self.verdict = make.verdict(self.claim)
        self.signoff = make.signoff(self.verdict, self.team.admin)
        self.change = self.verdict.substance_changes.create(part="c1.text", changed_by=self.team.editor)
        self.reviewing = make.reviewing(self.claim, self.team.reviewer)
        self.publication = make.publication(self.verdict)
        self.comment = make.comment(self.claim)
        self.export = make.export(self.article)
        self.suggestion = make.suggestion(self.article)
        self.scale = self.team.desk.scales.get()
        self.rating = make.rating(self.team.desk)
        self.event = record_event(None, "desk.renamed", self.team.desk, desk_id=self.team.desk.pk)
        self.notice = make.notification(self.comment, self.team.admin, event=self.event)
        self.preference = Preference.objects.create(user=self.team.admin, kind="reply", channel="off")
        self.invitation = make.invitation(self.team.desk)
        self.membership = Membership.objects.get(user=self.team.viewer)
        drawn = {"desk": self.team.desk, "article": self.article, "created_by": self.team.editor}
        self.premise = Premise.objects.create(text="So it is.", base=0.5, **drawn)
        self.relation = MapRelation.objects.create(kind="support", base=1, target_claim=self.claim, **drawn)
        desk = self.team.desk
        checked = {"publisher": "Elsewhere", "url": "https://check.example/1", "rating": "False"}
        self.earlier = ExternalCheck.objects.create(desk=desk, text="Bridges float.", **checked)
        judged = {"label": "similar", "judged_by": self.team.checker}
        self.judged_check, self.judged_verdict = (
            SimilarityJudgement.objects.create(desk=desk, claim=self.claim, **judged, **check)
            for check in ({"external_check": self.earlier}, {"verdict": self.verdict})
        )
        self.prior_check_suggestion = PriorCheckSuggestion.objects.create(
            desk=desk, claim=self.claim, external_check=self.earlier, certainty=0.5, method="lexical/1"
        )
        self.tag = make.tag(desk)
        self.view = save_search(self.team.admin, desk=desk, name="Bridges", query="q=bridge")
        self.critical_answer = CriticalAnswer.objects.create(
            relation=self.relation,
            scheme="sign",
            question="present",
            note="It is.",
            answered_by=self.team.checker,
        )
        self.end = RelationPremise.objects.create(relation=self.relation, premise=self.premise)


def changed(row: Model, **values: Any) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def second(row: Model, **values: Any) -> None:
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)


Case = tuple[type[Model], Callable[[Rows], None]]
CASES: dict[str, Case] = {
    "event_number_once_per_desk": (Event, lambda rows: second(rows.event)),
    "membership_once_per_desk": (Membership, lambda rows: second(rows.membership)),
    "membership_role_known": (Membership, lambda rows: changed(rows.membership, role="king")),
    "invitation_role_known": (Invitation, lambda rows: changed(rows.invitation, role="king")),
    "scale_version_once_per_desk": (Scale, lambda rows: second(rows.scale)),
    "rating_slug_once_per_scale": (Rating, lambda rows: second(rows.rating, position=99, value=99)),
    "rating_position_once_per_scale": (Rating, lambda rows: second(rows.rating, slug="new", value=99)),
    "rating_value_once_per_scale": (Rating, lambda rows: second(rows.rating, slug="new", position=99)),
    "revision_number_once_per_article": (Revision, lambda rows: second(rows.revision, sha256="0" * 64)),
    "revision_text_once_per_desk": (Revision, lambda rows: second(rows.revision, number=2)),
    "splitrun_once_per_splitter": (SplitRun, lambda rows: second(rows.splitting)),
    "splitrun_progress_percent": (SplitRun, lambda rows: changed(rows.splitting, progress=101)),
    "splitrun_state_known": (SplitRun, lambda rows: changed(rows.splitting, state="lost")),
    "claim_number_once_per_article": (Claim, lambda rows: second(rows.claim)),
    "claim_span_not_empty": (Claim, lambda rows: changed(rows.claim, start=5, end=5)),
    "claim_check_worthiness_0_to_1": (Claim, lambda rows: changed(rows.claim, check_worthiness=1.01)),
    "claim_state_known": (Claim, lambda rows: changed(rows.claim, state="done")),
    "claim_set_aside_known": (Claim, lambda rows: changed(rows.claim, set_aside="boring")),
    "claim_not_part_of_itself": (Claim, lambda rows: changed(rows.claim, parent=rows.claim)),
    "criticalanswer_once": (CriticalAnswer, lambda rows: second(rows.critical_answer)),
    "criticalanswer_has_note": (CriticalAnswer, lambda rows: changed(rows.critical_answer, note="")),
    "hypothesis_has_text": (Hypothesis, lambda rows: changed(rows.hypothesis, text="")),
    "hypothesisanswer_once": (HypothesisAnswer, lambda rows: second(rows.answer)),
    "hypothesisanswer_known": (HypothesisAnswer, lambda rows: changed(rows.answer, answer="maybe")),
    "tag_once_per_desk": (Tag, lambda rows: second(rows.tag, name="Energy")),
    "evidence_strength_range": (Evidence, lambda rows: changed(rows.evidence, strength=0.995)),
    "source_kind_known": (Source, lambda rows: changed(rows.evidence.source, kind="rumour")),
    "evidence_directness_known": (Evidence, lambda rows: changed(rows.evidence, directness="sideways")),
    "evidence_independence_known": (Evidence, lambda rows: changed(rows.evidence, independence="partly")),
    "evidence_recency_known": (Evidence, lambda rows: changed(rows.evidence, recency="yesterday")),
    "evidence_interest_known": (Evidence, lambda rows: changed(rows.evidence, interest="some")),
    "evidence_stance_known": (Evidence, lambda rows: changed(rows.evidence, stance="likes")),
    "evidence_lifecycle_known": (Evidence, lambda rows: changed(rows.evidence, lifecycle="dead")),
    "evidence_quote_not_empty": (Evidence, lambda rows: changed(rows.evidence, quote="")),
    "assessment_once_per_reviewer": (Assessment, lambda rows: second(rows.assessment)),
    "assessment_confidence_known": (Assessment, lambda rows: changed(rows.assessment, confidence="utter")),
    "notification_once_per_event": (Notification, lambda rows: second(rows.notice)),
    "notification_kind_known": (Notification, lambda rows: changed(rows.notice, kind="gossip")),
    "notification_channel_shown": (Notification, lambda rows: changed(rows.notice, channel="off")),
    "preference_once_per_kind": (Preference, lambda rows: second(rows.preference)),
    "preference_kind_and_channel_known": (
        Preference,
        lambda rows: changed(rows.preference, channel="pigeon"),
    ),
    "verdict_number_once_per_claim": (Verdict, lambda rows: second(rows.verdict, current=False)),
    "verdict_one_current": (Verdict, lambda rows: second(rows.verdict, number=2)),
    "verdict_has_reasons": (Verdict, lambda rows: changed(rows.verdict, reasons="")),
    "verdict_stale_has_cause": (
        Verdict,
        lambda rows: changed(rows.verdict, stale_since=rows.verdict.created_at),
    ),
    "verdict_glass_has_reason": (Verdict, lambda rows: changed(rows.verdict, glass_by=rows.team.admin)),
    "desk_asks_for_a_signoff": (Desk, lambda rows: changed(rows.team.desk, signoffs=0)),
    "signoff_once_per_member": (SignOff, lambda rows: second(rows.signoff)),
    "signoff_not_by_proposer": (
        SignOff,
        lambda rows: changed(rows.signoff, member_id=rows.verdict.proposed_by_id),
    ),
    "substancechange_once_per_part": (SubstanceChange, lambda rows: second(rows.change)),
    "signoff_dropped_has_cause": (
        SignOff,
        lambda rows: changed(rows.signoff, dropped_at=rows.verdict.created_at),
    ),
    "reviewerassignment_once_per_claim": (ReviewerAssignment, lambda rows: second(rows.reviewing)),
    "reviewerassignment_recused_has_reason": (
        ReviewerAssignment,
        lambda rows: changed(rows.reviewing, recused_at=rows.verdict.created_at),
    ),
    "reviewerassignment_assigned_or_recused": (
        ReviewerAssignment,
        lambda rows: changed(rows.reviewing, assigned_by=None),
    ),
    "publication_number_once_per_claim": (
        Publication,
        lambda rows: make.publication(make.verdict(rows.claim), number=1),
    ),
    "publication_again_has_correction": (
        Publication,
        lambda rows: make.publication(make.verdict(rows.claim), correction=""),
    ),
    "comment_on_exactly_one_thing": (Comment, lambda rows: changed(rows.comment, article=rows.article)),
    "comment_has_words_or_is_deleted": (Comment, lambda rows: changed(rows.comment, body="")),
    "form_submitted_once": (FormSubmission, lambda rows: second(rows.submission)),
    "reading_progress_percent": (Reading, lambda rows: changed(rows.reading, progress=101)),
    "reading_state_known": (Reading, lambda rows: changed(rows.reading, state="lost")),
    "reading_duplicate_is_done": (Reading, lambda rows: changed(rows.reading, duplicate_of=rows.article)),
    "reading_file_once_per_desk": (Reading, lambda rows: second(rows.reading, article=rows.second_article)),
    "export_progress_percent": (Export, lambda rows: changed(rows.export, progress=101)),
    "export_state_known": (Export, lambda rows: changed(rows.export, state="lost")),
    "export_done_has_file": (Export, lambda rows: changed(rows.export, state=JobState.DONE)),
    "suggestionrequest_progress_percent": (
        SuggestionRequest,
        lambda rows: changed(rows.suggestion.request, progress=101),
    ),
    "suggestionrequest_state_known": (
        SuggestionRequest,
        lambda rows: changed(rows.suggestion.request, state="lost"),
    ),
    "suggestion_span_not_empty": (Suggestion, lambda rows: changed(rows.suggestion, start=5, end=5)),
    "suggestion_state_known": (Suggestion, lambda rows: changed(rows.suggestion, state="liked")),
    "externalcheck_once_per_desk": (ExternalCheck, lambda rows: second(rows.earlier)),
    "similarityjudgement_once_per_external_check": (
        SimilarityJudgement,
        lambda rows: second(rows.judged_check),
    ),
    "similarityjudgement_once_per_verdict": (SimilarityJudgement, lambda rows: second(rows.judged_verdict)),
    "similarityjudgement_of_one_check": (
        SimilarityJudgement,
        lambda rows: changed(rows.judged_check, verdict=rows.verdict),
    ),
    "priorchecksuggestion_of_one_check": (
        PriorCheckSuggestion,
        lambda rows: changed(rows.prior_check_suggestion, external_check=None),
    ),
    "saved_search_name_once_per_desk": (SavedSearch, lambda rows: second(rows.view)),
    "entry_once_per_thing": (IndexEntry, lambda rows: second(IndexEntry.objects.first())),
    "premise_base_range": (Premise, lambda rows: changed(rows.premise, base=0)),
    "premise_has_text": (Premise, lambda rows: changed(rows.premise, text="")),
    "relation_base_range": (MapRelation, lambda rows: changed(rows.relation, base=1.1)),
    "relation_kind_known": (MapRelation, lambda rows: changed(rows.relation, kind="likes")),
    "relation_has_one_target": (
        MapRelation,
        lambda rows: changed(rows.relation, target_premise=rows.premise),
    ),
    "relation_not_its_own_target": (
        MapRelation,
        lambda rows: changed(
            rows.relation, kind="undercut", target_claim=None, target_relation=rows.relation
        ),
    ),
    "relation_kind_fits_target": (MapRelation, lambda rows: changed(rows.relation, kind="undercut")),
    "relationpremise_one_statement": (
        RelationPremise,
        lambda rows: changed(rows.end, evidence=rows.evidence),
    ),
    "relationpremise_premise_once": (RelationPremise, lambda rows: second(rows.end)),
    "relationpremise_claim_once": (
        RelationPremise,
        lambda rows: [second(rows.end, premise=None, claim=rows.other) for _ in range(2)],
    ),
    "relationpremise_evidence_once": (
        RelationPremise,
        lambda rows: [second(rows.end, premise=None, evidence=rows.evidence) for _ in range(2)],
    ),
}


def test_every_constraint_of_ours_has_a_case() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("factcheck.")]
    assert {constraint.name for model in ours for constraint in model._meta.constraints} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_must_never_hold(name: str) -> None:
    model, act = CASES[name]
    rows = Rows()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act(rows)
    assert _is_told(name, model, str(refusal.value))


# PostgreSQL checks in the order of names, and what the first one forbids is forbidden by the second one too.
NAMED_BEFORE = {"relation_kind_known": "relation_kind_fits_target"}


def _is_told(name: str, model: type[Model], said: str) -> bool:
    """PostgreSQL names every constraint; SQLite names checks, and of a uniqueness its columns or its index."""
    if name in said or NAMED_BEFORE.get(name, name) in said:
        return True
    (constraint,) = (one for one in model._meta.constraints if one.name == name)
    return connection.vendor == "sqlite" and _columns(constraint, model) in said


def _columns(constraint: BaseConstraint, model: type[Model]) -> str:
    table = model._meta.db_table
    return ", ".join(f"{table}.{model._meta.get_field(name).column}" for name in constraint.fields)
