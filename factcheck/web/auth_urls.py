"""The addresses of allauth that are open, each with its reason. All others answer 404, also those of newer versions.

The library adds every page that it has, such as one that stores any address as the primary one of an account. The
closed pages keep their names, because the library builds links to them.
"""

from collections.abc import Iterable
from typing import Any, NoReturn

from allauth.urls import urlpatterns as allauth_patterns
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver

OPEN = {
    "account_login": "sign in with a password",
    "account_logout": "sign out",
    "account_inactive": "says that the account is not active",
    "account_signup": "says that accounts are created by invitation",
    "account_reauthenticate": "confirm the password before a change of the account",
    "account_change_password": "change the password, after the old one",
    "account_set_password": "set a password for an account without one",
    "account_reset_password": "ask for a link to a new password, mailed to the address of the account",
    "account_reset_password_done": "says that the link was sent",
    "account_reset_password_from_key": "set a new password by the mailed link",
    "account_reset_password_from_key_done": "says that the password was changed",
    "account_confirm_login_code": "enter the mailed code that a sign-in during an attack needs",
    "mfa_index": "the sign-in methods of the account",
    "mfa_authenticate": "enter the second factor",
    "mfa_reauthenticate": "confirm the second factor before a change of the account",
    "mfa_activate_totp": "add an authenticator app",
    "mfa_deactivate_totp": "remove it",
    "mfa_view_recovery_codes": "the recovery codes",
    "mfa_generate_recovery_codes": "replace them",
    "mfa_download_recovery_codes": "download them",
    "mfa_list_webauthn": "the passkeys",
    "mfa_add_webauthn": "add a passkey",
    "mfa_reauthenticate_webauthn": "confirm a passkey before a change of the account",
    "mfa_remove_webauthn": "remove a passkey",
    "mfa_edit_webauthn": "rename a passkey",
    "mfa_login_webauthn": "sign in with a passkey",
    "openid_connect_login": "go to the single sign-on provider",
    "openid_connect_callback": "come back from it",
    "socialaccount_login_cancelled": "says that single sign-on was cancelled",
    "socialaccount_login_error": "says that single sign-on failed",
}


def closed(_request: HttpRequest, **_arguments: Any) -> NoReturn:
    raise Http404


def close_others(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Return the patterns with the view of every one that is not in OPEN replaced by `closed`."""
    return [_close_unless_open(pattern) for pattern in patterns]


def _close_unless_open(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    if isinstance(pattern, URLResolver):
        return URLResolver(
            pattern.pattern,
            close_others(pattern.url_patterns),
            pattern.default_kwargs,
            pattern.app_name,
            pattern.namespace,
        )
    if pattern.name in OPEN:
        return pattern
    return URLPattern(pattern.pattern, closed, pattern.default_args, pattern.name)


urlpatterns = close_others(allauth_patterns)
