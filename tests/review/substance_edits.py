"""Every kind of change of what a verdict rests on, made by a given person. A new kind of change is added here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from factcheck.actions.articles import edit_article
from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import accept_part, add_part, edit_claim, exclude_claim, mark_duplicate
from factcheck.actions.critical_questions import answer_question
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.history import restore
from factcheck.actions.hypotheses import add_hypothesis, answer_hypothesis, save_matrix, update_hypothesis
from factcheck.actions.maps import add_premise, add_relation, undo_last_change, update_element
from factcheck.actions.sources import update_source
from factcheck.actions.suggestions import accept_suggestion
from factcheck.actions.verdicts import reaffirm_verdict
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, QuestionState, RelationKind, Stance
from factcheck.evidence.models import Evidence
from factcheck.maps.models import MapRelation
from factcheck.review.models import Verdict
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.factories import Team


@dataclass(frozen=True)
class Ground:
    """A claim with what its verdict rests on: evidence, a premise, and another claim that supports it."""

    team: Team
    claim: Claim
    evidence: Evidence
    support: Claim
    relation: MapRelation

    @property
    def verdict(self) -> Verdict:
        return self.claim.verdicts.get(current=True)


def ground(team: Team) -> Ground:
    """Return a claim that is revealed, with no verdict yet; each editor added a premise to its map before."""
    article = make.article(team.desk, by=team.contributor)
    claim = make.claim(article, "The bridge cost 4.2 million pounds, according", state=ClaimState.REVEALED)
    make.evidence(claim, created_by=team.contributor)
    evidence = make.evidence(claim, created_by=team.contributor)
    support = make.claim(
        article,
        "It carries 160,000 vehicles a day.",
        state=ClaimState.OPEN,
        suggested_parts=[["It carries vehicles.", [[0, 10]]], ["There are 160,000 of them.", [[11, 20]]]],
    )
    for author in (team.checker, team.editor, team.admin):
        premise = add_premise(author, article=article, text="Bridges cost money.", base=0.1)
        relation = add_relation(
            author,
            article=article,
            kind=RelationKind.SUPPORT,
            premises=[f"c{support.pk}", f"p{premise.pk}"],
            target=f"c{claim.pk}",
        )
    edit_claim(team.checker, claim=claim, text="The bridge cost 4.2 million pounds.")
    update_evidence(team.checker, evidence=evidence, strength=0.6)
    return Ground(team, claim, evidence, support, relation)


def link_to(claim: Claim, actor: User) -> Evidence:
    source = make.source(claim.desk)
    return link_evidence(actor, claim=claim, source=source, quote="It did.", stance=Stance.REFUTES)


def reaffirm(ground: Ground, actor: User) -> Verdict:
    Verdict.objects.filter(pk=ground.verdict.pk).update(
        stale_since=timezone.now(), stale_cause=free_text("Withdrawn.")
    )
    return reaffirm_verdict(actor, verdict=ground.verdict, reasons="The other piece is enough.")


def accept(ground: Ground, actor: User, kind: str, **fields: Any) -> Any:
    suggestion = make.suggestion(ground.claim.article, kind=kind, claim=ground.claim, **fields)
    return accept_suggestion(actor, suggestion=suggestion)


def accept_stance(ground: Ground, actor: User) -> Any:
    request = make.suggestion_request(ground.claim.article, "stance", claim=ground.claim)
    quote = ground.evidence.quote
    suggestion = request.suggestions.create(
        desk=ground.team.desk,
        evidence=ground.evidence,
        quote=quote,
        start=0,
        end=len(quote),
        stance=Stance.CONTEXT,
    )
    return accept_suggestion(actor, suggestion=suggestion)


def accept_passage(ground: Ground, actor: User) -> Any:
    source = make.source(ground.team.desk, text="The books show it.")
    request = make.suggestion_request(ground.claim.article, "passages", claim=ground.claim, source=source)
    suggestion = request.suggestions.create(
        desk=ground.team.desk, quote=source.text, start=0, end=len(source.text), stance=Stance.SUPPORTS
    )
    return accept_suggestion(actor, suggestion=suggestion)


def put_back(ground: Ground, actor: User) -> Any:
    exclude_claim(ground.team.checker, claim=ground.support, reason=ExclusionReason.DROPPED)
    return exclude_claim(actor, claim=ground.support, reason=ExclusionReason.NO)


def merge(ground: Ground, actor: User) -> Any:
    """Merge another claim into the one that supports the verdict's claim."""
    other = make.claim(ground.claim.article, "Traffic has doubled since 1990.", state=ClaimState.OPEN)
    return merge_claims(actor, claim=ground.support, others=[other])


# Each changes the claim itself or its evidence: what readers of a publication see.
CONTENT_EDITS: dict[str, Callable[[Ground, User], Any]] = {
    "evidence is added": lambda g, by: link_to(g.claim, by),
    "evidence is quoted otherwise": lambda g, by: update_evidence(by, evidence=g.evidence, quote="It rose."),
    "evidence is weighed otherwise": lambda g, by: update_evidence(by, evidence=g.evidence, strength=0.2),
    "evidence changes sides": lambda g, by: update_evidence(by, evidence=g.evidence, stance=Stance.SUPPORTS),
    "evidence gets a note": lambda g, by: update_evidence(by, evidence=g.evidence, note="See page 3."),
    "evidence is withdrawn": lambda g, by: update_evidence(
        by, evidence=g.evidence, lifecycle=EvidenceStatus.WITHDRAWN
    ),
    "evidence is restored": lambda g, by: restore(
        by, kind="evidence", target=g.evidence.pk, number=1, field="strength"
    ),
    "evidence is appraised": lambda g, by: update_evidence(by, evidence=g.evidence, directness="indirect"),
    "a source is of another kind": lambda g, by: update_source(
        by, source=g.evidence.source, kind="press_release"
    ),
    "a source changes": lambda g, by: update_source(by, source=g.evidence.source, publisher="The city"),
    "a rival hypothesis is added": lambda g, by: add_hypothesis(
        by, claim=g.claim, text="It was another one."
    ),
    "a rival hypothesis changes": lambda g, by: update_hypothesis(
        by, hypothesis=make.hypothesis(g.claim), text="It was another one."
    ),
    "a rival hypothesis is withdrawn": lambda g, by: update_hypothesis(
        by, hypothesis=make.hypothesis(g.claim), active=False
    ),
    "a rival hypothesis is compared with evidence": lambda g, by: answer_hypothesis(
        by, hypothesis=make.hypothesis(g.claim), answers={g.evidence.pk: "neutral"}
    ),
    "a matrix of hypotheses is saved": lambda g, by: save_matrix(
        by, claim=g.claim, hypotheses={}, answers={}, new_text="It was another one."
    ),
    "a suggested passage is accepted": accept_passage,
    "a suggested stance is accepted": accept_stance,
    "the verdict is reaffirmed": reaffirm,
}
# Not possible once the claim is published.
WORDING_EDITS: dict[str, Callable[[Ground, User], Any]] = {
    "the wording changes": lambda g, by: edit_claim(by, claim=g.claim, text="The bridge cost nothing."),
    "the speaker changes": lambda g, by: edit_claim(by, claim=g.claim, speaker="Anna Berg"),
    "the span changes": lambda g, by: move_boundaries(
        by, claim=g.claim, start=g.claim.start, end=g.claim.end - 11
    ),
    "a wording is restored": lambda g, by: restore(
        by, kind="claim", target=g.claim.pk, number=1, field="text"
    ),
    "a suggested wording is accepted": lambda g, by: accept(g, by, "wording", text="It cost nothing."),
}
# Each changes the map under the claim.
MAP_EDITS: dict[str, Callable[[Ground, User], Any]] = {
    "a relation is added": lambda g, by: add_relation(
        by,
        article=g.claim.article,
        kind=RelationKind.ATTACK,
        premises=[f"c{g.support.pk}"],
        target=f"c{g.claim.pk}",
    ),
    "an undercut is added": lambda g, by: add_relation(
        by,
        article=g.claim.article,
        kind=RelationKind.UNDERCUT,
        premises=[f"c{g.support.pk}"],
        target=f"e{g.evidence.pk}-c{g.claim.pk}",
    ),
    "a critical question becomes an objection": lambda g, by: answer_question(
        by,
        relation=make.relation(g.claim, scheme="sign"),
        question="present",
        state=QuestionState.OBJECTION,
        note="It is not there.",
    ),
    "a relation changes": lambda g, by: update_element(by, row=g.relation, version=1, base=0.3),
    "a relation is removed": lambda g, by: update_element(by, row=g.relation, version=1, active=False),
    "a premise changes": lambda g, by: update_element(
        by, row=g.relation.premises.get(premise__isnull=False).premise, version=1, text="They cost little."
    ),
    "a change of the map is undone": lambda g, by: undo_last_change(by, article=g.claim.article),
    "a supporting claim is reworded": lambda g, by: edit_claim(by, claim=g.support, text="It carries few."),
    "a supporting claim gets evidence": lambda g, by: link_to(g.support, by),
    "a supporting claim is excluded": lambda g, by: exclude_claim(
        by, claim=g.support, reason=ExclusionReason.DROPPED
    ),
    "a supporting claim is put back": put_back,
    "a supporting claim is a duplicate": lambda g, by: mark_duplicate(
        by, claim=g.support, of=make.claim(g.claim.article)
    ),
    "a supporting claim is split": lambda g, by: split_claim(by, claim=g.support, at=[g.support.start + 11]),
    "a supporting claim is merged": merge,
    "a supporting claim gets a part": lambda g, by: accept_part(by, claim=g.support, place=0),
    "the claim gets a part": lambda g, by: add_part(
        by, claim=g.claim, text="It cost money.", start=g.claim.start, end=g.claim.start + 10
    ),
    "the article is renamed": lambda g, by: edit_article(by, article=g.claim.article, title="The tunnel"),
}
ALL_EDITS = CONTENT_EDITS | WORDING_EDITS | MAP_EDITS
