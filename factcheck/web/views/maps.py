"""The argument map of an article: the outline, the drawing, and the forms that edit it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions import maps
from factcheck.argument.graph import Graph
from factcheck.argument.svg_document import draw_map
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article
from factcheck.maps.computed_verdicts import evaluate_map
from factcheck.maps.graph_ids import graph_id_of
from factcheck.maps.models import MapRelation, Premise, UserElement
from factcheck.maps.selectors import build_article_map, get_premise, get_relation, list_user_elements
from factcheck.web.forms.maps import (
    MapElementForm,
    PremiseEditForm,
    PremiseForm,
    RelationEditForm,
    RelationForm,
)
from factcheck.web.map_outline import build_outline, focus_graph, with_relative_links
from factcheck.web.types import AuthenticatedRequest

# With more forms the page becomes slow. A focus on a claim shows the forms of its branch.
MAX_FORMS = 50
EDITED_BY: dict[type[UserElement], type[MapElementForm]] = {
    Premise: PremiseEditForm,
    MapRelation: RelationEditForm,
}


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return map_page(request, get_article(request.user, pk))


@login_required
@require_POST
def add_premise(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = PremiseForm(request.POST)
    if form.submit(maps.add_premise, request.user, article=article):
        return redirect(f"{request.path.removesuffix('premises/')}#p{form.result.pk}")
    return map_page(request, article, premise_form=form)


@login_required
@require_POST
def add_relation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    form = RelationForm(request.POST, graph=build_article_map(article))
    if form.submit(maps.add_relation, request.user, article=article):
        messages.success(request, _("Relation added."))
        return redirect("map", pk)
    return map_page(request, article, relation_form=form)


@login_required
@require_POST
def edit_premise(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    row = get_premise(request.user, pk)
    form = PremiseEditForm(request.POST, prefix=f"p{pk}")
    if form.submit(maps.update_element, request.user, row=row):
        return redirect("map", row.article_id)
    return map_page(request, row.article, **{f"p{pk}": form})


@login_required
@require_POST
def edit_relation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    row = get_relation(request.user, pk)
    form = RelationEditForm(request.POST, prefix=f"r{pk}")
    if form.submit(maps.update_element, request.user, row=row):
        return redirect("map", row.article_id)
    return map_page(request, row.article, **{f"r{pk}": form})


@login_required
@require_POST
def undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    maps.undo_last_change(request.user, article=get_article(request.user, pk))
    messages.success(request, _("Your latest change to the map is undone."))
    return redirect("map", pk)


def map_page(request: AuthenticatedRequest, article: Article, **forms: Any) -> HttpResponse:
    whole = with_relative_links(build_article_map(article), settings.SITE_URL)
    evaluation = evaluate_map(whole, article.desk)
    focus = request.GET.get("focus", "")
    graph = focus_graph(whole, focus) if focus in whole.statement else whole
    drawing = draw_map(graph, evaluation=evaluation, standalone=False)
    written = [row for rows in list_user_elements(article) for row in rows if _is_in(graph, row)]
    shown = sorted(written, key=lambda row: row.created_at, reverse=True)[:MAX_FORMS]
    context = {
        "article": article,
        "graph": graph,
        "evaluation": evaluation,
        "outline": build_outline(graph),
        "strength": evaluation.strength,
        "drawing": mark_safe(drawing),  # noqa: S308 - `draw` escapes every text
        "focus": focus if graph is not whole else "",
        "may_draw": permissions.has_permission(request.user, "map.edit", article),
        "written": [
            (row, forms.get(graph_id_of(row)) or EDITED_BY[type(row)].from_row(row)) for row in shown
        ],
        "more_written": len(written) - len(shown),
        "premise_form": forms.get("premise_form") or PremiseForm(),
        "relation_form": forms.get("relation_form") or RelationForm(graph=whole),
    }
    return render(request, "maps/map.html", context, status=422 if forms else 200)


def _is_in(graph: Graph, row: UserElement) -> bool:
    subject = graph_id_of(row)
    return subject in graph.statement or subject in graph.relation
