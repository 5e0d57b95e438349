"""Writing into an argument map."""

from typing import Any

from django import forms

from factcheck.argument.graph import Graph, Relation
from factcheck.terms import RelationKind
from factcheck.web.forms.base import STRENGTHS, ServiceForm, words


class PremiseForm(ServiceForm):
    text = forms.CharField(label="What the premise says", widget=words(2))
    base = forms.TypedChoiceField(label="Strength by itself", choices=STRENGTHS, coerce=float, initial=0.5)


class RelationForm(ServiceForm):
    premises = forms.MultipleChoiceField(
        label="This", help_text="One statement; several are linked and make one argument together."
    )
    kind = forms.ChoiceField(label="does what", choices=[(k, f"{k}s") for k in RelationKind])
    target = forms.ChoiceField(
        label="to this", help_text="An undercut aims at a relation, others at a statement."
    )
    scheme = forms.CharField(
        label="Scheme", required=False, max_length=120, help_text="Such as Expert opinion."
    )
    base = forms.TypedChoiceField(
        label="Strength of the step",
        choices=[(0.3, "weak"), (0.6, "fair"), (1.0, "full")],
        coerce=float,
        initial=1.0,
    )

    def __init__(self, *args: Any, graph: Graph, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statements = [(one.id, _short(one.text)) for one in graph.statements]
        relations = [(one.id, _step(graph, one)) for one in graph.relations]
        self.fields["premises"].choices = statements  # type: ignore[attr-defined]
        self.fields["target"].choices = [("Statements", statements), ("Relations", relations)]  # type: ignore[attr-defined]


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"


def _step(graph: Graph, relation: Relation) -> str:
    premises = " and ".join(_short(graph.statement[one].text)[:40] for one in relation.premises)
    return f"{relation.kind} by “{premises}”"


class DrawnForm(ServiceForm):
    """Changes a row of the map as it stood at the version that the form was made with."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    remove = forms.BooleanField(label="Remove it", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["active"] = not data.pop("remove", False)
        return data

    @classmethod
    def of(cls, row: Any) -> "DrawnForm":
        values = {name: getattr(row, name) for name in cls.base_fields if name != "remove"}
        return cls(initial=values, prefix=f"{row._meta.model_name[0]}{row.pk}")


class PremiseEditForm(DrawnForm):
    text = forms.CharField(label="What it says", widget=words(2))
    base = forms.FloatField(label="Strength by itself", min_value=0.01, max_value=0.99)


class RelationEditForm(DrawnForm):
    kind = forms.ChoiceField(label="Kind", choices=[(k, k) for k in RelationKind])
    base = forms.FloatField(label="Strength of the step", min_value=0, max_value=1)
    scheme = forms.CharField(label="Scheme", required=False, max_length=120)
