"""Rows that are read as columns equal what DRF's serializers make of model instances."""

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

VIEWSETS = [
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
    """Create at least one row of every model, with and without its optional values."""
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


def serialize_instances(serializer_class: type[OutputSerializer], rows: QuerySet[Any]) -> Any:
    """Return the JSON of DRF's own serialization of model instances, without nested lists."""
    serializer = serializer_class(rows, many=True)
    for name, field in list(serializer.child.fields.items()):
        if isinstance(field, ListSerializer):
            del serializer.child.fields[name]
    return parsed(serializer.data)


def parsed(data: Any) -> Any:
    return orjson.loads(JSONRenderer().render(data))


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_rows_equal_the_output_of_the_serializer(story, viewset):
    rows = viewset.get_queryset(story.editor).order_by("id")
    assert rows
    for serializer_class in {viewset.serializer_class, viewset.detail_serializer_class}:
        expected = serialize_instances(serializer_class, rows)
        assert parsed(serializer_class.serialize_queryset(rows)) == expected


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_compiled_queries_return_the_rows_of_plain_queries(story, editor, viewset):
    rows = viewset.get_queryset(story.editor).order_by("id")
    listed = viewset.list_query((), "", 201).rows({"user": story.editor.pk})
    assert sorted(listed) == sorted(rows.values_list(*viewset.serializer_class.source_columns().values()))
    for pk in rows.values_list("pk", flat=True):
        details = viewset.detail_query().rows({"user": story.editor.pk, "key": pk})
        serializer_class = viewset.detail_serializer_class
        assert serializer_class.to_dicts(details) == serializer_class.serialize_queryset(rows.filter(pk=pk))


@pytest.mark.parametrize(
    ("serializer_class", "rows"),
    [
        (DeskSerializer, lambda team: list_own_desks(team.editor)),
        (RatingSerializer, lambda team: list_ratings(team.desk.pk)),
        (MemberSerializer, lambda team: list_members(team.desk.pk)),
    ],
)
def test_rows_of_a_desk_equal_the_output_of_the_serializer(
    story, serializer_class: type[OutputSerializer], rows: Callable[[make.Team], QuerySet[Any]]
):
    expected = serialize_instances(serializer_class, rows(story))
    assert parsed(serializer_class.serialize_queryset(rows(story))) == expected != []


def test_only_the_columns_of_the_serializer_are_selected(story, django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        ArticleViewSet.serializer_class.serialize_queryset(ArticleViewSet.get_queryset(story.editor))
    assert '"articles_revision"."text"' not in str(captured.captured_queries)
    assert "text" in ArticleDetailSerializer.source_columns()


class Body(InputSerializer):
    name = StrictCharField()
    size = StrictFloatField(required=False)


def test_an_input_serializer_stores_nothing_between_calls():
    assert Body.parse({"name": "a", "size": 1}) == {"name": "a", "size": 1.0}
    assert Body.parse({"name": "b"}) == {"name": "b"}
    assert Body.parse({"size": 2}, partial=True) == {"size": 2.0}


def test_an_input_serializer_names_all_unknown_fields():
    with pytest.raises(InvalidInput) as error:
        Body.parse({"name": "a", "colour": 1, "state": "x"})
    assert list(error.value.fields) == ["colour", "state"]
    assert "name, size" in error.value.message
