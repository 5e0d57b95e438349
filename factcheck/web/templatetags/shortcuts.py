"""Template tags for the shortcuts of `factcheck.web.shortcuts`."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.web.shortcuts import SHORTCUTS, Shortcut, get_shortcut

register = template.Library()


@register.simple_tag
def shortcut(slug: str) -> SafeString:
    """Return the attributes of the element that a shortcut leads to.

    Only a single key gets `aria-keyshortcuts`: the attribute cannot express keys pressed one after the other.
    """
    keys = get_shortcut(slug).keys
    if " " in keys:
        return format_html('data-key="{}"', keys)
    return format_html('data-key="{0}" aria-keyshortcuts="{0}"', keys)


@register.simple_tag
def shortcut_hint(slug: str) -> SafeString:
    """Return the visible keys of a shortcut, hidden from screen readers, which would read them as part of the label."""
    keys = format_html_join(" ", "<kbd>{}</kbd>", ([name] for name in get_shortcut(slug).key_names))
    return format_html('<span class="caps" aria-hidden="true">{}</span>', keys)


@register.simple_tag
def all_shortcuts() -> list[Shortcut]:
    return list(SHORTCUTS.values())
