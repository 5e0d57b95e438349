"""The Swagger UI page. Its scripts and styles are files of this origin, as the Content-Security-Policy requires."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class DocsView(SpectacularSwaggerSplitView):
    template_name = "api/docs.html"
