"""The API's addresses. Everything is under /api/v1/; what it says of itself is beside it."""

from django.urls import include, path, re_path, register_converter
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from api.agreement import AgreementView
from api.articles import Articles
from api.assessments import Assessments
from api.borders import border_urls
from api.claims import Claims
from api.comments import Comments
from api.desks import Desks
from api.docs import DocsView
from api.evidence import EvidenceResource
from api.exports import Exports
from api.me import MeView
from api.nothing import NothingHere
from api.notices import Notices
from api.paths import IdConverter
from api.reviewers import Reviewers
from api.search import Search
from api.similar import similar_urls
from api.sources import Sources
from api.steps import step_urls
from api.suggestions import Suggestions, suggested_urls
from api.verdicts import Verdicts
from api.work import WorkView

register_converter(IdConverter, "id")

router = SimpleRouter(use_regex_path=False)
for noun, resource in {
    "desks": Desks,
    "articles": Articles,
    "claims": Claims,
    "sources": Sources,
    "evidence": EvidenceResource,
    "assessments": Assessments,
    "reviewers": Reviewers,
    "comments": Comments,
    "verdicts": Verdicts,
    "exports": Exports,
    "notices": Notices,
    "suggestions": Suggestions,
}.items():
    router.register(noun, resource, basename=f"api-{noun}")

nothing = NothingHere.as_view(dict.fromkeys(("get", "post", "patch", "put", "delete"), "nothing"))

urlpatterns = [
    path("v1/me/", MeView.as_view({"get": "retrieve"}), name="api-me"),
    path("v1/work/", WorkView.as_view({"get": "list"}), name="api-work"),
    path("v1/search/", Search.as_view({"get": "list"}), name="api-search"),
    path("v1/agreement/", AgreementView.as_view({"get": "list"}), name="api-agreement"),
    path("v1/", include([*router.urls, *step_urls(), *suggested_urls(), *border_urls(), *similar_urls()])),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(url_name="api-schema"), name="api-docs"),
    re_path("", nothing),
]
