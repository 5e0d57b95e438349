from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('audit', '0004_chain_the_lines_there_are')]

    operations = [
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('desk', 'number'), name='event_number_once_per_desk'),
        ),
    ]
