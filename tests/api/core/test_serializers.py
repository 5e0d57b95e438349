"""The fast rows say exactly what the plain serializers would."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db.models import QuerySet
from rest_framework.serializers import ListSerializer

from api.articles import ArticleDetailSerializer, ArticleViewSet
from api.assessments import AssessmentViewSet
from api.claims import ClaimViewSet
from api.comments import CommentViewSet
from api.core.fields import StrictCharField, StrictFloatField
from api.core.renderers import JSONRenderer
from api.core.serializers import InputSerializer, OutputSerializer
from api.desks import DeskSerializer, MemberSerializer, RatingSerializer, list_members, list_own_desks
from api.evidence import EvidenceViewSet
from api.exports import ExportViewSet
from api.reviewers import ReviewerViewSet
from api.sources import SourceViewSet
from api.verdicts import VerdictViewSet
from factcheck.desks.selectors import list_ratings
from factcheck.enums import ClaimState
from factcheck.exceptions import InvalidInput
from tests import factories as make

RESOURCES = [
    ArticleViewSet,
    AssessmentViewSet,
    ClaimViewSet,
    CommentViewSet,
    EvidenceViewSet,
    ExportViewSet,
    ReviewerViewSet,
    SourceViewSet,
    VerdictViewSet,
]


@pytest.fixture
def story(team):
    """At least one row of everything, with and without what may be missing."""
    article = make.article(team.desk)
    make.split_run(article, state="failed", error="No.")
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


def plain(shape: type[OutputSerializer], rows: QuerySet[Any]) -> Any:
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
    rows = resource.get_queryset(story.editor).order_by("id")
    assert rows
    for shape in {resource.row, resource.whole}:
        assert parsed(shape.serialize_queryset(rows)) == plain(shape, rows)


@pytest.mark.parametrize("resource", RESOURCES)
def test_prepared_queries_give_the_rows_of_plain_ones(story, editor, resource):
    rows = resource.get_queryset(story.editor).order_by("id")
    listed = resource.list_query((), "", 201).rows({"user": story.editor.pk})
    assert sorted(listed) == sorted(rows.values_list(*resource.serializer_class.source_columns().values()))
    for pk in rows.values_list("pk", flat=True):
        read = resource.detail_query().rows({"user": story.editor.pk, "key": pk})
        assert resource.detail_serializer_class.to_dicts(
            read
        ) == resource.detail_serializer_class.serialize_queryset(rows.filter(pk=pk))


@pytest.mark.parametrize(
    ("shape", "rows"),
    [
        (DeskSerializer, lambda team: list_own_desks(team.editor)),
        (RatingSerializer, lambda team: list_ratings(team.desk.pk)),
        (MemberSerializer, lambda team: list_members(team.desk.pk)),
    ],
)
def test_the_rows_of_a_desk_too(
    story, shape: type[OutputSerializer], rows: Callable[[make.Team], QuerySet[Any]]
):
    assert parsed(shape.serialize_queryset(rows(story))) == plain(shape, rows(story)) != []


def test_only_the_columns_of_the_shape_are_asked_for(story, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        ArticleViewSet.serializer_class.serialize_queryset(ArticleViewSet.get_queryset(story.editor))
    assert '"articles_revision"."text"' not in str(asked.captured_queries)
    assert "text" in ArticleDetailSerializer.source_columns()


class Body(InputSerializer):
    name = StrictCharField()
    size = StrictFloatField(required=False)


def test_an_input_keeps_nothing_of_what_it_read():
    assert Body.parse({"name": "a", "size": 1}) == {"name": "a", "size": 1.0}
    assert Body.parse({"name": "b"}) == {"name": "b"}
    assert Body.parse({"size": 2}, partial=True) == {"size": 2.0}


def test_an_input_names_everything_that_it_does_not_know():
    with pytest.raises(InvalidInput) as refused:
        Body.parse({"name": "a", "colour": 1, "state": "x"})
    assert list(refused.value.fields) == ["colour", "state"]
    assert "name, size" in refused.value.message
