"""Forms for submitting an article and for adding and accepting its claims."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from factcheck.limits import limit
from factcheck.web.forms.base import ActionForm, textarea


class ArticleForm(ActionForm):
    text = forms.CharField(
        label=_("Article text"),
        required=False,
        strip=False,
        max_length=settings.UPLOAD_MAX_BYTES,
        widget=textarea(18, **{"class": "article", "placeholder": _("Paste the whole article here.")}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_(
            "Text, HTML, Word (docx), PDF, a saved page (mhtml), a mail (eml) or captions (srt, vtt)."
        ),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=limit("title"),
        help_text=_("If empty, it is taken from the text."),
    )
    source_name = forms.CharField(label=_("Publisher"), required=False, max_length=limit("publisher"))
    source_url = forms.URLField(
        label=_("URL"), required=False, max_length=limit("url"), assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", _("Paste the article text, or choose a file below."))
        return data


class ClaimForm(ActionForm):
    text = forms.CharField(
        label=_("Wording"),
        widget=textarea(3),
        help_text=_("It must be clear without the article."),
    )
    speaker = forms.CharField(label=_("Speaker"), required=False, max_length=limit("speaker"))


class AcceptTopForm(ActionForm):
    count = forms.IntegerField(label=_("Number of claims"), min_value=1, max_value=200, initial=5)


class ClaimFromQuoteForm(ActionForm):
    quote = forms.CharField(
        label=_("Quote from the article"),
        widget=textarea(2),
        help_text=_("Select the text above, or paste it here exactly."),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
