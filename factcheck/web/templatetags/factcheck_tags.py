"""Filters and tags that show ratings, states, strengths, names and Markdown. They are built in: no `{% load %}`."""

import json
import re
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from factcheck import enum_labels
from factcheck.argument.likelihood import describe_likelihood
from factcheck.claims.models import Claim
from factcheck.desks.models import Rating
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exports.report_builder import to_report_rating
from factcheck.reporting.markdown import to_html
from factcheck.reporting.rating_scale import SHAPES, describe_step, get_tone
from factcheck.reporting.report import ReportRating
from factcheck.review.mentions import index_names, wrap_mentions
from factcheck.review.models import Comment, Verdict

register = template.Library()

# The strength of a claim about which nothing is known.
MIDDLE = 0.5

STATE_LABELS = {
    ClaimState.DRAFT: _("Draft"),
    ClaimState.OPEN: _("Gathering evidence"),
    ClaimState.RATING: _("Being rated"),
    ClaimState.REVEALED: _("Ratings revealed"),
    ClaimState.PROPOSED: _("Verdict proposed"),
    ClaimState.APPROVED: _("Verdict approved"),
    ClaimState.PUBLISHED: _("Published"),
}


@register.filter
def markdown(text: str) -> SafeString:
    """Return a user's Markdown as sanitized HTML."""
    return mark_safe(str(to_html(text)))  # noqa: S308 - `rich` cleans it


@register.filter
def render_comment(comment: Comment, names: dict[int, str]) -> SafeString:
    """Return a comment as sanitized HTML, with its mentions of members highlighted."""
    html = str(to_html(comment.body))
    mentioned = index_names(escape(names[pk]) for pk in comment.mentions if pk in names)
    if mentioned:
        parts = re.split(r"(<[^<>]*+>)", html)  # every second part is a tag and is left alone
        parts[::2] = [wrap_mentions(text, mentioned, '<b class="mention">', "</b>") for text in parts[::2]]
        html = "".join(parts)
    return mark_safe(html)  # noqa: S308 - `rich` cleans it, and the names are taken from its own text


@register.filter
def names_json(names: dict[int, str]) -> str:
    """Return the names of the members as JSON, for a `data-` attribute."""
    return json.dumps(list(names.values()), ensure_ascii=False)


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language; its code if Django does not know the language."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@register.filter
def initials(name: str) -> str:
    """Return the initials of a name, or of the first part of an email address."""
    words = [word for word in name.partition("@")[0].replace(".", " ").split() if word[0].isalnum()] or ["?"]
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


@register.filter
def state_label(claim: Claim) -> str:
    if claim.set_aside:
        return enum_labels.get_label(ExclusionReason, claim.set_aside).capitalize()
    return str(STATE_LABELS[ClaimState(claim.state)])


@register.filter
def label(value: str, kind: str) -> str:
    """Return the translated label of a value of the enum named `kind`."""
    return enum_labels.get_label(kind, value)


@register.filter
def verbose_name(name: str) -> str:
    """Return the translated name of a kind of object."""
    return str(enum_labels.NOUNS[name])


@register.inclusion_tag("_rating.html")
def rating_badge(rating: Rating) -> dict[str, Any]:
    """Show a rating as a shape, a colour and a label."""
    return published_rating_badge(to_report_rating(rating))


@register.inclusion_tag("_rating.html")
def published_rating_badge(rating: ReportRating) -> dict[str, Any]:
    """Show the rating of a publication as a shape, a colour and a label."""
    tone = get_tone(rating)
    return {"label": rating.label, "tone": tone, "shape": mark_safe(SHAPES[tone])}  # noqa: S308 - our own shapes


@register.inclusion_tag("_balance.html")
def balance_bar(strength: float) -> dict[str, Any]:
    """Show a computed strength as a bar from the middle: to the right for a claim that is supported."""
    start, end = sorted((round(100 * strength), 50))
    tone = "for" if strength > MIDDLE else "against" if strength < MIDDLE else "even"
    text = _("Computed strength %(strength)s, where 0.50 is undecided") % {"strength": f"{strength:.2f}"}
    return {"tone": tone, "start": start, "width": end - start, "text": text}


@register.filter
def likelihood(strength: float) -> str:
    """Return the word for a computed strength."""
    return describe_likelihood(strength)


@register.inclusion_tag("_scale.html")
def scale_position(rating: Rating) -> dict[str, Any]:
    """Show the position of a rating on its scale; no steps for a rating that has no number."""
    frozen = to_report_rating(rating)
    steps = [step == rating.value for step in range(1, frozen.best + 1)] if rating.value else []
    return {"tone": get_tone(frozen), "steps": steps, "position": describe_step(frozen)}


@register.simple_tag
def highlight_class(claim: Claim, verdict: Verdict | None) -> str:
    """Return the CSS class of a claim's highlight: the tone of its verdict, or else its state."""
    if verdict:
        return f"tone-{get_tone(to_report_rating(verdict.rating))}"
    return "state-aside" if claim.set_aside else f"state-{claim.state}"


@register.filter
def filled_dots(share: float, of: int = 5) -> list[bool]:
    """Return for each of `of` dots whether it is filled, for a share from 0 to 1. At least one is."""
    filled = max(1, round(share * of))
    return [dot <= filled for dot in range(1, of + 1)]


@register.filter
def get(mapping: dict, key: Any) -> Any:
    return mapping.get(key)
