"""A map in a few sentences, for people who do not see it, with what could not be computed or shown."""

from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.argument.text_metrics import find_missing_glyphs
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

MAX_LISTED_CHARACTERS = 20
MODELS = {"quadratic_energy": gettext_noop("quadratic energy"), "df_quad": gettext_noop("df quad")}


def describe_map(graph: Graph, evaluation: Evaluation) -> str:
    """How large the map is, how to read it, and what is amiss."""
    told = {"statements": len(graph.statements), "relations": len(graph.relations)}
    size = _("%(statements)s statements and %(relations)s relations between them.") % told
    sides = _("Claims stand at the left, what bears on them to their right.")
    model = _("Strengths run from 0 to 1, by the %(model)s model.") % {
        "model": _(MODELS[evaluation.semantics])
    }
    return " ".join([size, sides, model, *list_notes(graph, evaluation)])


def list_notes(graph: Graph, evaluation: Evaluation) -> tuple[str, ...]:
    """What a reader of the map has to be told: strengths that did not settle, characters that no font has."""
    said = []
    if not evaluation.converged:
        said.append(_("Some statements argue in a circle whose strengths did not settle."))
    if absent := find_uncovered_characters(graph):
        told = {
            "named": ", ".join(f"U+{ord(char):04X}" for char in absent[:MAX_LISTED_CHARACTERS]),
            "many": len(absent) - MAX_LISTED_CHARACTERS,
        }
        if len(absent) > MAX_LISTED_CHARACTERS:
            said.append(_("None of the fonts has these characters: %(named)s and %(many)s more.") % told)
        else:
            said.append(_("None of the fonts has these characters: %(named)s.") % told)
    return tuple(said)


def find_uncovered_characters(graph: Graph) -> tuple[str, ...]:
    """The characters of the map's texts that none of the fonts has a glyph for, each once."""
    texts = [graph.title, *(part for item in graph.statements for part in (item.text, item.label))]
    return tuple(dict.fromkeys(char for text in texts for char in find_missing_glyphs(text)))
