"""The fast rows say exactly what the plain serializers would."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db.models import QuerySet
from rest_framework.serializers import ListSerializer

from api.articles import Articles, ArticleWhole
from api.assessments import Assessments
from api.claims import Claims
from api.comments import Comments
from api.desks import DeskRow, MemberRow, RatingRow, my_desks, named_members
from api.evidence import EvidenceResource
from api.exports import Exports
from api.fields import Number, Text
from api.rendering import JSONRenderer
from api.reviewers import Reviewers
from api.shapes import Input, Output
from api.sources import Sources
from api.verdicts import Verdicts
from factcheck.desks.selectors import ratings_of
from factcheck.enums import ClaimState
from factcheck.exceptions import InvalidInput
from tests import factories as make

RESOURCES = [Articles, Assessments, Claims, Comments, EvidenceResource, Exports, Reviewers, Sources, Verdicts]


@pytest.fixture
def story(team):
    """At least one row of everything, with and without what may be missing."""
    article = make.article(team.desk)
    make.splitting(article, state="failed", error="No.")
    make.article(team.desk)
    draft = make.claim(article, assignee=team.checker, parent=make.claim(article))
    claim = make.claim(article, state=ClaimState.PROPOSED, duplicate_of=draft)
    make.tag(team.desk, "energy", claim)
    evidence = make.evidence(claim, source=make.source(team.desk, published_on="1931-05-01"))
    make.source(team.desk)
    make.assessment(claim, team.reviewer)
    make.assessment(claim, team.editor, blind_rating=make.rating(team.desk, "true"))
    for thing in (article, claim, evidence, make.verdict(claim)):
        make.comment(thing, parent=make.comment(thing))
    make.export(article, data=b"[]")
    make.export(article)
    make.reviewing(claim, team.reviewer)
    return team


def plain(shape: type[Output], rows: QuerySet[Any]) -> Any:
    """What the shape's serializer says of instances, as JSON; lists of other shapes are no columns."""
    serializer = shape(rows, many=True)
    for name, field in list(serializer.child.fields.items()):
        if isinstance(field, ListSerializer):
            del serializer.child.fields[name]
    return parsed(serializer.data)


def parsed(data: Any) -> Any:
    return orjson.loads(JSONRenderer().render(data))


@pytest.mark.parametrize("resource", RESOURCES)
def test_rows_are_what_the_serializer_would_say(story, resource):
    rows = resource.rows(story.editor).order_by("id")
    assert rows
    for shape in {resource.row, resource.whole}:
        assert parsed(shape.rows(rows)) == plain(shape, rows)


@pytest.mark.parametrize("resource", RESOURCES)
def test_prepared_queries_give_the_rows_of_plain_ones(story, editor, resource):
    rows = resource.rows(story.editor).order_by("id")
    listed = resource.listing((), "", 201).rows({"user": story.editor.pk})
    assert sorted(listed) == sorted(rows.values_list(*resource.row.columns().values()))
    for pk in rows.values_list("pk", flat=True):
        read = resource.reading().rows({"user": story.editor.pk, "key": pk})
        assert resource.whole.told(read) == resource.whole.rows(rows.filter(pk=pk))


@pytest.mark.parametrize(
    ("shape", "rows"),
    [
        (DeskRow, lambda team: my_desks(team.editor)),
        (RatingRow, lambda team: ratings_of(team.desk.pk)),
        (MemberRow, lambda team: named_members(team.desk.pk)),
    ],
)
def test_the_rows_of_a_desk_too(story, shape: type[Output], rows: Callable[[make.Team], QuerySet[Any]]):
    assert parsed(shape.rows(rows(story))) == plain(shape, rows(story)) != []


def test_only_the_columns_of_the_shape_are_asked_for(story, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        Articles.row.rows(Articles.rows(story.editor))
    assert '"articles_revision"."text"' not in str(asked.captured_queries)
    assert "text" in ArticleWhole.columns()


class Body(Input):
    name = Text()
    size = Number(required=False)


def test_an_input_keeps_nothing_of_what_it_read():
    assert Body.read({"name": "a", "size": 1}) == {"name": "a", "size": 1.0}
    assert Body.read({"name": "b"}) == {"name": "b"}
    assert Body.read({"size": 2}, partial=True) == {"size": 2.0}


def test_an_input_names_everything_that_it_does_not_know():
    with pytest.raises(InvalidInput) as refused:
        Body.read({"name": "a", "colour": 1, "state": "x"})
    assert list(refused.value.fields) == ["colour", "state"]
    assert "name, size" in refused.value.message
