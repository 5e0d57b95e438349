"""The search form: words and filters. An invalid filter is reported and ignored; the others still apply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.desks.models import Desk
from factcheck.desks.selectors import list_members, list_ratings
from factcheck.enum_labels import NOUNS, choices
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.evidence.selectors import list_sources
from factcheck.search.query import SEARCHABLE
from factcheck.web.forms.base import ActionForm

ANY = [("", _("any"))]
DAY = {"type": "date"}


class SearchForm(ActionForm):
    q = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "data-key": "/",
                "placeholder": _("Words, or “a phrase”"),
                "maxlength": 300,
            }
        ),
    )
    kind = forms.ChoiceField(
        label=_("Search in"),
        required=False,
        choices=[("", _("everything")), *((kind, NOUNS[kind]) for kind in SEARCHABLE)],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*ANY, *choices(ClaimState), *choices(ExclusionReason)]
    )
    rating = forms.ChoiceField(label=_("Verdict"), required=False)
    assignee = forms.TypedChoiceField(label=_("Assignee"), required=False, coerce=int, empty_value=None)
    tag = forms.TypedChoiceField(label=_("Tag"), required=False, coerce=int, empty_value=None)
    source = forms.TypedChoiceField(label=_("Source"), required=False, coerce=int, empty_value=None)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=DAY))
    stale = forms.BooleanField(label=_("Only stale verdicts"), required=False)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set_choices("rating", [(rating.slug, rating.label) for rating in list_ratings(desk.pk)])
        self._set_choices("assignee", [(user.pk, str(user)) for user in list_members(desk)])
        self._set_choices("tag", [(tag.pk, tag.name) for tag in desk.tags.all()])
        self._set_choices("source", [(source.pk, source.title) for source in list_sources(desk.pk)])

    def get_query(self) -> dict[str, Any]:
        """Return the words and the filters that are valid."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, default) for name, default in DEFAULTS.items()}

    def _set_choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = [*ANY, *choices]  # type: ignore[attr-defined]


DEFAULTS: dict[str, Any] = {
    "q": "",
    "kind": "",
    "state": "",
    "rating": "",
    "assignee": None,
    "tag": None,
    "source": None,
    "since": None,
    "until": None,
    "stale": False,
}
