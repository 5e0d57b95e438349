"""The form that adds a tag to a claim."""

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.claims.tags import MAX_NAME_LENGTH
from factcheck.web.forms.base import ActionForm


class TagForm(ActionForm):
    name = forms.CharField(
        label=_("Tag"),
        widget=forms.TextInput(attrs={"list": "desk-tags", "maxlength": MAX_NAME_LENGTH}),
    )
