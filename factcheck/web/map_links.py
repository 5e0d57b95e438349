"""Where the elements of a map are shown on our pages."""

from django.urls import reverse

from factcheck.argument.graph import Graph


class MapLinks:
    """The addresses of the elements of one map: evidence on the page of its claim, what people added in the map."""

    def __init__(self, graph: Graph, article_id: int) -> None:
        self.graph = graph
        self.map_page = reverse("map", args=[article_id])
        self._claim_of = {
            relation.premises[0]: relation.target
            for relation in graph.relations
            if relation.id == f"{relation.premises[0]}-{relation.target}"
        }

    def link_to(self, name: str) -> str:
        """Return the address of a statement or relation."""
        if name in self.graph.relation:
            return self.link_to(self.graph.relation[name].premises[0])
        if name.startswith("c"):
            return reverse("claim", args=[int(name[1:])])
        if claim := self._claim_of.get(name):
            return f"{self.link_to(claim)}#evidence-{name[1:]}"
        return f"{self.map_page}?focus={name}"
