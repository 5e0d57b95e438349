"""The URLs of the API: the endpoints under /api/v1/, and /api/schema/ and /api/docs/, which describe them."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

import factcheck.url_converters  # noqa: F401 (registers the converter)
from api.agreement import AgreementViewSet
from api.articles import ArticleViewSet
from api.assessments import AssessmentViewSet
from api.claim_boundaries import boundary_urls
from api.claims import ClaimViewSet
from api.comments import CommentViewSet
from api.core.not_found import NotFoundViewSet
from api.desks import DeskViewSet
from api.docs import DocsView
from api.evidence import EvidenceViewSet
from api.explanations import explanation_urls
from api.exports import ExportViewSet
from api.hypotheses import HypothesisViewSet
from api.hypothesis_matrices import hypothesis_matrix_urls
from api.inbox import InboxViewSet
from api.map_elements import PremiseViewSet, RelationViewSet
from api.map_imports import MapImportViewSet
from api.maps import map_urls
from api.me import MeViewSet
from api.notifications import NotificationViewSet
from api.prior_checks import prior_check_urls
from api.reviewers import ReviewerViewSet
from api.robustness import robustness_urls
from api.schemes import scheme_urls
from api.search import SearchViewSet
from api.sources import SourceViewSet
from api.steps import step_urls
from api.suggestions import SuggestionViewSet, suggestion_request_urls
from api.verdicts import VerdictViewSet

router = SimpleRouter(use_regex_path=False)
for noun, viewset in {
    "desks": DeskViewSet,
    "articles": ArticleViewSet,
    "claims": ClaimViewSet,
    "sources": SourceViewSet,
    "evidence": EvidenceViewSet,
    "hypotheses": HypothesisViewSet,
    "assessments": AssessmentViewSet,
    "reviewers": ReviewerViewSet,
    "comments": CommentViewSet,
    "verdicts": VerdictViewSet,
    "exports": ExportViewSet,
    "premises": PremiseViewSet,
    "relations": RelationViewSet,
    "map-imports": MapImportViewSet,
    "notices": NotificationViewSet,
    "suggestions": SuggestionViewSet,
}.items():
    router.register(noun, viewset, basename=f"api-{noun}")

not_found = NotFoundViewSet.as_view(dict.fromkeys(("get", "post", "patch", "put", "delete"), "not_found"))

urlpatterns = [
    path("v1/me/", MeViewSet.as_view({"get": "retrieve"}), name="api-me"),
    path("v1/work/", InboxViewSet.as_view({"get": "list"}), name="api-work"),
    path("v1/search/", SearchViewSet.as_view({"get": "list"}), name="api-search"),
    path("v1/agreement/", AgreementViewSet.as_view({"get": "list"}), name="api-agreement"),
    path(
        "v1/",
        include(
            [
                *router.urls,
                *step_urls(),
                *suggestion_request_urls(),
                *boundary_urls(),
                *prior_check_urls(),
                *map_urls(),
                *explanation_urls(),
                *robustness_urls(),
                *hypothesis_matrix_urls(),
                *scheme_urls(),
            ]
        ),
    ),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(url_name="api-schema"), name="api-docs"),
    re_path("", not_found),
]
