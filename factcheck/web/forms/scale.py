"""The rating scale of a desk as a formset: its ratings are renamed, reordered, removed or added."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from factcheck.desks.default_scale import ScaleStep
from factcheck.desks.models import Rating

EXTRA_ROWS = 3


class ScaleRatingForm(forms.Form):
    label = forms.CharField(label=_("Label"), max_length=60, required=False)
    position = forms.IntegerField(label=_("Position"), min_value=1, max_value=999, required=False)
    is_step = forms.BooleanField(required=False)
    needs_evidence = forms.BooleanField(required=False, initial=True)
    slug = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)


class BaseScaleFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        """Check that the scale has at least two steps and that no two ratings have the same name."""
        if any(self.errors):
            return
        steps = self.steps()
        slugs = [step.slug for step in steps]
        if not all(slugs) or len(set(slugs)) < len(slugs):
            raise ValidationError(_("Two ratings have the same name, or one has no letters in it."))
        if sum(1 for step in steps if step.value) < 2:
            raise ValidationError(_("A scale has at least two steps, from worst to best."))

    def steps(self) -> list[ScaleStep]:
        """Return the rows that have a label, ordered by position. Steps are numbered from the worst rating."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("label")]
        rows.sort(key=lambda row: row["position"] or 999)
        steps, value = [], 0
        for row in rows:
            value += row["is_step"]
            slug = row["slug"] or slugify(row["label"])[:40]
            steps.append(
                ScaleStep(slug, row["label"], value if row["is_step"] else None, row["needs_evidence"])
            )
        return steps


ScaleFormSet = forms.formset_factory(ScaleRatingForm, formset=BaseScaleFormSet, extra=EXTRA_ROWS, max_num=40)


def to_initial_rows(ratings: list[Rating]) -> list[dict[str, Any]]:
    """Return the current scale as initial data of the formset."""
    return [
        {
            "label": rating.label,
            "position": rating.position,
            "is_step": rating.value is not None,
            "needs_evidence": rating.needs_evidence,
            "slug": rating.slug,
        }
        for rating in ratings
    ]
