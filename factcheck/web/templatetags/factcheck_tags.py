"""How the words of the field show on a page: ratings, states, strengths, Markdown."""

import json
import re
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from factcheck import enum_labels, kept
from factcheck.claims.models import Claim
from factcheck.desks.models import Rating
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exports.report_builder import to_report_rating
from factcheck.reporting.markdown import to_html
from factcheck.reporting.rating_scale import SHAPES, describe_step, get_tone
from factcheck.reporting.report import ReportRating
from factcheck.review.mentions import build_pattern
from factcheck.review.models import Comment, Verdict
from factcheck.text import retelling

register = template.Library()

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
    """What a person wrote, as cleaned HTML."""
    return mark_safe(str(to_html(text)))  # noqa: S308 - `rich` cleans it


@register.filter
def render_comment(comment: Comment, names: dict[int, str]) -> SafeString:
    """A comment's words as cleaned HTML, with the members that it names set off."""
    html = str(to_html(comment.body))
    pattern = build_pattern(escape(names[pk]) for pk in comment.mentions if pk in names)
    if pattern:
        parts = re.split(r"(<[^>]*>)", html)  # every second part is a tag, which stays as it is
        parts[::2] = [pattern.sub(r'<b class="mention">\g<0></b>', words) for words in parts[::2]]
        html = "".join(parts)
    return mark_safe(html)  # noqa: S308 - `rich` cleans it, and the names are taken from its own text


@register.filter
def names_json(names: dict[int, str]) -> str:
    """The members' names for a `data-` attribute."""
    return json.dumps(list(names.values()), ensure_ascii=False)


@register.filter
def language_name(code: str) -> str:
    """What a language is called; its code where nobody here has a name for it."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@register.filter
def initials(name: str) -> str:
    """The first letters of a name's first and last word, or of an address."""
    words = [word for word in name.partition("@")[0].replace(".", " ").split() if word[0].isalnum()] or ["?"]
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


@register.filter
def state_label(claim: Claim) -> str:
    if claim.set_aside:
        return enum_labels.get_label(ExclusionReason, claim.set_aside).capitalize()
    return str(STATE_LABELS[ClaimState(claim.state)])


@register.filter
def label(value: str, kind: str) -> str:
    """A value of one of the words' enums, which `kind` names, as people read it."""
    return enum_labels.get_label(kind, value)


@register.filter
def retold(said: str) -> str:
    """What a row keeps in English of why something is so, in the reader's language."""
    return kept.retold(said) if (told := retelling.retold(said)) == said else told


@register.filter
def noun(name: str) -> str:
    """What a kind of thing is called."""
    return str(enum_labels.NOUNS[name])


@register.inclusion_tag("_rating.html")
def rating_mark(rating: Rating) -> dict[str, Any]:
    """A rating as shape, colour and word."""
    frozen = to_report_rating(rating)
    step = get_tone(frozen)
    return {"label": rating.label, "tone": step, "shape": mark_safe(SHAPES[step])}  # noqa: S308 - our own shapes


@register.inclusion_tag("_rating.html")
def published_mark(rating: ReportRating) -> dict[str, Any]:
    """The rating of a publication as shape, colour and word."""
    step = get_tone(rating)
    return {"label": rating.label, "tone": step, "shape": mark_safe(SHAPES[step])}  # noqa: S308 - our own shapes


@register.inclusion_tag("_scale.html")
def scale_mark(rating: Rating) -> dict[str, Any]:
    """A rating's place on its scale; nothing for a label off the axis."""
    frozen = to_report_rating(rating)
    steps = [step == rating.value for step in range(1, frozen.best + 1)] if rating.value else []
    return {"tone": get_tone(frozen), "steps": steps, "place": describe_step(frozen)}


@register.simple_tag
def mark_class(claim: Claim, verdict: Verdict | None) -> str:
    """The class of a claim's mark in the article: its verdict's tone, else its state."""
    if verdict:
        return f"tone-{get_tone(to_report_rating(verdict.rating))}"
    return "state-aside" if claim.set_aside else f"state-{claim.state}"


@register.filter
def filled_dots(share: float, of: int = 5) -> list[bool]:
    """A share of 0..1 as so many dots, some of them lit."""
    lit = max(1, round(share * of))
    return [step <= lit for step in range(1, of + 1)]


@register.filter
def get(mapping: dict, key: Any) -> Any:
    return mapping.get(key)
