"""Forms for adding evidence to a claim, and for editing it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.enum_labels import choices
from factcheck.enums import EvidenceStatus, Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.limits import limit
from factcheck.web.forms.base import STRENGTHS, ActionForm, RowChoiceField, textarea


class SourceTextForm(ActionForm):
    text = forms.CharField(
        label=_("Source text"),
        strip=False,
        max_length=limit("document"),
        widget=textarea(12, **{"class": "article"}),
    )


class SourceFields(forms.Form):
    source = RowChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("A new source …")
    )
    title = forms.CharField(
        label=_("Title of the new source"),
        required=False,
        max_length=limit("title"),
        help_text=_("An existing source with this URL or title is reused."),
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=limit("publisher"))
    url = forms.URLField(label=_("URL"), required=False, max_length=limit("url"), assume_scheme="https")
    origin = forms.CharField(
        label=_("Original source"),
        required=False,
        max_length=limit("origin"),
        help_text=_("Reprints with the same original count once."),
    )


class EvidenceForm(SourceFields, ActionForm):
    quote = forms.CharField(label=_("Quote, word for word"), widget=textarea(3))
    stance = forms.ChoiceField(
        label=_("Stance"), choices=choices(Stance), widget=forms.RadioSelect, initial=Stance.SUPPORTS
    )
    strength = forms.TypedChoiceField(label=_("Strength"), choices=STRENGTHS, coerce=float, initial=0.5)
    note = forms.CharField(label=_("Note"), required=False, widget=textarea(2))
    field_order = ["quote", "stance", "strength", "source", "title", "publisher", "url", "origin", "note"]

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]

    def suggest_sources(self, sources: Iterable[Source]) -> None:
        """List only these sources and the selected one.

        Every source of the desk is accepted, but a list of all of them would be too long to choose from.
        """
        listed = {str(source.pk): str(source) for source in sources}
        selected, field = str(self["source"].value() or ""), self.fields["source"]
        if selected.isdecimal() and selected not in listed:
            listed |= {str(source.pk): str(source) for source in field.queryset.filter(pk=selected)}  # type: ignore[attr-defined]
        field.choices = [("", _("A new source …")), *listed.items()]  # type: ignore[attr-defined]


class EvidenceEditForm(ActionForm):
    stance = forms.ChoiceField(label=_("Stance"), choices=choices(Stance))
    strength = forms.TypedChoiceField(label=_("Strength"), choices=STRENGTHS, coerce=float)
    lifecycle = forms.ChoiceField(label=_("Status"), choices=choices(EvidenceStatus))
    note = forms.CharField(label=_("Note"), required=False, widget=textarea(2))

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        values = {name: getattr(evidence, name) for name in self.base_fields}
        super().__init__(*args, initial=values, prefix=f"e{evidence.pk}", **kwargs)
        # The API accepts any strength. Adding it as a choice keeps it when only the note is edited here.
        strengths = {evidence.strength: f"{evidence.strength:g}"} | dict(STRENGTHS)
        self.fields["strength"].choices = sorted(strengths.items())  # type: ignore[attr-defined]
