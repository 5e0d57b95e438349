"""The argument map of an article: the outline, and the drawing beside it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from factcheck.argument.drawing import draw
from factcheck.argument.semantics import evaluate
from factcheck.articles.selectors import get_article
from factcheck.maps.selectors import map_of
from factcheck.web.outline import outline


@login_required
def article_map(request: HttpRequest, pk: int) -> HttpResponse:
    here = get_article(request.user, pk)
    graph = map_of(here)
    evaluation = evaluate(graph)
    context = {
        "article": here,
        "graph": graph,
        "outline": outline(graph),
        "strength": evaluation.strength,
        "drawing": mark_safe(draw(graph, evaluation=evaluation, standalone=False)),  # noqa: S308 - `draw` escapes every text
    }
    return render(request, "maps/map.html", context)
