"""Who holds a claim, and by when it is due."""

from typing import Any

from django import forms

from factcheck.desks.models import Desk, User
from factcheck.desks.selectors import members_of
from factcheck.web.forms.base import ServiceForm


class HolderForm(ServiceForm):
    assignee = forms.ModelChoiceField(
        label="Held by", queryset=User.objects.none(), required=False, empty_label="nobody"
    )
    due_on = forms.DateField(label="Due", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = members_of(desk)  # type: ignore[attr-defined]
