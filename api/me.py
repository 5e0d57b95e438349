"""Who the caller is, and the desks they are on."""

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
        me, desks = self.me, DeskRow.rows(my_desks(self.me))
        return Response({"id": me.pk, "email": me.email, "name": me.name, "desks": desks})
