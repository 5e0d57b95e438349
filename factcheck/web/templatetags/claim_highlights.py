"""The claims' marks in an article's text, one within another where claims overlap.

Made here and not by templates, whose line ends would stand in the text: positions are counted in what is shown.
"""

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from factcheck.claims.models import Claim
from factcheck.review.models import Verdict
from factcheck.web.claim_highlights import Highlight, TextRun
from factcheck.web.templatetags.factcheck_tags import mark_class, state_label

register = template.Library()
Verdicts = Mapping[int, Verdict]


@register.simple_tag
def highlighted(run: TextRun, verdicts: Verdicts) -> str:
    """A run's words within the marks of its claims; the innermost is a link, and Tab comes to each claim once."""
    if not run.claim or not run.text.strip():
        return run.text
    *around, innermost = run.marks
    shown = _link(innermost, run.text, verdicts.get(innermost.claim.pk))
    for mark in reversed(around):
        shown = _line(mark, shown, verdicts.get(mark.claim.pk))
    return shown


def _link(mark: Highlight, words: str, verdict: Verdict | None) -> SafeString:
    claim = mark.claim
    number = format_html(
        '<span class="no" role="img" aria-label="{}:">{}</span>', _name(claim, verdict), claim.number
    )
    return format_html(
        '<a class="{}" href="{}" data-claim="{}"{}>{}{}</a>',
        _classes(mark, verdict),
        reverse("claim", args=[claim.pk]),
        claim.pk,
        format_html(' id="mark-{}"', claim.pk) if mark.begins else SafeString(' tabindex="-1"'),
        number if mark.begins else "",
        words,
    )


def _line(mark: Highlight, inside: SafeString, verdict: Verdict | None) -> SafeString:
    claim = mark.claim
    number = format_html(
        '<a class="no" href="{}" aria-label="{}">{}</a>',
        reverse("claim", args=[claim.pk]),
        _name(claim, verdict),
        claim.number,
    )
    return format_html(
        '<span class="{}" data-claim="{}"{}>{}{}</span>',
        _classes(mark, verdict),
        claim.pk,
        format_html(' id="mark-{}"', claim.pk) if mark.begins else "",
        number if mark.begins else "",
        inside,
    )


def _classes(mark: Highlight, verdict: Verdict | None) -> str:
    return f"mark lane-{mark.lane} {mark_class(mark.claim, verdict)}"


def _name(claim: Claim, verdict: Verdict | None) -> str:
    """The claim for those who do not see its line: its number, with its rating or its state."""
    state = verdict.rating.label if verdict else state_label(claim)
    return _("Claim %(number)s, %(state)s") % {"number": claim.number, "state": state}
