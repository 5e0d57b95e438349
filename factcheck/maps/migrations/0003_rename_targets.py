# The columns `onto_*` of `Relation` become `target_*`. The constraints that name them are dropped and created again.
# The triggers that name them need nothing here: they are dropped before every migration and created after it.

from django.db import migrations, models
from django.db.models import F, Q

TARGETS = ("claim", "evidence", "premise", "relation", "link", "parts")
UNDERCUTTABLE = ("relation", "link", "parts")


def exactly_one() -> Q:
    either = Q()
    for filled in TARGETS:
        either |= Q(**{f"target_{name}__isnull": name != filled for name in TARGETS})
    return either


def undercuts_relations_only() -> Q:
    targets_relation = Q()
    for name in UNDERCUTTABLE:
        targets_relation |= Q(**{f"target_{name}__isnull": False})
    targets_statement = Q(**{f"target_{name}__isnull": True for name in UNDERCUTTABLE})
    return (Q(kind="undercut") & targets_relation) | (~Q(kind="undercut") & targets_statement)


class Migration(migrations.Migration):
    dependencies = [("maps", "0002_imported_maps")]

    operations = [
        migrations.RemoveConstraint("relation", "relation_onto_one_thing"),
        migrations.RemoveConstraint("relation", "relation_not_onto_itself"),
        migrations.RemoveConstraint("relation", "relation_undercuts_relations_only"),
        *(
            migrations.RenameField("relation", old_name=f"onto_{name}", new_name=f"target_{name}")
            for name in TARGETS
        ),
        migrations.AddConstraint(
            "relation", models.CheckConstraint(condition=exactly_one(), name="relation_has_one_target")
        ),
        migrations.AddConstraint(
            "relation",
            models.CheckConstraint(
                condition=~Q(target_relation=F("id")), name="relation_not_its_own_target"
            ),
        ),
        migrations.AddConstraint(
            "relation",
            models.CheckConstraint(
                condition=undercuts_relations_only(), name="relation_undercuts_relations_only"
            ),
        ),
    ]
