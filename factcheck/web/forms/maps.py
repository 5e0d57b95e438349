"""Forms for adding premises and relations to an argument map, and for editing them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from factcheck.argument.citations import cite
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enum_labels import choices, get_label
from factcheck.enums import RelationKind
from factcheck.limits import limit
from factcheck.maps.graph_ids import graph_id_of
from factcheck.web.forms.base import STRENGTHS, ActionForm, textarea

RELATION_VERBS = [
    (RelationKind.SUPPORT, pgettext_lazy("relation", "supports")),
    (RelationKind.ATTACK, pgettext_lazy("relation", "attacks")),
    (RelationKind.UNDERCUT, pgettext_lazy("relation", "undercuts")),
    (RelationKind.REPHRASE, pgettext_lazy("relation", "rephrases")),
]


class PremiseForm(ActionForm):
    text = forms.CharField(label=_("Premise"), widget=textarea(2))
    base = forms.TypedChoiceField(label=_("Base score"), choices=STRENGTHS, coerce=float, initial=0.5)


class RelationForm(ActionForm):
    premises = forms.MultipleChoiceField(
        label=_("From"), help_text=_("Choose one statement, or several that together form one argument.")
    )
    kind = forms.ChoiceField(label=_("Relation"), choices=RELATION_VERBS)
    target = forms.ChoiceField(
        label=_("To"), help_text=_("An undercut targets a relation; the others target a statement.")
    )
    scheme = forms.CharField(
        label=_("Scheme"),
        required=False,
        max_length=limit("scheme"),
        widget=forms.TextInput(attrs={"list": "schemes"}),
        help_text=_("For example: expert opinion."),
    )
    base = forms.TypedChoiceField(
        label=_("Strength of the relation"),
        choices=[
            (0.3, pgettext_lazy("strength", "weak")),
            (0.6, pgettext_lazy("strength", "fair")),
            (1.0, pgettext_lazy("strength", "full")),
        ],
        coerce=float,
        initial=1.0,
    )

    def __init__(self, *args: Any, graph: Graph, **kwargs: Any) -> None:
        """Accept every statement and relation of a map. `offer` says which of them are listed."""
        super().__init__(*args, **kwargs)
        self.graph = graph
        if not self.is_bound:
            return  # choices by the thousand take a twentieth of a second, and only validation needs them
        self.fields["premises"].choices = [(name, name) for name in graph.statement]  # type: ignore[attr-defined]
        self.fields["target"].choices = [(name, name) for name in (*graph.statement, *graph.relation)]  # type: ignore[attr-defined]

    def offer(self, shown: Iterable[str]) -> None:
        """List the statements and relations that are shown, and what was chosen already.

        A list of thousands of statements is neither read nor loaded quickly.
        """
        names = {*shown, *(self["premises"].value() or ()), self["target"].value()}
        statements = [
            (item.id, _describe_statement(item)) for item in self.graph.statements if item.id in names
        ]
        relations = [
            (item.id, _describe(self.graph, item)) for item in self.graph.relations if item.id in names
        ]
        targets = [(_("Statements"), statements), (_("Relations"), relations)]
        self.fields["premises"].widget.choices = statements
        self.fields["target"].widget.choices = targets


def _truncate(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"


def _describe_statement(item: Statement) -> str:
    """Return the beginning of a statement and its source, since several can be the same words."""
    citation = cite(item)
    return f"{_truncate(item.text)} ({citation})" if citation else _truncate(item.text)


def _describe(graph: Graph, relation: Relation) -> str:
    premises = gettext(" and ").join(_truncate(graph.statement[pk].text)[:40] for pk in relation.premises)
    return gettext("%(kind)s by “%(premises)s”") % {
        "kind": get_label(RelationKind, relation.kind),
        "premises": premises,
    }


class MapElementForm(ActionForm):
    """Edits a premise or relation. It carries the version that the user saw, so that a later change is not lost."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["active"] = not data.pop("remove", False)
        return data

    @classmethod
    def from_row(cls, row: Any) -> "MapElementForm":
        values = {name: getattr(row, name) for name in cls.base_fields if name != "remove"}
        return cls(initial=values, prefix=graph_id_of(row))


class PremiseEditForm(MapElementForm):
    text = forms.CharField(label=_("Text"), widget=textarea(2))
    base = forms.FloatField(label=_("Base score"), min_value=0.01, max_value=0.99)


class RelationEditForm(MapElementForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(RelationKind))
    base = forms.FloatField(label=_("Strength of the relation"), min_value=0, max_value=1)
    scheme = forms.CharField(
        label=_("Scheme"),
        required=False,
        max_length=limit("scheme"),
        widget=forms.TextInput(attrs={"list": "schemes"}),
    )
