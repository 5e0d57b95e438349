"""The tags of a desk: add them to claims, remove, rename, merge and delete them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.tags import add_tag, delete_tag, merge_tags, remove_tag, rename_tag
from factcheck.claims.models import Tag
from factcheck.claims.selectors import get_claim
from factcheck.claims.tags import get_tag, get_tag_by_name, list_tags
from factcheck.desks.models import User
from factcheck.desks.selectors import get_desk
from factcheck.exceptions import FactcheckError, InvalidInput
from factcheck.web.forms.tags import TagForm
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def on_claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add a tag to a claim, or remove one if the form says `remove`."""
    claim = get_claim(request.user, pk)
    if "remove" in request.POST:
        remove_tag(request.user, claim=claim, name=request.POST["remove"])
        return redirect("claim", pk)
    form = TagForm(request.POST)
    if form.submit(add_tag, request.user, claim=claim):
        return redirect("claim", pk)
    return claim_page(request, claim, tag_form=form)


@login_required
def index(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    context = {
        "desk": desk,
        "tags": list_tags(desk.pk),
        "manages": permissions.has_permission(request.user, "tag.manage", desk),
    }
    return render(request, "desks/tags.html", context)


@login_required
@require_POST
def change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Rename, merge or delete a tag, depending on the button that was pressed."""
    tag, what = get_tag(request.user, pk), request.POST.get("what", "")
    try:
        messages.success(request, _changed(request.user, tag, what, request.POST.get("name", "")))
    except FactcheckError as refusal:
        messages.error(request, refusal.message)
    return redirect("tags", tag.desk.slug)


def _changed(actor: User, tag: Tag, what: str, name: str) -> str:
    match what:
        case "rename":
            return _("Tag renamed to “%(name)s”.") % {"name": rename_tag(actor, tag=tag, name=name)}
        case "merge":
            into = merge_tags(actor, tag=tag, into=get_tag_by_name(tag.desk, name))
            return _("Tag merged into “%(name)s”.") % {"name": into}
        case "delete":
            delete_tag(actor, tag=tag)
            return _("Tag deleted.")
    raise InvalidInput(_("A tag can be renamed, merged or deleted."))
