"""Forms for adding evidence to a claim, and for editing it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.enum_labels import choices
from factcheck.enums import Directness, EvidenceStatus, Independence, Interest, Recency, SourceKind, Stance
from factcheck.evidence.models import ANSWERS, Evidence, Source
from factcheck.limits import limit
from factcheck.web.forms.base import STRENGTHS, ActionForm, RowChoiceField, textarea


class SourceTextForm(ActionForm):
    text = forms.CharField(
        label=_("Source text"),
        strip=False,
        max_length=limit("document"),
        widget=textarea(12, **{"class": "article"}),
    )


def _answer(label: Any, kind: type[StrEnum]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("not stated")), *choices(kind)], required=False)


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
    kind = _answer(_("Kind of source"), SourceKind)
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=limit("publisher"))
    url = forms.URLField(label=_("URL"), required=False, max_length=limit("url"), assume_scheme="https")
    origin = forms.CharField(
        label=_("Original source"),
        required=False,
        max_length=limit("origin"),
        help_text=_("Reprints with the same original count once."),
    )


class AppraisalFields(forms.Form):
    """The questions that the strength of a piece of evidence follows from, and another strength with its reason."""

    directness = _answer(_("Does it speak about the claim itself?"), Directness)
    independence = _answer(_("Does the source depend on the claimant?"), Independence)
    recency = _answer(_("Is it about the time in question?"), Recency)
    interest = _answer(_("Does the source gain from what it says?"), Interest)
    strength = forms.TypedChoiceField(
        label=_("Another strength"),
        choices=[("", _("as the appraisal gives")), *STRENGTHS],
        coerce=float,
        empty_value=None,
        required=False,
    )
    strength_reason = forms.CharField(
        label=_("Why another strength"), required=False, max_length=limit("reason")
    )


class EvidenceForm(SourceFields, AppraisalFields, ActionForm):
    quote = forms.CharField(label=_("Quote, word for word"), widget=textarea(3))
    stance = forms.ChoiceField(
        label=_("Stance"), choices=choices(Stance), widget=forms.RadioSelect, initial=Stance.SUPPORTS
    )
    note = forms.CharField(label=_("Note"), required=False, widget=textarea(2))

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


class EvidenceEditForm(AppraisalFields, ActionForm):
    stance = forms.ChoiceField(label=_("Stance"), choices=choices(Stance))
    lifecycle = forms.ChoiceField(label=_("Status"), choices=choices(EvidenceStatus))
    note = forms.CharField(label=_("Note"), required=False, widget=textarea(2))
    field_order = ["stance", *ANSWERS, "strength", "strength_reason", "lifecycle", "note"]

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        values = {name: getattr(evidence, name) for name in self.base_fields}
        strengths: dict[Any, Any] = dict(STRENGTHS)
        if evidence.strength == evidence.appraisal.strength:
            values["strength"] = ""
        else:
            # The API accepts any strength. Adding it as a choice keeps it when only the note is edited here.
            strengths = {evidence.strength: f"{evidence.strength:g}"} | strengths
        super().__init__(*args, initial=values, prefix=f"e{evidence.pk}", **kwargs)
        choice = self.fields["strength"]
        choice.choices = [("", _("as the appraisal gives")), *sorted(strengths.items())]  # type: ignore[attr-defined]
