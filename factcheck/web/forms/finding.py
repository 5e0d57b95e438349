"""Finding things: words and filters. What of it makes no sense is shown and left out; the rest is searched for."""

from typing import Any

from django import forms

from factcheck.desks.models import Desk
from factcheck.desks.selectors import members_of, ratings_of
from factcheck.evidence.selectors import sources_of
from factcheck.search.finding import STATES, THINGS
from factcheck.web.forms.base import ServiceForm

ANY = [("", "any")]
DAY = {"type": "date"}


class FindForm(ServiceForm):
    q = forms.CharField(
        label="Words",
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "data-key": "/", "placeholder": "Words, or “a phrase”", "maxlength": 300}
        ),
    )
    kind = forms.ChoiceField(
        label="In", required=False, choices=[("", "everything"), *((k, k) for k in THINGS)]
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[*ANY, *((s, s.replace("_", " ")) for s in STATES)]
    )
    rating = forms.ChoiceField(label="Verdict", required=False)
    assignee = forms.TypedChoiceField(label="Assigned to", required=False, coerce=int, empty_value=None)
    source = forms.TypedChoiceField(label="Source", required=False, coerce=int, empty_value=None)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs=DAY))
    stale = forms.BooleanField(label="Only stale verdicts", required=False)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("rating", [(rating.slug, rating.label) for rating in ratings_of(desk.pk)])
        self._choose("assignee", [(user.pk, str(user)) for user in members_of(desk)])
        self._choose("source", [(source.pk, source.title) for source in sources_of(desk.pk)])

    def asked(self) -> dict[str, Any]:
        """The words and filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, empty) for name, empty in EMPTY.items()}

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = [*ANY, *choices]  # type: ignore[attr-defined]


EMPTY: dict[str, Any] = {
    "q": "",
    "kind": "",
    "state": "",
    "rating": "",
    "assignee": None,
    "source": None,
    "since": None,
    "until": None,
    "stale": False,
}
