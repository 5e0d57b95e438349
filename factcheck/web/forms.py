"""The pages' forms: the shape of input only. What is right is decided by the services they hand it to."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from factcheck.desks.models import Rating
from factcheck.errors import FactcheckError
from factcheck.evidence.models import Evidence, Source
from factcheck.terms import Confidence, Lifecycle, Stance

STRENGTHS = [(0.3, "weak"), (0.5, "fair"), (0.7, "strong"), (0.9, "very strong")]


class ServiceForm(forms.Form):
    """A form whose data goes to one service call; a refusal comes back beside the field that it is about."""

    template_name = "_form.html"
    outcome: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def carry_out(self, call: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """Call the service with the cleaned data; its answer is kept as `outcome`. False if it was refused."""
        if not self.is_valid():
            return False
        try:
            self.outcome = call(*args, **more, **self.cleaned_data)
        except FactcheckError as refusal:
            self._show(refusal)
            return False
        return True

    def _show(self, refusal: FactcheckError) -> None:
        known = {name: text for name, text in refusal.fields.items() if name in self.fields}
        for name, text in known.items():
            self.add_error(name, text)
        if not known:
            self.add_error(None, str(refusal))


def words(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class ArticleForm(ServiceForm):
    text = forms.CharField(
        label="The article's text",
        required=False,
        strip=False,
        widget=words(18, **{"class": "article", "placeholder": "Paste the whole article here."}),
    )
    file = forms.FileField(label="Or a file", required=False, help_text="Text, HTML, Word (docx) or PDF.")
    title = forms.CharField(
        label="Title", required=False, max_length=300, help_text="Left empty, it is taken from the text."
    )
    source_name = forms.CharField(label="Published by", required=False, max_length=200)
    source_url = forms.URLField(label="Address", required=False, max_length=2000, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", "Paste the article's words, or choose a file below.")
        return data


class ClaimForm(ServiceForm):
    text = forms.CharField(
        label="Wording",
        widget=words(3),
        help_text="Self-contained: understood without the article.",
    )
    speaker = forms.CharField(label="Who says it", required=False, max_length=200)


class MarkForm(ServiceForm):
    quote = forms.CharField(
        label="The words of the article",
        widget=words(2),
        help_text="Select them above, or paste them here exactly as they stand.",
    )


class SourceFields(forms.Form):
    source = forms.ModelChoiceField(
        label="Source", queryset=Source.objects.none(), required=False, empty_label="A new source …"
    )
    title = forms.CharField(label="Title of the new source", required=False, max_length=300)
    publisher = forms.CharField(label="Publisher", required=False, max_length=200)
    url = forms.URLField(label="Address", required=False, max_length=2000, assume_scheme="https")
    origin = forms.CharField(
        label="Goes back to",
        required=False,
        max_length=200,
        help_text="The same words for all reprints of one release: they count once.",
    )


class EvidenceForm(SourceFields, ServiceForm):
    quote = forms.CharField(label="What the source says, word for word", widget=words(3))
    stance = forms.ChoiceField(
        label="It", choices=[(s, s) for s in Stance], widget=forms.RadioSelect, initial=Stance.SUPPORTS
    )
    strength = forms.TypedChoiceField(label="Strength", choices=STRENGTHS, coerce=float, initial=0.5)
    note = forms.CharField(label="Note", required=False, widget=words(2))
    field_order = ["quote", "stance", "strength", "source", "title", "publisher", "url", "origin", "note"]

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]


class EvidenceEditForm(ServiceForm):
    stance = forms.ChoiceField(label="It", choices=[(s, s) for s in Stance])
    strength = forms.TypedChoiceField(label="Strength", choices=STRENGTHS, coerce=float)
    lifecycle = forms.ChoiceField(label="It is", choices=[(x, x) for x in Lifecycle])
    note = forms.CharField(label="Note", required=False, widget=words(2))

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceEditForm":
        """The form as it begins, with the nearest of the strengths in words."""
        nearest = min((value for value, _ in STRENGTHS), key=lambda value: abs(value - evidence.strength))
        values = {name: getattr(evidence, name) for name in cls.base_fields}
        return cls(initial={**values, "strength": nearest}, prefix=f"e{evidence.pk}")


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.now().date()


class CommentForm(ServiceForm):
    body = forms.CharField(label="Comment", widget=words(3), help_text="Markdown.")


class StepForm(ServiceForm):
    reason = forms.CharField(label="Reason", required=False, max_length=1000)
