"""Rating, concluding, commenting, and taking the steps of the review."""

from typing import Any

from django import forms
from django.utils import timezone

from factcheck.desks.models import Rating
from factcheck.terms import Confidence
from factcheck.web.forms.base import ServiceForm, words


class RatedForm(ServiceForm):
    rating = forms.ChoiceField(label="Rating", widget=forms.RadioSelect)

    def __init__(self, *args: Any, ratings: list[Rating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(rating.slug, rating.label) for rating in ratings]
        self.fields["rating"].choices = choices  # type: ignore[attr-defined]


class AssessmentForm(RatedForm):
    confidence = forms.ChoiceField(
        label="How sure are you?",
        choices=[(c, c) for c in Confidence],
        widget=forms.RadioSelect,
        initial=Confidence.MEDIUM,
    )
    reasons = forms.CharField(label="Why?", required=False, widget=words(4))


class VerdictForm(RatedForm):
    reasons = forms.CharField(
        label="How the evidence leads to it",
        widget=words(5),
        help_text="Markdown. It is published with the verdict.",
    )
    as_of = forms.DateField(label="As of", widget=forms.DateInput(attrs={"type": "date"}))
    departure = forms.CharField(
        label="Why it departs from what the map comes to",
        required=False,
        widget=words(2),
        help_text="Only where it does.",
    )
    correction = forms.CharField(
        label="What is corrected",
        required=False,
        widget=words(2),
        help_text="For readers, once the claim has been published.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.now().date()


class ReaffirmForm(ServiceForm):
    reasons = forms.CharField(label="Why it holds", max_length=2000)


class CommentForm(ServiceForm):
    quote = forms.CharField(
        label="About these words",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"data-quote": ""}),
    )
    body = forms.CharField(
        label="Comment",
        widget=words(3),
        help_text="Markdown. @ and a name tells a member.",
    )


class StepForm(ServiceForm):
    reason = forms.CharField(label="Reason", required=False, max_length=1000)
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
