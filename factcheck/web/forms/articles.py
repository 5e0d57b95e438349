"""Forms for submitting an article and for adding and accepting its claims."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.web.forms.base import ActionForm, textarea


class ArticleForm(ActionForm):
    text = forms.CharField(
        label=_("The article's text"),
        required=False,
        strip=False,
        widget=textarea(18, **{"class": "article", "placeholder": _("Paste the whole article here.")}),
    )
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("Text, HTML, Word (docx) or PDF.")
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("Left empty, it is taken from the text."),
    )
    source_name = forms.CharField(label=_("Published by"), required=False, max_length=200)
    source_url = forms.URLField(label=_("Address"), required=False, max_length=2000, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", _("Paste the article's words, or choose a file below."))
        return data


class ClaimForm(ActionForm):
    text = forms.CharField(
        label=_("Wording"),
        widget=textarea(3),
        help_text=_("Self-contained: understood without the article."),
    )
    speaker = forms.CharField(label=_("Who says it"), required=False, max_length=200)


class AcceptTopForm(ActionForm):
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=200, initial=5)


class ClaimFromQuoteForm(ActionForm):
    quote = forms.CharField(
        label=_("The words of the article"),
        widget=textarea(2),
        help_text=_("Select them above, or paste them here exactly as they stand."),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
