"""The pages' addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def soon(request: HttpRequest, **_: int) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("", soon, name="home"),
    path("articles/<int:pk>/", soon, name="article"),
    path("claims/<int:pk>/", soon, name="claim"),
]
