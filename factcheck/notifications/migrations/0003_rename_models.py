import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = ['mention', 'assignment', 'step', 'reply']
CHANNELS = ['off', 'page', 'mail', 'digest']


class Migration(migrations.Migration):

    dependencies = [('notices', '0002_begin_now')]

    operations = [
        migrations.RenameModel('Notice', 'Notification'),
        migrations.RenameModel('Gathered', 'AuditCursor'),
        # RenameField does not rewrite the conditions of check constraints, so they are removed before it.
        migrations.RemoveConstraint('Notification', 'notice_way_shown'),
        migrations.RemoveConstraint('Notification', 'notice_kind_known'),
        migrations.RemoveConstraint('Notification', 'notice_once_per_event'),
        migrations.RemoveConstraint('Preference', 'preference_words_known'),
        migrations.RenameField('Notification', 'way', 'channel'),
        migrations.RenameField('Preference', 'way', 'channel'),
        migrations.AlterField(
            'Notification',
            'user',
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RenameIndex('Notification', new_name='notification_unread', old_name='notice_unread'),
        migrations.AddConstraint(
            'Notification',
            models.UniqueConstraint(fields=('event', 'user'), name='notification_once_per_event'),
        ),
        migrations.AddConstraint(
            'Notification',
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name='notification_kind_known'),
        ),
        migrations.AddConstraint(
            'Notification',
            models.CheckConstraint(condition=models.Q(channel__in=CHANNELS[1:]), name='notification_channel_shown'),
        ),
        migrations.AddConstraint(
            'Preference',
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS, channel__in=CHANNELS), name='preference_kind_and_channel_known'
            ),
        ),
    ]
