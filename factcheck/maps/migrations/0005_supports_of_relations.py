"""Allow the support of a relation: imported maps have premises for an inference itself."""

from django.db import migrations, models
from django.db.models import Q

_NO_RELATION = Q(target_relation__isnull=True, target_link__isnull=True, target_parts__isnull=True)
_A_RELATION = (
    Q(target_relation__isnull=False) | Q(target_link__isnull=False) | Q(target_parts__isnull=False)
)


class Migration(migrations.Migration):
    dependencies = [("maps", "0004_map_relation")]

    operations = [
        migrations.RemoveConstraint(model_name="maprelation", name="relation_undercuts_relations_only"),
        migrations.AddConstraint(
            model_name="maprelation",
            constraint=models.CheckConstraint(
                condition=Q(kind="support")
                | Q(kind="undercut") & _A_RELATION
                | Q(kind__in=["attack", "rephrase"]) & _NO_RELATION,
                name="relation_kind_fits_target",
            ),
        ),
    ]
