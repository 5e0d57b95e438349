"""Which claims depend on an element of a map, read from its rows alone.

Relations that are switched off and claims that are excluded count too: a change can switch them on or off.
"""

from collections import defaultdict
from collections.abc import Iterable

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.maps.graph_ids import premise_id, target_id
from factcheck.maps.models import MapRelation


def list_dependent_claims(article: Article, graph_ids: Iterable[str]) -> set[int]:
    """Return the claims whose strength can depend on one of these elements; a claim depends on itself."""
    successors = _load_successors(article)
    reached: set[str] = set()
    waiting = list(graph_ids)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            # The relation "e34-c12" of a piece of evidence leads to its claim, and so does "parts-c12".
            waiting += [*successors[name], *([name.rpartition("-")[2]] if "-" in name else [])]
    return {int(name[1:]) for name in reached if name.startswith("c")}


def _load_successors(article: Article) -> defaultdict[str, list[str]]:
    """Return the elements that each element of a map leads to, by their ids in the graph."""
    successors: defaultdict[str, list[str]] = defaultdict(list)
    relations = MapRelation.objects.filter(article=article).select_related("target_link")
    for relation in relations.prefetch_related("premises"):
        successors[f"r{relation.pk}"].append(target_id(relation))
        for premise in relation.premises.all():
            successors[premise_id(premise)].append(f"r{relation.pk}")
    evidence = Evidence.objects.filter(claim__article=article).order_by()
    for pk, claim in evidence.values_list("pk", "claim_id"):
        successors[f"e{pk}"].append(f"c{claim}")
    parts = Claim.objects.filter(article=article, parent__isnull=False).order_by()
    for pk, parent in parts.values_list("pk", "parent_id"):
        successors[f"c{pk}"].append(f"c{parent}")
    return successors
