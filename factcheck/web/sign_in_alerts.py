"""What happens to an account that others try to enter: its owner gets a mail, and a password alone is not enough.

The account itself is never locked. An address that fails too often has to wait (axes and allauth's limits).
"""

from typing import Any

import structlog
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.cache import cache
from kombu.exceptions import OperationalError

from factcheck.desks.email_addresses import find_user_by_address
from factcheck.desks.sign_in_attempts import is_known_address, is_under_attack
from factcheck.tasks.emails import email_sign_in_warning

WARNING_INTERVAL = 24 * 3600

logger = structlog.get_logger(__name__)


def warn_owner(email: str, address: str) -> None:
    """Mail the owner of an account that a network address has to wait after failed sign-ins, at most once a day."""
    user = find_user_by_address(email)
    if user is None or not cache.add(f"sign-in-warning:{user.pk}", address, WARNING_INTERVAL):
        return
    try:
        email_sign_in_warning.delay(user.pk, address)
    except OperationalError:  # the refusal of the sign-in does not wait for the broker
        logger.warning("sign_in_warning_not_sent", user=user.pk)


def needs_mailed_code(user: Any, address: str) -> bool:
    """Return whether a sign-in with the right password needs a code by mail too: many addresses guess it just now.

    Not for a user with a second factor, which guards the account anyway, nor for an address from which the owner has
    signed in before, nor without an email server, as nobody could read the code.
    """
    if not settings.HAS_EMAIL_SERVER or user is None or is_mfa_enabled(user):
        return False
    return is_under_attack(user.email) and not is_known_address(user.email, address)
