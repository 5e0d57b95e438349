"""Who holds a claim, and giving claims to people, wherever a page shows them."""

from typing import Any

from django import template

from factcheck import rules
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.web.forms.work import HolderForm
from factcheck.work.deciding import WAYS

register = template.Library()


@register.simple_tag
def holder_form(claim: Claim, names: dict[int, str]) -> HolderForm:
    """The form as it begins, with the desk's members that the page has read already."""
    initial = {"assignee": claim.assignee_id, "due_on": claim.due_on}
    form = HolderForm(desk=claim.desk, initial=initial)
    form.fields["assignee"].choices = [("", "nobody"), *names.items()]  # type: ignore[attr-defined]
    return form


@register.simple_tag(takes_context=True)
def ways_to_assign(context: Any, article: Article) -> list[Any]:
    """The ways in which the reader may give out an article's claims; none if they may not."""
    return list(WAYS.items()) if rules.may(context["request"].user, "claim.assign", article) else []
