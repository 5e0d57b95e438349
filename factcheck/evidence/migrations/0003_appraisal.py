from django.db import migrations, models
from django.db.models import Q

from factcheck.enums import Directness, Independence, Interest, Recency, SourceKind

ANSWERS = {"directness": Directness, "independence": Independence, "recency": Recency, "interest": Interest}


def add_choice(model, name, kind, length):
    choices = [(value, value) for value in kind]
    return migrations.AddField(model, name, models.CharField(max_length=length, choices=choices, blank=True))


def add_constraint(model, name, field, kind):
    condition = Q(**{f"{field}__in": ["", *kind]})
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    """The kind of a source and the appraisal of evidence. Strengths that people set before stay as they are."""

    dependencies = [("evidence", "0002_parts_texts_and_earlier_checks")]

    operations = [
        *(add_choice(model, "kind", SourceKind, 20) for model in ("source", "historicalsource")),
        *(
            add_choice(model, name, kind, 12)
            for model in ("evidence", "historicalevidence")
            for name, kind in ANSWERS.items()
        ),
        *(
            migrations.AddField(model, "strength_reason", models.TextField(blank=True))
            for model in ("evidence", "historicalevidence")
        ),
        *(
            migrations.AlterField(model, "strength", models.FloatField())
            for model in ("evidence", "historicalevidence")
        ),
        add_constraint("source", "source_kind_known", "kind", SourceKind),
        *(add_constraint("evidence", f"evidence_{name}_known", name, kind) for name, kind in ANSWERS.items()),
    ]
