from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "factcheck.notifications"
    # The app was called "notices". Existing installations have recorded its migrations, their tables and content types
    # under that label, so it stays.
    label = "notices"
