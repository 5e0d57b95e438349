import django.db.models.deletion
import factcheck.model_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Files are stored as jobs, and read by a worker."""

    dependencies = [
        ('articles', '0002_initial'),
        ('desks', '0006_language'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[("queued", "queued"), ("running", "running"), ("done", "done"), ("failed", "failed")], default="queued", max_length=10)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('attempt', models.PositiveIntegerField(default=0)),
                ('heavy', models.BooleanField(default=False)),
                ('held_by', models.CharField(blank=True, default='', max_length=64)),
                ('heartbeat_at', models.DateTimeField(null=True)),
                ('error', factcheck.model_fields.StoredMessageField()),
                ('queued_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('filename', models.CharField(blank=True, max_length=255)),
                ('keeps_title', models.BooleanField(default=False)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('data', models.BinaryField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='articles.article')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desks.desk')),
                ('duplicate_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='duplicate_readings', to='articles.article')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['state', 'queued_at'], name='reading_by_state'), models.Index(fields=['desk', 'started_at'], name='reading_by_turn')],
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='reading_progress_percent'), models.CheckConstraint(condition=models.Q(('state__in', ["queued", "running", "done", "failed"])), name='reading_state_known'), models.UniqueConstraint(fields=('desk', 'sha256'), name='reading_file_once_per_desk'), models.CheckConstraint(condition=models.Q(('duplicate_of', None), ('state', "done"), _connector='OR'), name='reading_duplicate_is_done')],
            },
        ),
    ]
