"""Who the caller is, and the desks they are on."""

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
    """The holder of the key, or who is signed in."""

    response_serializers = {"retrieve": MeSerializer}

    def retrieve(self, request: ApiRequest) -> Response:
        me, desks = request.user, DeskSerializer.serialize_queryset(list_own_desks(request.user))
        return Response({"id": me.pk, "email": me.email, "name": me.name, "desks": desks})
