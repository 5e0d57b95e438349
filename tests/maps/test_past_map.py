"""The map of an article as it was at a past moment."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from factcheck.actions.articles import edit_article
from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import edit_claim, exclude_claim
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.maps import (
    add_premise,
    add_relation,
    redo_last_undo,
    undo_last_change,
    update_element,
)
from factcheck.actions.sources import update_source
from factcheck.actions.workflow import perform_step
from factcheck.argument.graph import Graph
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, RelationKind, Stance
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput
from factcheck.maps.models import ImportedMap, MapRelation, Premise
from factcheck.maps.past_map import build_past_map
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
SUPPORT = RelationKind.SUPPORT


class Scene:
    """An article with two claims, evidence for both, a premise, and relations of every kind of target."""

    def __init__(self, team: Team) -> None:
        self.team, self.actor = team, team.editor
        self.article: Article = make.article(team.desk)
        self.claim: Claim = make.claim(self.article, state=ClaimState.OPEN)
        self.part: Claim = make.claim(self.article, parent=self.claim)
        self.other: Claim = make.claim(self.article, state=ClaimState.OPEN)
        self.evidence: Evidence = make.evidence(
            self.claim, source=make.source(team.desk, url="https://a.example/")
        )
        self.moved: Evidence = make.evidence(self.other, stance=Stance.SUPPORTS)
        self.premise: Premise = add_premise(self.actor, article=self.article, text="It is old.", base=0.6)
        self.relation: MapRelation = self.relate(SUPPORT, f"c{self.claim.pk}")
        link = f"e{self.moved.pk}-c{self.other.pk}"
        self.undercut: MapRelation = self.relate(RelationKind.UNDERCUT, link)

    def relate(self, kind: RelationKind, target: str) -> MapRelation:
        premises = [f"p{self.premise.pk}"]
        return add_relation(self.actor, article=self.article, kind=kind, premises=premises, target=target)

    def update(self, row: Any, **changes: Any) -> None:
        row.refresh_from_db()
        update_element(self.actor, row=row, version=row.version, **changes)


CHANGES: dict[str, Callable[[Scene], Any]] = {
    "the title": lambda s: edit_article(s.actor, article=s.article, title="Another title"),
    "a wording": lambda s: edit_claim(s.actor, claim=s.claim, text="Another wording."),
    "a claim added": lambda s: make.claim(s.article),
    "a claim excluded": lambda s: exclude_claim(s.actor, claim=s.part, reason=ExclusionReason.DROPPED),
    "a claim deleted": lambda s: s.part.delete(),
    "a draft accepted": lambda s: perform_step(s.actor, claim=s.part, slug="open"),
    "claims merged": lambda s: merge_claims(s.actor, claim=s.claim, others=[s.other]),
    "a verdict": lambda s: make.verdict(s.claim, "true"),
    "evidence added": lambda s: link_evidence(
        s.actor, claim=s.claim, source=s.evidence.source, quote="A new piece.", stance=Stance.SUPPORTS
    ),
    "a stance": lambda s: update_evidence(s.actor, evidence=s.evidence, stance=Stance.CONTEXT),
    "evidence withdrawn": lambda s: update_evidence(
        s.actor, evidence=s.evidence, lifecycle=EvidenceStatus.WITHDRAWN
    ),
    "a source": lambda s: update_source(
        s.actor,
        source=s.evidence.source,
        origin="register",
        publisher="The city",
        published_on=dt.date(2024, 5, 3),
    ),
    "a premise added": lambda s: add_premise(s.actor, article=s.article, text="A new premise."),
    "a relation added": lambda s: s.relate(RelationKind.ATTACK, f"e{s.evidence.pk}"),
    "a premise": lambda s: s.update(s.premise, text="It is new.", base=0.2),
    "a relation": lambda s: s.update(s.relation, kind=RelationKind.ATTACK, base=0.3, scheme="Sign"),
    "a premise changed twice": lambda s: (s.update(s.premise, base=0.2), s.update(s.premise, base=0.3)),
    "a relation withdrawn": lambda s: s.update(s.relation, active=False),
    "a premise withdrawn": lambda s: s.update(s.premise, active=False),
    "an undo": lambda s: undo_last_change(s.actor, article=s.article),
    "an undo and a redo": lambda s: (
        undo_last_change(s.actor, article=s.article),
        redo_last_undo(s.actor, article=s.article),
        s.update(s.undercut, base=0.1),
    ),
}


@pytest.fixture
def scene(team: Team) -> Scene:
    return Scene(team)


@pytest.mark.parametrize("name", CHANGES)
def test_the_map_before_a_change_is_as_it_was(scene: Scene, name: str) -> None:
    before, at = build_article_map(scene.article), timezone.now()
    assert build_past_map(scene.article, at) == before
    CHANGES[name](scene)
    article = Article.objects.get(pk=scene.article.pk)
    after = build_article_map(article)
    assert after != before
    assert build_past_map(article, at) == before
    assert build_past_map(article, timezone.now()) == after


def test_changes_are_taken_back_one_after_another(scene: Scene) -> None:
    """The map between any two changes is the one that was there then."""
    moments: list[tuple[dt.datetime, Graph]] = []
    for name in (
        "a verdict",
        "a premise",
        "an undo",
        "a relation withdrawn",
        "evidence withdrawn",
        "a wording",
    ):
        moments.append((timezone.now(), build_article_map(scene.article)))
        CHANGES[name](scene)
    for at, graph in moments:
        assert build_past_map(scene.article, at) == graph


def test_the_label_is_that_of_the_verdict_of_the_time(scene: Scene) -> None:
    make.verdict(scene.claim, "true")
    at = timezone.now()
    make.verdict(scene.claim, "false")
    name = f"c{scene.claim.pk}"
    assert build_past_map(scene.article, at).statement[name].label == "True"
    assert build_past_map(scene.article, timezone.now()).statement[name].label == "False"


def test_a_new_article_has_an_empty_map(scene: Scene) -> None:
    graph = build_past_map(scene.article, scene.article.created_at)
    assert (graph.statements, graph.relations) == ((), ())


def test_a_moment_without_a_map_is_refused(scene: Scene) -> None:
    with pytest.raises(InvalidInput, match="no such article yet"):
        build_past_map(scene.article, scene.article.created_at - dt.timedelta(seconds=1))
    with pytest.raises(InvalidInput, match="in the future"):
        build_past_map(scene.article, timezone.now() + dt.timedelta(minutes=1))


def test_imported_titles_are_those_of_today(scene: Scene) -> None:
    at = timezone.now()
    name = f"c{scene.claim.pk}"
    before = build_article_map(scene.article).statement[name]
    ImportedMap.objects.create(desk=scene.team.desk, article=scene.article, parts={name: {"title": "Main"}})
    assert build_past_map(scene.article, at).statement[name] == replace(before, title="Main")
