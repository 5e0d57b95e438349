"""Taking an article in, and marking its claims."""

from typing import Any

from django import forms

from factcheck.web.forms.base import ServiceForm, words


class ArticleForm(ServiceForm):
    text = forms.CharField(
        label="The article's text",
        required=False,
        strip=False,
        widget=words(18, **{"class": "article", "placeholder": "Paste the whole article here."}),
    )
    file = forms.FileField(label="Or a file", required=False, help_text="Text, HTML, Word (docx) or PDF.")
    title = forms.CharField(
        label="Title", required=False, max_length=300, help_text="Left empty, it is taken from the text."
    )
    source_name = forms.CharField(label="Published by", required=False, max_length=200)
    source_url = forms.URLField(label="Address", required=False, max_length=2000, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", "Paste the article's words, or choose a file below.")
        return data


class ClaimForm(ServiceForm):
    text = forms.CharField(
        label="Wording",
        widget=words(3),
        help_text="Self-contained: understood without the article.",
    )
    speaker = forms.CharField(label="Who says it", required=False, max_length=200)


class TopForm(ServiceForm):
    many = forms.IntegerField(label="How many", min_value=1, max_value=200, initial=5)


class MarkForm(ServiceForm):
    quote = forms.CharField(
        label="The words of the article",
        widget=words(2),
        help_text="Select them above, or paste them here exactly as they stand.",
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
