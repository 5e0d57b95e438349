"""Emails that are sent in the background. Each is safe to replay: a second email says the same."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.celery import app
from factcheck.desks.email_addresses import make_address_token
from factcheck.desks.invitations import make_token, make_token_for_address
from factcheck.desks.models import Invitation, User
from factcheck.enum_labels import get_label
from factcheck.enums import Role

RETRIES: dict[str, Any] = {
    "autoretry_for": (SMTPException, OSError),
    "retry_backoff": True,
    "max_retries": 5,
}


@app.task(name="desks.mail_invitation", **RETRIES)
def email_invitation(pk: int) -> None:
    """Send an invitation to the address for which it is."""
    invitation = Invitation.objects.select_related("desk", "invited_by").get(pk=pk)
    link = settings.SITE_URL + reverse("invitation", args=[make_token(invitation)])
    params = {
        "who": invitation.invited_by,
        "desk": invitation.desk,
        "role": get_label(Role, invitation.role),
        "day": f"{invitation.expires_at:%Y-%m-%d}",
    }
    text = _("%(who)s invites you to “%(desk)s” on Factcheck as %(role)s.") % params
    until = _("The invitation expires on %(day)s.") % params
    # A desk's name may contain a line break, which is not allowed in a header.
    subject = " ".join((_("Invitation to %(desk)s") % params).split())
    send_mail(subject, f"{text}\n\n{link}\n\n{until}", None, [invitation.email])


@app.task(name="desks.mail_own_link", **RETRIES)
def email_own_link(pk: int, email: str) -> None:
    """Send a person who has the link of an invitation for anyone a link of their own, which verifies the address."""
    invitation = Invitation.objects.select_related("desk").get(pk=pk)
    link = settings.SITE_URL + reverse("invitation", args=[make_token_for_address(invitation, email)])
    text = _("Open this link to join “%(desk)s” on Factcheck:") % {"desk": invitation.desk}
    subject = " ".join((_("Your link to join %(desk)s") % {"desk": invitation.desk}).split())
    send_mail(subject, f"{text}\n\n{link}\n\n{_ignore_otherwise()}", None, [email])


@app.task(name="desks.mail_address_link", **RETRIES)
def email_address_link(user_id: int, email: str) -> None:
    """Send the link that verifies a new address to that address. It ends with the next change of the address."""
    user = User.objects.get(pk=user_id)
    link = settings.SITE_URL + reverse("address_confirm", args=[make_address_token(user, email)])
    text = _("Open this link to sign in to Factcheck with this address from now on. It is valid for a day:")
    send_mail(_("Confirm your email address"), f"{text}\n\n{link}\n\n{_ignore_otherwise()}", None, [email])


@app.task(name="desks.mail_address_changed", **RETRIES)
def email_address_changed(old: str, new: str) -> None:
    """Tell the old address of an account that it was replaced."""
    text = _("The email address of your account on Factcheck was changed to %(email)s.") % {"email": new}
    advice = _("If this was not you, tell an admin of your desk at once: another person uses your account.")
    send_mail(_("Your email address was changed"), f"{text}\n\n{advice}", None, [old])


@app.task(name="desks.mail_sign_in_warning", **RETRIES)
def email_sign_in_warning(user_id: int, address: str) -> None:
    """Tell the owner of an account that a network address has to wait after failed sign-ins."""
    user = User.objects.get(pk=user_id)
    text = _(
        "Too many sign-ins to your account on Factcheck failed from the network address %(address)s. "
        "It has to wait for a quarter of an hour. You can sign in from everywhere else."
    )
    advice = _(
        "If this was not you, use a long password that you use nowhere else, and set up a second factor:"
    )
    link = settings.SITE_URL + reverse("mfa_index")
    body = f"{text % {'address': address}}\n\n{advice}\n{link}"
    send_mail(_("Failed sign-ins to your account"), body, None, [user.email])


def _ignore_otherwise() -> str:
    return _("If you did not ask for this, ignore this email.")
