"""Emails that are sent in the background."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.celery import app
from factcheck.desks.invitations import make_token
from factcheck.desks.models import Invitation
from factcheck.enum_labels import get_label
from factcheck.enums import Role


@app.task(
    name="desks.mail_invitation", autoretry_for=(SMTPException, OSError), retry_backoff=True, max_retries=5
)
def email_invitation(pk: int) -> None:
    """Send an invitation by email. Safe to replay: a second email has the same link."""
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
