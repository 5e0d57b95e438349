# `Relation` becomes `MapRelation`, so that no other class has its name: `factcheck.argument.graph.Relation` is the
# relation of a graph, without a row. Events keep the old name of the model (`audit_name`).

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("maps", "0003_rename_targets")]

    operations = [migrations.RenameModel("Relation", "MapRelation")]
