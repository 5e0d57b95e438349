"""What premises and relations must satisfy before they are stored. Each check raises InvalidInput."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from factcheck.argument.validation import validate_graph
from factcheck.articles.models import Article
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from factcheck.limits import ensure_text
from factcheck.maps.graph_ids import Endpoint
from factcheck.maps.models import RELATION_TARGET_COLUMNS, MapRelation, Premise, UserElement
from factcheck.maps.selectors import build_article_map

# The range of `base`. A premise is never certain, so that evidence can always change its strength; a relation can be.
RANGES: dict[type[UserElement], tuple[float, float]] = {Premise: (0.01, 0.99), MapRelation: (0.0, 1.0)}


def ensure_valid_values(model: type[UserElement], values: Mapping[str, Any]) -> None:
    """Check the strength and the text, as far as they are among the values."""
    least, most = RANGES[model]
    if not least <= values.get("base", most) <= most:
        raise InvalidInput(
            _("A strength of %(strength)s is out of range.") % {"strength": values["base"]},
            fields={"base": _("From %(least)s to %(most)s.") % {"least": least, "most": most}},
        )
    if model is Premise and not values.get("text", "given").strip():
        raise InvalidInput(_("A premise needs a text."), fields={"text": _("Enter what the premise says.")})
    for field, name in {"text": "premise", "scheme": "scheme"}.items():
        ensure_text(values.get(field, ""), name, field=field)


def ensure_valid_endpoints(kind: RelationKind, premises: list[Endpoint], target: Endpoint) -> None:
    """Check the premises and the target of a new relation."""
    if not premises:
        raise InvalidInput(
            _("A relation needs a premise."), fields={"premises": _("Choose at least one statement.")}
        )
    if kind is RelationKind.REPHRASE and len(premises) > 1:
        raise InvalidInput(_("A rephrase has one premise."), fields={"premises": _("Choose one statement.")})
    if any(
        target.column == f"target_{premise.column}" and premise.row.pk == target.row.pk
        for premise in premises
    ):
        raise InvalidInput(
            _("A statement cannot be related to itself."), fields={"target": _("Choose another target.")}
        )
    ensure_kind_fits_target(kind, is_relation=target.column in RELATION_TARGET_COLUMNS)


def ensure_kind_fits_target(kind: RelationKind, *, is_relation: bool) -> None:
    """Check that an undercut targets a relation, and everything else a statement."""
    if is_relation != (kind is RelationKind.UNDERCUT):
        reason = (
            _("Only an undercut can have a relation as its target.")
            if is_relation
            else _("The target of an undercut is a relation, such as e34-c12.")
        )
        raise InvalidInput(reason, fields={"kind" if is_relation else "target": reason})


def ensure_valid_map(article: Article, graph_id: str) -> None:
    """Check the whole map for faults of one element after it was edited.

    Faults of other elements are ignored: one that was there before must not block the edit. So is "unreachable": a new
    premise has no path to a claim until it gets a relation.
    """
    issues = validate_graph(build_article_map(article))
    faults = [issue.message for issue in issues if issue.subject == graph_id and issue.code != "unreachable"]
    if faults:
        raise InvalidInput(" ".join(faults))
