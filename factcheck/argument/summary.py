"""A map in a few sentences, for people who do not see it, with what could not be computed or shown."""

from factcheck.argument.graph import Graph
from factcheck.argument.measuring import missing
from factcheck.argument.semantics import Evaluation

MOST_NAMED = 20


def summary(graph: Graph, evaluation: Evaluation) -> str:
    """How large the map is, how to read it, and what is amiss."""
    size = f"{len(graph.statements)} statements and {len(graph.relations)} relations between them."
    sides = "Claims stand at the left, what bears on them to their right."
    model = f"Strengths run from 0 to 1, by the {evaluation.semantics.replace('_', ' ')} model."
    return " ".join([size, sides, model, *notes(graph, evaluation)])


def notes(graph: Graph, evaluation: Evaluation) -> tuple[str, ...]:
    """What a reader of the map has to be told: strengths that did not settle, characters that no font has."""
    said = []
    if not evaluation.converged:
        said.append("Some statements argue in a circle whose strengths did not settle.")
    if absent := uncovered(graph):
        more = f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
        named = ", ".join(f"U+{ord(char):04X}" for char in absent[:MOST_NAMED])
        said.append(f"None of the fonts has these characters: {named}{more}.")
    return tuple(said)


def uncovered(graph: Graph) -> tuple[str, ...]:
    """The characters of the map's texts that none of the fonts has a glyph for, each once."""
    texts = [graph.title, *(part for item in graph.statements for part in (item.text, item.label))]
    return tuple(dict.fromkeys(char for text in texts for char in missing(text)))
