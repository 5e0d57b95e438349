"""The argument map of an article: the outline, the drawing, and the forms that edit it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions import maps
from factcheck.argument.focus import parse_focus
from factcheck.argument.graph import Graph
from factcheck.argument.map_part import cut_graph
from factcheck.argument.schemes import SCHEMES
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article
from factcheck.maps.computed_verdicts import evaluate_map
from factcheck.maps.graph_ids import graph_id_of
from factcheck.maps.models import MapRelation, Premise, UserElement
from factcheck.maps.selectors import (
    build_article_map,
    find_redoable,
    find_undoable,
    get_premise,
    get_relation,
    list_elements_of,
)
from factcheck.web.forms.maps import (
    MapElementForm,
    PremiseEditForm,
    PremiseForm,
    RelationEditForm,
    RelationForm,
)
from factcheck.web.map_outline import with_relative_links
from factcheck.web.map_view import MapView, to_map_address
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.what_if import PARAMETER, build_map_what_if

# With more forms the page becomes slow. A focus on a statement shows the forms of what affects it.
MAX_FORMS = 15
EDITED_BY: dict[type[UserElement], type[MapElementForm]] = {
    Premise: PremiseEditForm,
    MapRelation: RelationEditForm,
}
DEPTHS = [(0, gettext_lazy("as much as fits")), (1, "1"), (2, "2"), (3, "3"), (5, "5"), (10, "10")]


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a map; to htmx, only the part that is replaced when a person folds, focuses or searches."""
    article = get_article(request.user, pk)
    if request.htmx and not request.htmx.boosted:
        response = render(request, "maps/_view.html", _build_context(request, article))
    else:
        response = map_page(request, article)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_required
@require_POST
def add_premise(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = PremiseForm(request.POST)
    if form.submit(maps.add_premise, request.user, article=article):
        return redirect(f"{_to_page(request, pk)}#at-p{form.result.pk}")
    return map_page(request, article, premise_form=form)


@login_required
@require_POST
def add_relation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = RelationForm(request.POST, graph=build_article_map(article))
    if form.submit(maps.add_relation, request.user, article=article):
        messages.success(request, _("Relation added."))
        return redirect(_to_page(request, pk))
    return map_page(request, article, relation_form=form)


@login_required
@require_POST
def edit_premise(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    row = get_premise(request.user, pk)
    form = PremiseEditForm(request.POST, prefix=f"p{pk}")
    if form.submit(maps.update_element, request.user, row=row):
        return redirect(_to_page(request, row.article_id))
    return map_page(request, row.article, **{f"p{pk}": form})


@login_required
@require_POST
def edit_relation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    row = get_relation(request.user, pk)
    form = RelationEditForm(request.POST, prefix=f"r{pk}")
    if form.submit(maps.update_element, request.user, row=row):
        return redirect(_to_page(request, row.article_id))
    return map_page(request, row.article, **{f"r{pk}": form})


@login_required
@require_POST
def undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    maps.undo_last_change(request.user, article=get_article(request.user, pk))
    messages.success(request, _("Your latest change to the map is undone."))
    return redirect(_to_page(request, pk))


@login_required
@require_POST
def redo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    maps.redo_last_undo(request.user, article=get_article(request.user, pk))
    messages.success(request, _("Your latest undo is taken back."))
    return redirect(_to_page(request, pk))


def _to_page(request: AuthenticatedRequest, article_id: int) -> str:
    """Return the address of the map, with what of it was shown."""
    return to_map_address(article_id, request.GET.urlencode())


def map_page(request: AuthenticatedRequest, article: Article, **forms: Any) -> HttpResponse:
    context = _build_context(request, article)
    part: Graph = context["view"].part.graph
    written = list_elements_of(article, part)
    relation_form: RelationForm = forms.get("relation_form") or RelationForm(graph=context["view"].whole)
    relation_form.offer(context["view"].shown)
    context |= {
        "depths": DEPTHS,
        "schemes": SCHEMES.values(),
        "may_draw": permissions.has_permission(request.user, "map.edit", article),
        "undoable": find_undoable(request.user, article),
        "redoable": find_redoable(request.user, article),
        "written": [
            (row, forms.get(graph_id_of(row)) or EDITED_BY[type(row)].from_row(row))
            for row in written[:MAX_FORMS]
        ],
        "more_written": len(written[MAX_FORMS:]),
        "premise_form": forms.get("premise_form") or PremiseForm(),
        "relation_form": relation_form,
    }
    if PARAMETER in request.GET:
        context["what_if"] = build_map_what_if(article, request.GET, shown=context["view"].shown)
    return render(request, "maps/map.html", context, status=422 if forms else 200)


def _build_context(request: AuthenticatedRequest, article: Article) -> dict[str, Any]:
    whole = with_relative_links(build_article_map(article), settings.SITE_URL)
    focus = parse_focus(request.GET)
    view = MapView(
        whole=whole,
        part=cut_graph(whole, focus),
        evaluation=evaluate_map(whole, article.desk),
        lists_all=request.GET.get("isolated") == "all",
    )
    kept = {"focus": focus.statement, "open": ",".join(focus.opened), "fold": ",".join(focus.folded)}
    return {
        "article": article,
        "view": view,
        "kept": [(name, value) for name, value in kept.items() if value],
    }
