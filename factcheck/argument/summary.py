"""A description of a map for people who do not see the drawing.

Notes state what could not be computed or shown.
"""

from factcheck.argument.evaluation.semantics_table import get_semantics
from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.argument.text_metrics import find_missing_glyphs
from factcheck.i18n import gettext as _

# A text in a script without a font has hundreds of such characters; a list of all would hide the drawing.
MAX_LISTED_CHARACTERS = 20


def describe_map(graph: Graph, evaluation: Evaluation) -> str:
    """Return the size of the map, how to read it, and the notes."""
    counts = {"statements": len(graph.statements), "relations": len(graph.relations)}
    size = _("%(statements)s statements and %(relations)s relations between them.") % counts
    sides = _("Claims are on the left; what supports or attacks them is on their right.")
    model = _("Strengths run from 0 to 1, by the %(model)s model.") % {
        "model": _(get_semantics(evaluation.semantics).name)
    }
    return " ".join([size, sides, model, *list_notes(graph, evaluation)])


def list_notes(graph: Graph, evaluation: Evaluation) -> tuple[str, ...]:
    """Return notes on what could not be computed or shown.

    They are strengths that did not converge, and characters that no font has.
    """
    notes = []
    if not evaluation.converged:
        notes.append(_("Some statements form a cycle whose strengths did not converge."))
    if missing := find_uncovered_characters(graph):
        params = {
            "named": ", ".join(map(_spell_out, missing[:MAX_LISTED_CHARACTERS])),
            "many": len(missing) - MAX_LISTED_CHARACTERS,
        }
        if len(missing) > MAX_LISTED_CHARACTERS:
            notes.append(_("None of the fonts has these characters: %(named)s and %(many)s more.") % params)
        else:
            notes.append(_("None of the fonts has these characters: %(named)s.") % params)
    return tuple(notes)


def find_uncovered_characters(graph: Graph) -> tuple[str, ...]:
    """Return the characters of a map for which no font has a glyph."""
    texts = [graph.title, *(part for item in graph.statements for part in (item.text, item.label))]
    return tuple(dict.fromkeys(char for text in texts for char in find_missing_glyphs(text)))


def _spell_out(cluster: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in cluster)
