"""Which claim says the same as this one."""

from django import template

from factcheck.claims.duplicates import said_before
from factcheck.claims.models import Claim

register = template.Library()


@register.simple_tag
def says_the_same(claim: Claim) -> Claim | None:
    return said_before(claim)
