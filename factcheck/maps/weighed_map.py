"""A map with its strengths, as programs read it: all of it or what affects one statement, now or at a past moment.

The map is weighed as a whole before it is cut, so a part has the strengths that it has in the whole. Nothing here
writes.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from factcheck.argument.focus import Focus
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.likelihood import describe_likelihood
from factcheck.argument.map_part import cut_graph, restrict_graph
from factcheck.argument.origins import has_one_source
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.articles.models import Article
from factcheck.enums import StatementKind
from factcheck.maps.claim_weighing import choose_thresholds
from factcheck.maps.past_map import build_past_map
from factcheck.maps.selectors import build_article_map


@dataclass(frozen=True, slots=True)
class WeighedMap:
    """A map or a part of it, and the evaluation of the whole.

    `total` is the number of statements in the whole map, `left_out` the number of statements directly below each one
    of the part that are not in it.
    """

    whole: Graph
    part: Graph
    evaluation: Evaluation
    left_out: Mapping[str, int]

    @property
    def total(self) -> int:
        return len(self.whole.statements)

    def weigh_statement(self, item: Statement) -> dict[str, float | str | bool | None]:
        """Return the strength of a statement with its word; of a claim also its label and if it has one source.

        What is withdrawn, and context, has no word: it does not count.
        """
        is_counted = item.active and not self.whole.find_context_claim(item)
        is_claim = item.kind is StatementKind.CLAIM
        strength = self.evaluation.strength[item.id]
        return {
            "strength": strength,
            "likelihood": describe_likelihood(strength) if is_counted else "",
            "computed_label": self.evaluation.label(item.id) if is_claim else None,
            "one_source": has_one_source(self.whole, self.evaluation, item.id) if is_claim else None,
        }


def weigh_map(
    article: Article, *, semantics: str = "", focus: Focus | None = None, at: dt.datetime | None = None
) -> WeighedMap:
    """Return the map of an article with its strengths, by default by the semantics of its desk.

    `focus` cuts it as on the page of the map, but without a limit of size. Thresholds are those of the desk today, also
    for a past moment. Raises InvalidInput for a statement that is not in the map, and for a moment without a map.
    """
    whole = build_past_map(article, at) if at else build_article_map(article)
    slug = semantics or article.desk.semantics
    evaluation = evaluate(whole, slug, choose_thresholds(article.desk, slug))
    if focus is None:
        return WeighedMap(whole, whole, evaluation, {})
    size = max(len(whole.statements), 1)
    part = cut_graph(whole, replace(focus, depth=focus.depth or size), limit=size)
    shown = {*part.graph.statement, *(item.id for item in part.isolated)}
    left_out = {name: number for name, number in part.left_out.items() if name in shown}
    return WeighedMap(whole, restrict_graph(whole, shown), evaluation, left_out)
