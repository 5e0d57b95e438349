"""Nothing of a desk is visible to strangers and anonymous users: for them its rows do not exist."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from factcheck.actions.maps import add_premise, add_relation
from factcheck.actions.saved_searches import save_search
from factcheck.articles.selectors import get_article, list_articles
from factcheck.claims.selectors import get_claim
from factcheck.claims.tags import get_tag
from factcheck.desks.models import Membership
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.desks.selectors import get_desk
from factcheck.enums import ClaimState, RelationKind, SimilarityLabel
from factcheck.evidence.selectors import get_evidence, get_source
from factcheck.exceptions import NotFound
from factcheck.exports.selectors import get_export
from factcheck.maps.models import ImportedMap
from factcheck.review.models import ExternalCheck, PriorCheckSuggestion, SimilarityJudgement
from factcheck.review.threads import get_comment
from factcheck.suggestions.selectors import get_suggestion
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    """A desk with one row of each model."""
    team = make.team()
    make.reading(team.desk)
    article = make.article(team.desk)
    claim = make.claim(article, state=ClaimState.PROPOSED)
    make.split_run(article)
    make.tag(team.desk, "energy", claim)
    make.evidence(claim)
    make.assessment(claim, team.reviewer)
    verdict = make.verdict(claim)
    make.signoff(verdict, team.editor)
    make.publication(verdict)
    make.reviewing(claim, team.reviewer)
    check = ExternalCheck.objects.create(
        desk=team.desk,
        text="Bridges float.",
        publisher="Elsewhere",
        url="https://check.example/1",
        rating="False",
    )
    SimilarityJudgement.objects.create(
        desk=team.desk,
        claim=claim,
        external_check=check,
        label=SimilarityLabel.SIMILAR,
        judged_by=team.checker,
    )
    PriorCheckSuggestion.objects.create(
        desk=team.desk, claim=claim, external_check=check, certainty=0.5, method="lexical/1"
    )
    make.notification(make.comment(claim), team.viewer)
    make.export(article)
    make.suggestion(article)
    make.hypothesis(claim)
    premise = add_premise(team.admin, article=article, text="Archives are kept with care.")
    add_relation(
        team.admin,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"p{premise.pk}"],
        target=f"c{claim.pk}",
    )
    ImportedMap.objects.create(desk=team.desk, article=article)
    save_search(team.admin, desk=team.desk, name="Bridges", query="q=bridge")
    return team


GETTERS: list[tuple[str, Callable[[Any, Any], Any]]] = [
    ("articles.Article", get_article),
    ("claims.Claim", get_claim),
    ("claims.Tag", get_tag),
    ("evidence.Evidence", get_evidence),
    ("evidence.Source", get_source),
    ("review.Comment", get_comment),
    ("exports.Export", get_export),
    ("suggestions.Suggestion", get_suggestion),
]
DESK_MODELS = [
    model for model in apps.get_models() if isinstance(model._default_manager.all(), DeskScopedQuerySet)
]


@pytest.mark.parametrize(("model", "getter"), GETTERS, ids=[name for name, _ in GETTERS])
def test_getter_finds_a_row_for_members_only(
    team: Team, model: str, getter: Callable[[Any, Any], Any]
) -> None:
    row = apps.get_model(model).objects.first()
    assert getter(team.viewer, row.pk) == row
    for stranger in (team.stranger, AnonymousUser()):
        with pytest.raises(NotFound) as hidden:
            getter(stranger, row.pk)
        with pytest.raises(NotFound) as missing:
            getter(stranger, row.pk + 1000)
        assert hidden.value.message == missing.value.message


def test_desk_is_found_by_members_only(team: Team) -> None:
    assert get_desk(team.viewer, team.desk.slug) == team.desk
    with pytest.raises(NotFound):
        get_desk(team.stranger, team.desk.slug)
    assert not list_articles(team.stranger, desk_id=team.desk.pk).exists()


def test_every_model_with_a_desk_has_the_desk_scoped_queryset() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("factcheck.")]
    with_desk = {model for model in ours if "desk" in {field.name for field in model._meta.fields}}
    others = with_desk - set(DESK_MODELS)
    assert {model._meta.label for model in others if "Historical" not in model.__name__} == {
        "audit.Event",
        "audit.ChainHead",
        "desks.Invitation",
        "desks.Membership",
        "desks.Scale",
        "notices.AuditCursor",
    }


@pytest.mark.parametrize("model", DESK_MODELS, ids=lambda model: model._meta.label)
def test_queryset_shows_rows_to_members_only(team: Team, model: Any) -> None:
    rows = model.objects.all()
    assert rows.visible_to(team.viewer).exists(), "the fixture has no row of this model"
    assert not rows.visible_to(team.stranger).exists()
    assert not rows.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("model", DESK_MODELS, ids=lambda model: model._meta.label)
def test_former_member_sees_no_rows(team: Team, model: Any) -> None:
    Membership.objects.filter(user=team.viewer).delete()
    assert not model.objects.all().visible_to(team.viewer).exists()
