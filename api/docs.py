"""The Swagger page, from our own origin alone: no inline script or style, so that it holds the pages' policy."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class DocsView(SpectacularSwaggerSplitView):
    template_name = "api/docs.html"
