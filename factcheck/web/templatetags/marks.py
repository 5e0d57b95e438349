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
from factcheck.web.reading import Mark, Run
from factcheck.web.templatetags.factcheck import mark_class, state_label

register = template.Library()
Verdicts = Mapping[int, Verdict]


@register.simple_tag
def marked(run: Run, verdicts: Verdicts) -> str:
    """A run's words within the marks of its claims; the innermost is a link, and Tab comes to each claim once."""
    if not run.claim or not run.text.strip():
        return run.text
    *around, innermost = run.marks
    shown = _link(innermost, run.text, verdicts.get(innermost.claim.pk))
    for mark in reversed(around):
        shown = _line(mark, shown, verdicts.get(mark.claim.pk))
    return shown


def _link(mark: Mark, words: str, verdict: Verdict | None) -> SafeString:
    claim = mark.claim
    number = format_html('<span class="no" dir="auto">{}</span>', _number(claim, verdict))
    return format_html(
        '<a class="{}" href="{}" data-claim="{}"{}>{}{}</a>',
        _classes(mark, verdict),
        reverse("claim", args=[claim.pk]),
        claim.pk,
        format_html(' id="mark-{}"', claim.pk) if mark.begins else SafeString(' tabindex="-1"'),
        number if mark.begins else "",
        words,
    )


def _line(mark: Mark, inside: SafeString, verdict: Verdict | None) -> SafeString:
    claim = mark.claim
    number = format_html(
        '<a class="no" dir="auto" href="{}">{}</a>',
        reverse("claim", args=[claim.pk]),
        _number(claim, verdict),
    )
    return format_html(
        '<span class="{}" data-claim="{}"{}>{}{}</span>',
        _classes(mark, verdict),
        claim.pk,
        format_html(' id="mark-{}"', claim.pk) if mark.begins else "",
        number if mark.begins else "",
        inside,
    )


def _classes(mark: Mark, verdict: Verdict | None) -> str:
    return f"mark lane-{mark.lane} {mark_class(mark.claim, verdict)}"


def _number(claim: Claim, verdict: Verdict | None) -> SafeString:
    """The claim's number, with its state or rating for those who do not see its line."""
    said = _("Claim %(number)s, %(state)s:") % {
        "number": claim.number,
        "state": verdict.rating.label if verdict else state_label(claim),
    }
    return format_html(
        '<span aria-hidden="true">{}</span><span class="hidden">{} </span>', claim.number, said
    )
