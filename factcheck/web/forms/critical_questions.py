"""The forms of a relation's critical questions: choosing its scheme, and answering one question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.argument.schemes import SCHEMES, find_scheme
from factcheck.enum_labels import choices
from factcheck.enums import QuestionState
from factcheck.limits import limit
from factcheck.maps.critical_questions import QuestionStatus
from factcheck.maps.models import MapRelation
from factcheck.web.forms.base import ActionForm, textarea


class SchemeForm(ActionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    scheme = forms.ChoiceField(label=_("Scheme"), required=False)

    def __init__(self, *args: Any, relation: MapRelation, **kwargs: Any) -> None:
        known = find_scheme(relation.scheme)
        initial = {"version": relation.version, "scheme": known.slug if known else relation.scheme}
        super().__init__(*args, initial=initial, **kwargs)
        # The name that an imported file gave stays until a person chooses a scheme.
        foreign = [(relation.scheme, relation.scheme)] if relation.scheme and not known else []
        listed = [(slug, scheme.name) for slug, scheme in SCHEMES.items()]
        self.fields["scheme"].choices = [("", _("none")), *foreign, *listed]  # type: ignore[attr-defined]


class QuestionForm(ActionForm):
    state = forms.ChoiceField(
        label=_("This question is"), choices=choices(QuestionState), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Answer or objection"), required=False, max_length=limit("premise"), widget=textarea(2)
    )

    def __init__(self, *args: Any, status: QuestionStatus, **kwargs: Any) -> None:
        # For an open question "answered": what a person types there is never left out because "open" is still chosen.
        state = QuestionState.ANSWERED if status.state is QuestionState.OPEN else status.state
        values = {"state": state, "note": status.note}
        super().__init__(*args, initial=values, prefix=status.question.slug, **kwargs)
        self.status = status
