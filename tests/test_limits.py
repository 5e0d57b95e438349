"""One table of limits for pages, the API and imports; every refusal names the field, the limit and the size."""

import json
from collections.abc import Iterator
from itertools import chain

import pytest
from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator
from rest_framework import serializers

import factcheck.web.urls  # noqa: F401 (loads every form)
from api.core.fields import StrictCharField, StrictIntegerField, StrictListField
from api.core.serializers import FilterSerializer, InputSerializer
from api.urls import urlpatterns as _api_urls  # noqa: F401 (loads every serializer)
from factcheck.actions.comments import add_comment, edit_comment, reply_to_comment
from factcheck.actions.map_import import import_map
from factcheck.actions.maps import add_premise
from factcheck.claims.models import Claim
from factcheck.exceptions import InvalidInput
from factcheck.limits import LIMITS, MAX_POSITION, ensure_count, ensure_text, is_storable, limit
from factcheck.review.claimreview_feed import parse_feed
from factcheck.web.forms.base import ActionForm, RowChoiceField, RowsChoiceField
from tests import factories as make
from tests.api.client import ApiClient
from tests.factories import Team


def _list_subclasses(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _list_subclasses(each)


class TestTable:
    @pytest.mark.parametrize("name", LIMITS)
    def test_every_limit_has_a_reason(self, name: str) -> None:
        assert limit(name) > 0
        assert LIMITS[name].reason.endswith(".")

    @pytest.mark.parametrize(("size", "fits"), [(400, True), (401, False)])
    def test_a_text_over_its_limit_is_refused_with_limit_and_size(self, size: int, fits: bool) -> None:
        if fits:
            assert ensure_text("x" * size, "recusal", field="reason") == "x" * size
            return
        with pytest.raises(InvalidInput) as refused:
            ensure_text("x" * size, "recusal", field="reason")
        assert refused.value.fields == {"reason": "At most 400 characters are allowed; this has 401."}
        assert refused.value.message == "reason: At most 400 characters are allowed; this has 401."

    @pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "\udfff"])
    def test_a_text_that_no_database_stores_is_refused(self, text: str) -> None:
        assert not is_storable(text)
        with pytest.raises(InvalidInput, match="cannot be stored"):
            ensure_text(text, "note", field="note")

    def test_a_list_over_its_limit_is_refused(self) -> None:
        ensure_count(range(200), "reviewers", field="reviewers")
        with pytest.raises(InvalidInput, match="At most 200 are allowed; these are 201"):
            ensure_count(range(201), "reviewers", field="reviewers")


class TestForms:
    FORMS = sorted(set(_list_subclasses(ActionForm)), key=lambda form: form.__name__)

    def test_all_forms_are_seen(self) -> None:
        assert len(self.FORMS) > 25

    @pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
    def test_every_field_has_a_limit(self, form: type[ActionForm]) -> None:
        bound = forms.Form()
        bound.fields = {name: field.__deepcopy__({}) for name, field in form.base_fields.items()}
        for name, field in form.base_fields.items():
            assert type(field) not in (forms.ModelChoiceField, forms.ModelMultipleChoiceField), name
            assert type(field) is not forms.JSONField, name

    def test_texts_and_numbers_without_limits_of_their_own_get_those_of_all(self) -> None:
        class Plain(ActionForm):
            text = forms.CharField()
            number = forms.IntegerField()

        fields = Plain().fields
        assert [type(each) for each in fields["text"].validators][-1] is MaxLengthValidator
        assert [type(each) for each in fields["number"].validators] == [MaxValueValidator]
        refused = Plain({"text": "x" * 20_001, "number": MAX_POSITION + 1})
        assert refused.errors["text"] == ["Ensure this value has at most 20000 characters (it has 20001)."]
        assert "number" in refused.errors
        assert Plain({"text": "x" * 20_000, "number": MAX_POSITION}).is_valid()

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "number", ["9" * 19, "9" * 40, "9" * 5000, str(2**63), "-" + "9" * 30, "1\0", "٣" * 40]
    )
    def test_an_id_that_cannot_exist_is_an_invalid_choice(self, number: str) -> None:
        class Chosen(ActionForm):
            one = RowChoiceField(Claim.objects.all())
            some = RowsChoiceField(Claim.objects.all(), max_items="reviewers", label="Some")

        errors = Chosen({"one": number, "some": [number, "1"]}).errors
        assert set(errors) == {"one", "some"}
        assert Chosen({"one": "1", "some": ["1"] * 201}).errors["some"] == [
            "At most 200 are allowed; these are 201."
        ]


class TestSerializers:
    INPUTS = sorted(
        {*_list_subclasses(InputSerializer), *_list_subclasses(FilterSerializer)},
        key=lambda kind: kind.__name__,
    )

    @pytest.mark.parametrize("kind", INPUTS, ids=lambda kind: kind.__name__)
    def test_every_field_has_a_limit(self, kind: type[InputSerializer]) -> None:
        fields = kind().fields
        children = [field.child for field in fields.values() if hasattr(field, "child")]
        for field in chain(fields.values(), children):
            if isinstance(field, serializers.CharField):
                assert field.max_length, field.field_name
            elif isinstance(field, serializers.IntegerField):
                assert isinstance(field, StrictIntegerField), field.field_name
                assert field.max_value is not None
            elif isinstance(field, serializers.ListField):
                assert isinstance(field, StrictListField), field.field_name

    def test_the_refusal_names_limit_and_size(self) -> None:
        class Body(InputSerializer):
            text = StrictCharField(max_length=3)
            items = StrictListField(child=StrictIntegerField(), max_length=2)

        with pytest.raises(serializers.ValidationError) as refused:
            Body.parse({"text": "abcd", "items": [1, 2, 3]})
        assert refused.value.detail == {
            "text": ["At most 3 characters are allowed; this has 4."],
            "items": ["At most 2 items are allowed; these are 3."],
        }


@pytest.mark.django_db
class TestDoors:
    TEXT = "x" * 20_001

    def test_a_comment_has_the_same_limit_at_every_door(self, client, team: Team, claim: Claim) -> None:
        mine = make.comment(claim, author=team.editor)
        for call in (
            lambda: add_comment(team.editor, on=claim, body=self.TEXT),
            lambda: reply_to_comment(team.editor, to=mine, body=self.TEXT),
            lambda: edit_comment(team.editor, comment=mine, body=self.TEXT),
        ):
            with pytest.raises(InvalidInput, match="At most 20,000 characters are allowed; this has 20,001"):
                call()
        client.force_login(team.editor)
        pages = [
            client.post(path, {"body": self.TEXT})
            for path in (
                f"/comments/{mine.pk}/reply/",
                f"/comments/{mine.pk}/edit/",
                f"/claims/{claim.pk}/comments/",
            )
        ]
        assert [page.status_code for page in pages] == [400, 400, 422]
        assert all("20001" in page.content.decode().replace(",", "") for page in pages)
        answer = ApiClient(team.editor).post("comments/", {"claim": claim.pk, "body": self.TEXT})
        assert answer.json()["error"]["fields"] == {
            "body": "At most 20000 characters are allowed; this has 20001."
        }
        assert claim.comments.count() == 1

    def test_a_premise_has_the_same_limit_in_the_page_and_in_a_file(self, team: Team, article) -> None:
        with pytest.raises(InvalidInput, match="At most 20,000 characters"):
            add_premise(team.editor, article=article, text=self.TEXT)
        sketch = f"[a]: {self.TEXT}\n  + <b>: Because.\n".encode()
        with pytest.raises(InvalidInput, match="At most 20,000 characters are allowed; this has 20,001"):
            import_map(team.editor, desk=team.desk, data=sketch, filename="a.argdown")

    def test_a_feed_skips_what_is_too_long_and_keeps_the_rest(self) -> None:
        def item(text: str, url: str = "https://a.example/1") -> dict:
            rating = {"alternateName": "False"}
            return {"@type": "ClaimReview", "claimReviewed": text, "url": url, "reviewRating": rating}

        feed = [
            item(self.TEXT),
            item("Short.", "https://a.example/" + "x" * 2000),
            item("Half \ud800 and \0 here."),
            item("Kept."),
        ]
        assert [check["text"] for check in parse_feed(json.dumps(feed).encode())] == [
            "Half \ufffd and  here.",
            "Kept.",
        ]
