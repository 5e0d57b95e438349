"""Whether the pages offer to ask a language model."""

from django import template

from factcheck.suggestions.endpoint import is_set

register = template.Library()


@register.simple_tag
def language_model_is_set() -> bool:
    return is_set()
