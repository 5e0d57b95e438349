"""Constellations of evidence in a JSON file, to try the weighing without a desk.

The file is an object with a list `cases`. Each case has a `name`, `claims` with an `id` and perhaps `part_of`, and
`evidence` with `claim`, `stance`, `strength` (0..1), and perhaps `origin` and `undercut_by` (0..1), the strength of a
premise against the step from the evidence to its claim. The first claim is judged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.explanation import explain
from factcheck.argument.formats.strict_json import load_object
from factcheck.argument.graph import Graph
from factcheck.argument.graph_builder import (
    ClaimInput,
    EvidenceInput,
    PremiseInput,
    RelationInput,
    build_graph,
)
from factcheck.argument.semantics import DEFAULT_SEMANTICS
from factcheck.enums import RelationKind, Stance
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

LABELS = {
    ComputedLabel.LEANS_SUPPORTED: "leaning_supported",
    ComputedLabel.LEANS_REFUTED: "leaning_refuted",
}
ONE_SOURCE = "one_source"


@dataclass(frozen=True, slots=True)
class WeighedCase:
    """The result of a case. `strength` is in 0..1; `flags` are what has to be said beside the label."""

    name: str
    label: str
    strength: float
    flags: tuple[str, ...]


def weigh_cases(data: bytes, semantics: str = DEFAULT_SEMANTICS) -> Iterator[WeighedCase]:
    """Yield the result of each case of a file. Raises `InvalidInput` that names the case and the field."""
    for number, case in enumerate(_list(load_object(data), "cases", _("the file")), 1):
        where = _("case %(number)s") % {"number": number}
        graph, claim = _build(case, where)
        explanation = explain(graph, claim, semantics=semantics)
        label = explanation.computed_label
        yield WeighedCase(
            name=str(case.get("name", number)),
            label=LABELS.get(label, label.value),
            strength=round(explanation.strength, 6),
            flags=(ONE_SOURCE,) if explanation.one_source else (),
        )


def _build(case: Any, where: str) -> tuple[Graph, str]:
    claims = [_to_claim(item, where) for item in _list(case, "claims", where)]
    if not claims:
        raise InvalidInput(_("A case needs a claim."), where=where)
    evidence = [
        _to_evidence(number, item, where) for number, item in enumerate(_list(case, "evidence", where), 1)
    ]
    undercuts = {
        number: _number(item, "undercut_by", where)
        for number, item in enumerate(case["evidence"], 1)
        if item.get("undercut_by") is not None
    }
    known = {item.id for item in claims}
    for name in (*(item.claim for item in evidence), *(item.parent for item in claims if item.parent)):
        if name not in known:
            raise InvalidInput(_("There is no claim “%(id)s”.") % {"id": name}, where=where)
    premises = [PremiseInput(number, "", strength) for number, strength in undercuts.items()]
    relations = [
        RelationInput(item.id, RelationKind.UNDERCUT, (f"p{item.id}",), f"e{item.id}-c{item.claim}")
        for item in evidence
        if item.id in undercuts
    ]
    return build_graph("", claims, evidence, premises, relations), f"c{claims[0].id}"


def _to_claim(item: Any, where: str) -> ClaimInput:
    return ClaimInput(_id(item, "id", where), "", parent=item.get("part_of"))


def _to_evidence(number: int, item: Any, where: str) -> EvidenceInput:
    claim = _id(item, "claim", where)
    try:
        stance = Stance(item.get("stance"))
    except ValueError as error:
        known = ", ".join(Stance)
        message = _("“stance” must be one of %(known)s.") % {"known": known}
        raise InvalidInput(message, where=where) from error
    strength, origin = _number(item, "strength", where), str(item.get("origin") or "")
    return EvidenceInput(number, claim, "", stance, strength, origin, active=item.get("active", True) is True)


def _list(item: Any, field: str, where: str) -> Sequence[Any]:
    value = item.get(field) if isinstance(item, Mapping) else None
    if not isinstance(value, list):
        raise InvalidInput(_("“%(field)s” must be a list.") % {"field": field}, where=where)
    return value


def _id(item: Any, field: str, where: str) -> int | str:
    value = item.get(field) if isinstance(item, Mapping) else None
    if not isinstance(value, int | str) or isinstance(value, bool):
        raise InvalidInput(_("“%(field)s” must be the id of a claim.") % {"field": field}, where=where)
    return value


def _number(item: Any, field: str, where: str) -> float:
    value = item.get(field)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise InvalidInput(_("“%(field)s” must be a number from 0 to 1.") % {"field": field}, where=where)
    return float(value)
