"""The highlights of the claims in an article's text, nested where claims overlap.

Built in Python and not in a template, because line breaks of a template would become part of the text: the scripts
count positions in the text of the page.
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
from factcheck.web.templatetags.factcheck_tags import highlight_class, state_label

register = template.Library()
Verdicts = Mapping[int, Verdict]


@register.simple_tag
def highlighted(run: TextRun, verdicts: Verdicts) -> str:
    """Return the text of a run inside the highlights of its claims.

    The innermost highlight is a link. Only the first run of a claim can be reached by Tab: each claim is one stop.
    """
    if not run.claim or not run.text.strip():
        return run.text
    *outer, innermost = run.highlights
    html = _render_link(innermost, run.text, verdicts.get(innermost.claim.pk))
    for mark in reversed(outer):
        html = _render_span(mark, html, verdicts.get(mark.claim.pk))
    return html


def _render_link(mark: Highlight, text: str, verdict: Verdict | None) -> SafeString:
    claim = mark.claim
    number = format_html(
        '<span class="no" role="img" aria-label="{}:">{}</span>', _get_name(claim, verdict), claim.number
    )
    return format_html(
        '<a class="{}" href="{}" data-claim="{}"{}>{}{}</a>',
        _get_classes(mark, verdict),
        reverse("claim", args=[claim.pk]),
        claim.pk,
        format_html(' id="mark-{}"', claim.pk) if mark.is_start else SafeString(' tabindex="-1"'),
        number if mark.is_start else "",
        text,
    )


def _render_span(mark: Highlight, content: SafeString, verdict: Verdict | None) -> SafeString:
    claim = mark.claim
    number = format_html(
        '<a class="no" href="{}" aria-label="{}">{}</a>',
        reverse("claim", args=[claim.pk]),
        _get_name(claim, verdict),
        claim.number,
    )
    return format_html(
        '<span class="{}" data-claim="{}"{}>{}{}</span>',
        _get_classes(mark, verdict),
        claim.pk,
        format_html(' id="mark-{}"', claim.pk) if mark.is_start else "",
        number if mark.is_start else "",
        content,
    )


def _get_classes(mark: Highlight, verdict: Verdict | None) -> str:
    return f"mark lane-{mark.lane} {highlight_class(mark.claim, verdict)}"


def _get_name(claim: Claim, verdict: Verdict | None) -> str:
    """Return the accessible name of a claim: its number, and its rating or state, which is otherwise only a colour."""
    state = verdict.rating.label if verdict else state_label(claim)
    return _("Claim %(number)s, %(state)s") % {"number": claim.number, "state": state}
