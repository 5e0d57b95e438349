"""The keys of `factcheck.web.shortcuts` in templates: on what they lead to, beside it, and as the list of all."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.web.shortcuts import SHORTCUTS, Shortcut, get_shortcut

register = template.Library()


@register.simple_tag
def key(slug: str) -> SafeString:
    """The attributes of what a key leads to; only single keys can be told to assistive technology."""
    press = get_shortcut(slug).press
    if " " in press:
        return format_html('data-key="{}"', press)
    return format_html('data-key="{0}" aria-keyshortcuts="{0}"', press)


@register.simple_tag
def hint(slug: str) -> SafeString:
    """A key's caps, to be seen beside what it leads to; left out of the name by which that is called."""
    caps = format_html_join(" ", "<kbd>{}</kbd>", ([cap] for cap in get_shortcut(slug).caps))
    return format_html('<span class="caps" aria-hidden="true">{}</span>', caps)


@register.simple_tag
def all_keys() -> list[Shortcut]:
    return list(SHORTCUTS.values())
