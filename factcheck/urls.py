"""Every address: pages, sign-in, the API."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("factcheck.web.auth_urls")),
    path("api/", include("api.urls")),
    path("", include("factcheck.web.urls")),
]
