"""Forms for inviting and joining, for a new desk, and for the settings of a desk."""

import dataclasses
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.actions.desks import MAX_ASSIGNMENT_DAYS
from factcheck.argument.computed_labels import DEFAULT_THRESHOLDS
from factcheck.desks.models import Desk
from factcheck.enum_labels import choices
from factcheck.enums import Role
from factcheck.web.forms.base import ActionForm

ROLES = choices(Role)
SETTINGS = ("name", "quorum", "signoffs", "assignment_days")
THRESHOLDS = {
    "enough": (
        _("Too little to say anything is less than"),
        _("Evidence weaker than this on both sides gives the computed label “not enough evidence”."),
    ),
    "strong": (
        _("A conflict has on both sides at least"),
        _("Evidence this strong both for and against can make the computed label “conflicting evidence”."),
    ),
    "middle": (
        _("and a strength this near to one half"),
        _("How far from one half a claim’s strength may lie and still count as a conflict."),
    ),
    "supported": (
        _("Supported from"),
        _("A claim at least this strong is labelled “supported”; a weaker one leans that way at most."),
    ),
    "refuted": (_("Refuted up to"), _("A claim at most this strong is labelled “refuted”.")),
}


class InviteForm(ActionForm):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.REVIEWER)
    email = forms.EmailField(
        label=_("Email"), required=False, help_text=_("Without one you get a link to pass on.")
    )
    days = forms.IntegerField(label=_("Holds for how many days"), min_value=1, max_value=90, initial=7)


class JoinForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label=_("Email"))
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if address:
            self.fields["email"].disabled = True
            self.initial["email"] = address


class DeskForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.SlugField(label=_("Its name in addresses"), max_length=60)


class SettingsForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As everybody reads it, also on public pages.")
    )
    quorum = forms.IntegerField(
        label=_("Ratings that reveal a claim"),
        min_value=1,
        max_value=99,
        help_text=_(
            "When so many have rated blind, everybody’s ratings show; a claim may have its own number."
        ),
    )
    signoffs = forms.IntegerField(
        label=_("Sign-offs that a verdict needs"),
        min_value=1,
        max_value=99,
        help_text=_("By members who did not propose it. One is the least; two are advised."),
    )
    assignment_days = forms.IntegerField(
        label=_("Days until a claim goes back"),
        min_value=0,
        max_value=MAX_ASSIGNMENT_DAYS,
        help_text=_(
            "A claim on which nothing is done for so long has no holder any more. 0: it never goes back."
        ),
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        thresholds = dataclasses.asdict(DEFAULT_THRESHOLDS) | desk.thresholds
        values = {field: getattr(desk, field) for field in SETTINGS}
        super().__init__(*args, initial=values | thresholds, **kwargs)
        for name, (label, help_text) in THRESHOLDS.items():
            self.fields[name] = forms.FloatField(label=label, help_text=help_text, min_value=0, max_value=1)

    def clean(self) -> dict[str, Any]:
        """Return the data as the action takes it: the thresholds as one value."""
        data = dict(self.cleaned_data)
        data["thresholds"] = {name: data.pop(name) for name in THRESHOLDS if name in data}
        return data
