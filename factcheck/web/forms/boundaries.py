"""Forms for the span of a claim: move its boundaries, split it, merge it, or mark it as a duplicate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.claims.merge import mergeable_neighbours
from factcheck.claims.models import Claim
from factcheck.enums import ExclusionReason
from factcheck.web.forms.base import ActionForm, RowChoiceField, textarea


class ClaimBoundaryForm(ActionForm):
    """A form about one claim. The ids contain the claim's, as a page can show the forms of several claims."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}-{claim.pk}-%s", **kwargs)


class QuoteForm(ClaimBoundaryForm):
    quote = forms.CharField(label=_("Quote from the article"), widget=textarea(2))
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MoveForm(QuoteForm):
    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        current = {"quote": claim.quote, "start": claim.start, "end": claim.end}
        super().__init__(*args, claim=claim, initial=current, **kwargs)
        self.fields["quote"].label = _("Span")
        self.fields["quote"].help_text = _("Select text in the article, or type it exactly.")


class DivideForm(QuoteForm):
    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.fields["quote"].label = _("Text of the new claim")
        self.fields["quote"].help_text = _(
            "Select part of the claim. The claim is split before and after it."
        )


class MergeForm(ClaimBoundaryForm):
    other = RowChoiceField(queryset=Claim.objects.none())

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.choices = mergeable_neighbours(claim)
        neighbours = Claim.objects.filter(pk__in=[claim.pk for claim in self.choices])
        self.fields["other"].queryset = neighbours  # type: ignore[attr-defined]


class DuplicateForm(ClaimBoundaryForm):
    of = RowChoiceField(
        label=_("Duplicate of"), queryset=Claim.objects.none(), empty_label=_("select a claim")
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        others = Claim.objects.filter(article=claim.article_id, set_aside=ExclusionReason.NO).exclude(
            pk=claim.pk
        )
        self.fields["of"].queryset = others  # type: ignore[attr-defined]
