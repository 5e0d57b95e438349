"""Forms of the user's account: the name, and a new API key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.web.forms.base import ActionForm


class NameForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class KeyForm(ActionForm):
    days = forms.IntegerField(label=_("Expires in (days)"), min_value=1, max_value=365, initial=90)
