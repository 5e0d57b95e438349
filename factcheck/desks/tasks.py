"""Invitations by mail, in the background."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from factcheck.celery import app
from factcheck.desks.invitations import token_of
from factcheck.desks.models import Invitation


@app.task(
    name="desks.mail_invitation", autoretry_for=(SMTPException, OSError), retry_backoff=True, max_retries=5
)
def mail_invitation(pk: int) -> None:
    """Sent again by a replay, which does no harm: it is the same link."""
    invitation = Invitation.objects.select_related("desk", "invited_by").get(pk=pk)
    link = settings.SITE_URL + reverse("invitation", args=[token_of(invitation)])
    words = f"{invitation.invited_by} invites you to “{invitation.desk}” on Factcheck as {invitation.role}."
    until = f"The invitation holds until {invitation.expires_at:%Y-%m-%d}."
    subject = " ".join(f"Invitation to {invitation.desk}".split())
    send_mail(subject, f"{words}\n\n{link}\n\n{until}", None, [invitation.email])
