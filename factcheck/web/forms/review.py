"""Forms for ratings, verdicts, comments and workflow steps."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.desks.models import Rating
from factcheck.enum_labels import choices
from factcheck.enums import Confidence
from factcheck.limits import limit
from factcheck.web.forms.base import ActionForm, textarea


class RatingChoiceForm(ActionForm):
    rating = forms.ChoiceField(label=_("Rating"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, ratings: list[Rating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(rating.slug, rating.label) for rating in ratings]
        self.fields["rating"].choices = choices  # type: ignore[attr-defined]


class AssessmentForm(RatingChoiceForm):
    confidence = forms.ChoiceField(
        label=_("Confidence"),
        choices=choices(Confidence),
        widget=forms.RadioSelect,
        initial=Confidence.MEDIUM,
    )
    reasons = forms.CharField(label=_("Reasons"), required=False, widget=textarea(4))


class VerdictForm(RatingChoiceForm):
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=textarea(5),
        help_text=_("Markdown. Published with the verdict."),
    )
    as_of = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}))
    departure = forms.CharField(
        label=_("Why the verdict differs from the computed one"),
        required=False,
        widget=textarea(2),
        help_text=_("Only if it differs."),
    )
    correction = forms.CharField(
        label=_("Correction"),
        required=False,
        widget=textarea(2),
        help_text=_("Shown to readers of a published claim."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.now().date()


class ReaffirmForm(ActionForm):
    reasons = forms.CharField(label=_("Reasons"), max_length=limit("reason"))


class CommentForm(ActionForm):
    quote = forms.CharField(
        label=_("Quote"),
        required=False,
        max_length=limit("passage"),
        widget=forms.TextInput(attrs={"data-quote": ""}),
    )
    body = forms.CharField(
        label=_("Comment"),
        widget=textarea(3),
        help_text=_("Markdown. Type @ and a name to notify a member."),
    )


class StepForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=limit("reason"))
    expected_digest = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
