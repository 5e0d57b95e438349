"""The robustness of a claim's computed label, and what changes when pieces are left out. Nothing here is stored."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import replace_url

from factcheck.argument.explanation_text import quote_statement
from factcheck.argument.graph import Graph
from factcheck.argument.robustness import Robustness, measure_robustness
from factcheck.argument.robustness_text import (
    describe_flipping_set,
    describe_new_pieces,
    describe_unmeasured,
    describe_variations,
)
from factcheck.articles.selectors import get_article
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.maps.claim_weighing import weigh_claim
from factcheck.web.map_links import MapLinks
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.what_if import PARAMETER, WhatIf, build_claim_what_if, build_map_what_if


@login_required
def robustness(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show how robust the label of a claim is: to htmx as a part of the page of the claim, else as a page."""
    claim = get_claim(request.user, pk)
    template = "claims/_robustness.html" if request.htmx else "claims/robustness.html"
    response = render(request, template, {"claim": claim, **_measure(claim)})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _measure(claim: Claim) -> dict[str, Any]:
    weighing = weigh_claim(claim)
    measured = measure_robustness(weighing.complete, weighing.complete.explain(weighing.name))
    if measured is None:
        return {"robustness": None, "unmeasured": describe_unmeasured()}
    return {
        "robustness": measured,
        **_describe(weighing.graph, measured, MapLinks(weighing.graph, claim.article_id)),
    }


def _describe(graph: Graph, robustness: Robustness, links: MapLinks) -> dict[str, Any]:
    return {
        "variations": describe_variations(robustness),
        "smallest_set": describe_flipping_set(graph, robustness),
        "set_pieces": [
            (quote_statement(graph, name), links.link_to(name)) for name in robustness.flipping_set
        ],
        "new_pieces": list(describe_new_pieces(robustness)),
    }


@login_required
def on_claim(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what changes for a claim, as a part of its page."""
    return _show_result(request, build_claim_what_if(get_claim(request.user, pk), request.GET))


@login_required
def on_map(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show which labels of a map change, as a part of its page."""
    return _show_result(request, build_map_what_if(get_article(request.user, pk), _list_params(request)))


def _list_params(request: AuthenticatedRequest) -> QueryDict:
    """Return the parameters of the page as it is shown now: a script may have changed its focus since it was loaded."""
    if not request.htmx or not request.htmx.current_url_abs_path:
        return request.GET
    params = QueryDict(urlsplit(request.htmx.current_url_abs_path).query, mutable=True)
    params.setlist(PARAMETER, request.GET.getlist(PARAMETER))
    return params


def _show_result(request: AuthenticatedRequest, what_if: WhatIf) -> HttpResponse:
    response = render(request, "maps/_what_if_result.html", {"what_if": what_if})
    return replace_url(response, what_if.link)
