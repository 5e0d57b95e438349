"""Failed and successful sign-ins, as django-axes stores them: whether an account is under attack, and from where."""

import datetime as dt

from axes.models import AccessAttempt, AccessLog
from django.utils import timezone

ATTACK_ADDRESSES = 10  # failed sign-ins from so many addresses within the window are an attack on the account
WINDOW = dt.timedelta(minutes=15)
KNOWN_FOR = dt.timedelta(days=90)


def is_under_attack(email: str) -> bool:
    """Return whether many addresses fail to sign in to the account now."""
    since = timezone.now() - WINDOW
    failures = AccessAttempt.objects.filter(username=email, attempt_time__gt=since)
    return failures.values("ip_address").distinct().count() >= ATTACK_ADDRESSES


def is_known_address(email: str, address: str) -> bool:
    """Return whether the account was signed in to from this network address before."""
    since = timezone.now() - KNOWN_FOR
    sign_ins = AccessLog.objects.filter(username=email, ip_address=address, attempt_time__gt=since)
    return sign_ins.exists()
