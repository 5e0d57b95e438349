"""Permission cases of articles, claims, tags, sources, evidence and the map."""

from typing import Any

from factcheck.actions.articles import edit_article, submit_text
from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import (
    accept_part,
    add_claim,
    add_part,
    edit_claim,
    exclude_claim,
    mark_duplicate,
)
from factcheck.actions.critical_questions import answer_question
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.hypotheses import add_hypothesis, answer_hypothesis, save_matrix, update_hypothesis
from factcheck.actions.map_import import import_map
from factcheck.actions.maps import add_premise, add_relation, redo_last_undo, undo_last_change, update_element
from factcheck.actions.prior_checks import import_feed, label_pair
from factcheck.actions.readings import discard_unread
from factcheck.actions.sources import add_source, update_source
from factcheck.actions.splitting import rerun_splitter
from factcheck.actions.suggestions import dismiss_suggestion
from factcheck.actions.tags import add_tag, delete_tag, merge_tags, remove_tag, rename_tag, set_tags
from factcheck.desks.models import User
from factcheck.enums import (
    ClaimState,
    EvidenceStatus,
    ExclusionReason,
    JobState,
    QuestionState,
    RelationKind,
    SimilarityLabel,
    Stance,
)
from factcheck.maps.models import MapChange, Premise
from tests import factories as make
from tests.factories import Team
from tests.permission_cases.base import Action, make_claim, permission_case


@permission_case("article.submit", "article.submitted")
def submit_article(team: Team) -> Action:
    return lambda actor: submit_text(actor, desk=team.desk, text="The bridge is old.")


@permission_case("article.submit", "article.discarded")
def discard_unread_article(team: Team) -> Action:
    reading = make.reading(team.desk, state=JobState.FAILED)
    return lambda actor: discard_unread(actor, article=reading.article)


@permission_case("article.edit", "article.edited")
def edit_article_title(team: Team) -> Action:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: edit_article(actor, article=article, title="Another title")


@permission_case("article.edit", "article.split_again")
def split_again(team: Team) -> Action:
    job = make.split_run(make.article(team.desk, by=team.editor), state=JobState.FAILED)
    return lambda actor: rerun_splitter(actor, article=job.revision.article)


@permission_case("claim.suggest", "claim.added")
def add_one_claim(team: Team) -> Action:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: add_claim(actor, article=article, start=0, end=10)


@permission_case("claim.edit", "claim.edited")
def edit_wording(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: edit_claim(actor, claim=claim, text="Another wording")


@permission_case("claim.edit", "claim.dropped")
def drop_one_claim(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: exclude_claim(actor, claim=claim, reason=ExclusionReason.DROPPED)


@permission_case("claim.edit", "claim.borders_moved")
def move_claim_boundaries(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: move_boundaries(actor, claim=claim, start=0, end=11)


@permission_case("claim.edit", "claim.divided", "claim.split_off")
def split_one_claim(team: Team) -> Action:
    claim = make_claim(team, quote="The bridge cost 4.2 million pounds")
    return lambda actor: split_claim(actor, claim=claim, at=[claim.start + len("The bridge")])


@permission_case("claim.edit", "claim.merged_away", "claim.merged")
def merge_two_claims(team: Team) -> Action:
    claim = make_claim(team)
    other = make.claim(claim.article, state=ClaimState.OPEN)
    return lambda actor: merge_claims(actor, claim=claim, others=[other])


@permission_case("claim.edit", "claim.tagged")
def replace_tags(team: Team) -> Action:
    claim = make_claim(team, ClaimState.PUBLISHED)
    return lambda actor: set_tags(actor, claim=claim, names=["Bridges", "money"])


@permission_case("claim.edit", "claim.tagged")
def add_one_tag(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: add_tag(actor, claim=claim, name="Bridges")


@permission_case("claim.edit", "claim.tagged")
def remove_one_tag(team: Team) -> Action:
    claim = make_claim(team)
    make.tag(team.desk, "Bridges", claim)
    return lambda actor: remove_tag(actor, claim=claim, name="bridges")


@permission_case("tag.manage", "tag.renamed")
def rename_one_tag(team: Team) -> Action:
    tag = make.tag(team.desk, "Bridges", make_claim(team))
    return lambda actor: rename_tag(actor, tag=tag, name="Crossings")


@permission_case("tag.manage", "tag.merged")
def merge_two_tags(team: Team) -> Action:
    tag, other = make.tag(team.desk, "Bridges", make_claim(team)), make.tag(team.desk, "Crossings")
    return lambda actor: merge_tags(actor, tag=tag, into=other)


@permission_case("tag.manage", "tag.deleted")
def delete_one_tag(team: Team) -> Action:
    tag = make.tag(team.desk, "Bridges", make_claim(team))
    return lambda actor: delete_tag(actor, tag=tag)


@permission_case("claim.edit", "claim.duplicate")
def mark_as_duplicate(team: Team) -> Action:
    claim = make_claim(team)
    other = make.claim(claim.article, state=ClaimState.OPEN)
    return lambda actor: mark_duplicate(actor, claim=claim, of=other)


@permission_case("claim.edit", "suggestion.dismissed")
def dismiss_one_suggestion(team: Team) -> Action:
    suggestion = make.suggestion(make.article(team.desk, by=team.editor))
    return lambda actor: dismiss_suggestion(actor, suggestion=suggestion)


@permission_case("claim.edit", "claim.put_back")
def include_claim_again(team: Team) -> Action:
    claim = make_claim(team, set_aside=ExclusionReason.NOT_CHECKABLE)
    return lambda actor: exclude_claim(actor, claim=claim, reason=ExclusionReason.NO)


@permission_case("claim.edit", "claim.part_accepted")
def accept_suggested_part(team: Team) -> Action:
    claim = make_claim(team, suggested_parts=[["The bridge is old", [[0, 10]]]])
    return lambda actor: accept_part(actor, claim=claim, place=0)


@permission_case("claim.edit", "claim.part_accepted")
def add_part_in_other_words(team: Team) -> Action:
    claim = make_claim(team)
    span = {"start": claim.start, "end": claim.end}
    return lambda actor: add_part(actor, claim=claim, text="It is old.", **span)


@permission_case("article.submit", "feed.imported")
def import_one_feed(team: Team) -> Action:
    return lambda actor: import_feed(actor, desk=team.desk, data=b"[]")


@permission_case("claim.label", "claim.compared")
def label_prior_check(team: Team) -> Action:
    checked = make.verdict(make_claim(team, ClaimState.PROPOSED))
    claim = make_claim(team)
    return lambda actor: label_pair(actor, claim=claim, key=f"v{checked.pk}", label=SimilarityLabel.SAME)


@permission_case("source.add", "source.added")
def add_one_source(team: Team) -> Action:
    return lambda actor: add_source(actor, desk=team.desk, title="The city's books")


@permission_case("source.edit", "source.edited")
def change_publisher(team: Team) -> Action:
    source = make.source(team.desk, created_by=team.editor)
    return lambda actor: update_source(actor, source=source, publisher="The city")


@permission_case("evidence.suggest", "evidence.linked")
def link_one_piece(team: Team) -> Action:
    claim, source = make_claim(team), make.source(team.desk, created_by=team.editor)
    return lambda actor: link_evidence(
        actor, claim=claim, source=source, quote="It cost less.", stance=Stance.REFUTES
    )


@permission_case("evidence.edit", "evidence.edited")
def withdraw_evidence(team: Team) -> Action:
    piece = make.evidence(make_claim(team))
    return lambda actor: update_evidence(actor, evidence=piece, lifecycle=EvidenceStatus.WITHDRAWN)


@permission_case("hypothesis.edit", "hypothesis.added")
def add_one_hypothesis(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: add_hypothesis(actor, claim=claim, text="The books leave out a part.")


@permission_case("hypothesis.edit", "hypothesis.edited")
def withdraw_one_hypothesis(team: Team) -> Action:
    hypothesis = make.hypothesis(make_claim(team))
    return lambda actor: update_hypothesis(actor, hypothesis=hypothesis, active=False)


@permission_case("hypothesis.edit", "hypothesis.answered")
def compare_hypothesis_with_evidence(team: Team) -> Action:
    piece = make.evidence(make_claim(team))
    hypothesis = make.hypothesis(piece.claim)
    return lambda actor: answer_hypothesis(actor, hypothesis=hypothesis, answers={piece.pk: "neutral"})


@permission_case("hypothesis.edit", "hypothesis.added")
def save_new_matrix(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: save_matrix(actor, claim=claim, hypotheses={}, answers={}, new_text="Another.")


@permission_case("map.edit", "map.changed")
def add_one_premise(team: Team) -> Action:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: add_premise(actor, article=article, text="Archives are kept with care.")


@permission_case("map.edit", "map.changed")
def relate_two_claims(team: Team) -> Action:
    claim = make_claim(team)
    other = make.claim(claim.article)
    ends = {"premises": [f"c{other.pk}"], "target": f"c{claim.pk}"}
    return lambda actor: add_relation(actor, article=claim.article, kind=RelationKind.SUPPORT, **ends)


@permission_case("map.edit", "map.changed")
def change_one_premise(team: Team) -> Action:
    premise = _premise(team)
    return lambda actor: update_element(actor, row=premise, version=1, base=0.7)


@permission_case("map.edit", "map.question_answered")
def answer_critical_question(team: Team) -> Action:
    relation = make.relation(make_claim(team), scheme="sign")
    return lambda actor: answer_question(
        actor, relation=relation, question="present", state=QuestionState.ANSWERED, note="It is."
    )


@permission_case("map.edit", "article.submitted", "map.imported")
def import_one_map(team: Team) -> Action:
    data = b"[A]: The ferry is late.\n  + [B]: It left late.\n"
    return lambda actor: import_map(actor, desk=team.desk, data=data, filename="ferry.argdown")


@permission_case("map.edit", "map.undone")
def undo_own_change(team: Team) -> Action:
    premise = _premise(team)

    def action(actor: User) -> Any:
        MapChange.objects.create(
            desk=team.desk,
            article=premise.article,
            actor=actor,
            subject=f"p{premise.pk}",
            before={"active": False},
            after={"active": True},
        )
        return undo_last_change(actor, article=premise.article)

    return action


@permission_case("map.edit", "map.changed")
def redo_own_undo(team: Team) -> Action:
    premise = _premise(team)

    def action(actor: User) -> Any:
        change = {"desk": team.desk, "article": premise.article, "actor": actor, "subject": f"p{premise.pk}"}
        off, on = {"active": False}, {"active": True}
        made = MapChange.objects.create(**change, before=off, after=on, undone=True)
        MapChange.objects.create(**change, before=on, after=off, undone=True, reverts=made)
        Premise.objects.filter(pk=premise.pk).update(active=False)
        return redo_last_undo(actor, article=premise.article)

    return action


def _premise(team: Team) -> Premise:
    article = make.article(team.desk, by=team.editor)
    return Premise.objects.create(
        desk=team.desk, article=article, text="Archives are kept.", base=0.5, created_by=team.editor
    )
