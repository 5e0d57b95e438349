"""Who the caller is, and the desks they are on."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.desks import DeskRow, my_desks
from api.resources import Endpoint


class Me(serializers.Serializer):
    id = serializers.IntegerField()
    email = serializers.EmailField()
    name = serializers.CharField(allow_blank=True)
    desks = DeskRow(many=True)


class MeView(Endpoint):
    """The holder of the key, or who is signed in."""

    gives = {"retrieve": Me}

    def retrieve(self, request: Request) -> Response:
        user: Any = request.user
        desks = DeskRow.rows(my_desks(user))
        return Response({"id": user.pk, "email": user.email, "name": user.name, "desks": desks})
