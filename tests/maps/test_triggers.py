"""What the database itself refuses of a map, past every service, and that its triggers survive a migration."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from factcheck.maps import triggers
from factcheck.maps.models import Premise, Relation, RelationPremise
from tests import factories as make


@pytest.fixture
def rows(db: None) -> dict[str, Any]:
    team = make.team()
    here, there = make.article(team.desk), make.article(team.desk)
    drawn = {"desk": team.desk, "article": here, "created_by": team.editor}
    return {
        "drawn": drawn,
        "claim": make.claim(here),
        "stranger": make.claim(there),
        "premise": Premise.objects.create(text="So it is.", base=0.5, **drawn),
    }


def test_a_relation_onto_another_articles_claim_is_refused(rows: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="relation_onto_its_own_article"), transaction.atomic():
        Relation.objects.create(kind="support", base=1, target_claim=rows["stranger"], **rows["drawn"])


def test_a_premise_of_another_article_is_refused(rows: dict[str, Any]) -> None:
    relation = Relation.objects.create(kind="support", base=1, target_claim=rows["claim"], **rows["drawn"])
    with pytest.raises(IntegrityError, match="premise_of_its_own_article"), transaction.atomic():
        RelationPremise.objects.create(relation=relation, claim=rows["stranger"])


def test_a_statement_that_bears_on_itself_is_refused(rows: dict[str, Any]) -> None:
    relation = Relation.objects.create(kind="support", base=1, target_claim=rows["claim"], **rows["drawn"])
    with pytest.raises(IntegrityError, match="premise_is_not_the_target"), transaction.atomic():
        RelationPremise.objects.create(relation=relation, claim=rows["claim"])


def test_triggers_that_were_dropped_are_put_back(rows: dict[str, Any]) -> None:
    triggers.drop(connection)
    Relation.objects.create(kind="support", base=1, target_claim=rows["stranger"], **rows["drawn"]).delete()
    triggers.create(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(kind="support", base=1, target_claim=rows["stranger"], **rows["drawn"])
