"""The caller and the desks that they are a member of."""

from rest_framework import serializers
from rest_framework.response import Response

from api.core.viewsets import ApiRequest, BaseViewSet
from api.desks import DeskSerializer, list_own_desks


class MeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    email = serializers.EmailField()
    name = serializers.CharField(allow_blank=True)
    desks = DeskSerializer(many=True)


class MeViewSet(BaseViewSet):
    """The user whose key or session makes the request."""

    response_serializers = {"retrieve": MeSerializer}

    def retrieve(self, request: ApiRequest) -> Response:
        user, desks = request.user, DeskSerializer.serialize_queryset(list_own_desks(request.user))
        return Response({"id": user.pk, "email": user.email, "name": user.name, "desks": desks})
