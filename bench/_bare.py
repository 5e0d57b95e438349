"""Baseline: a list of claims as Django REST framework provides it by default, in a project made by `startproject`.

Token authentication, ModelViewSet, ModelSerializer, PageNumberPagination with its COUNT; the desk is joined.
"""

from django.urls import include, path
from rest_framework.authentication import TokenAuthentication
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.routers import SimpleRouter
from rest_framework.serializers import CharField, ModelSerializer
from rest_framework.viewsets import ModelViewSet

from api.claims import ClaimSerializer
from bench._bare_pages import pages
from factcheck.claims.models import Claim

CONCLUDED = {"rating"}  # a subquery, not a model field


class BareClaimSerializer(ModelSerializer):
    desk = CharField(source="desk.slug")

    class Meta:
        model = Claim
        fields = [name for name in ClaimSerializer.source_columns() if name not in CONCLUDED]


class Pages(PageNumberPagination):
    page_size = 50


class Claims(ModelViewSet):
    queryset = Claim.objects.select_related("desk").order_by("id")
    serializer_class = BareClaimSerializer
    authentication_classes = [TokenAuthentication]
    permission_classes = [IsAuthenticated]
    renderer_classes = [JSONRenderer]
    pagination_class = Pages
    filterset_fields = ["article", "state"]


router = SimpleRouter()
router.register("claims", Claims)
urlpatterns = [path("api/v1/", include(router.urls)), *pages]
