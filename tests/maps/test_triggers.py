"""What the triggers of the database refuse, whatever code writes, and that they can be dropped and created again."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from factcheck.maps import triggers
from factcheck.maps.models import MapRelation, Premise, RelationPremise
from tests import factories as make


@pytest.fixture
def rows(db: None) -> dict[str, Any]:
    team = make.team()
    article, other = make.article(team.desk), make.article(team.desk)
    owner = {"desk": team.desk, "article": article, "created_by": team.editor}
    return {
        "owner": owner,
        "claim": make.claim(article),
        "stranger": make.claim(other),
        "premise": Premise.objects.create(text="So it is.", base=0.5, **owner),
    }


def test_a_relation_to_a_claim_of_another_article_is_refused(rows: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="relation_onto_its_own_article"), transaction.atomic():
        MapRelation.objects.create(kind="support", base=1, target_claim=rows["stranger"], **rows["owner"])


def test_a_premise_of_another_article_is_refused(rows: dict[str, Any]) -> None:
    relation = MapRelation.objects.create(kind="support", base=1, target_claim=rows["claim"], **rows["owner"])
    with pytest.raises(IntegrityError, match="premise_of_its_own_article"), transaction.atomic():
        RelationPremise.objects.create(relation=relation, claim=rows["stranger"])


def test_a_relation_of_a_statement_to_itself_is_refused(rows: dict[str, Any]) -> None:
    relation = MapRelation.objects.create(kind="support", base=1, target_claim=rows["claim"], **rows["owner"])
    with pytest.raises(IntegrityError, match="premise_is_not_the_target"), transaction.atomic():
        RelationPremise.objects.create(relation=relation, claim=rows["claim"])


def test_dropped_triggers_are_created_again(rows: dict[str, Any]) -> None:
    triggers.drop(connection)
    MapRelation.objects.create(
        kind="support", base=1, target_claim=rows["stranger"], **rows["owner"]
    ).delete()
    triggers.create(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        MapRelation.objects.create(kind="support", base=1, target_claim=rows["stranger"], **rows["owner"])
