"""Forms of the user's account: the name, the address, a new API key, and the reset of a password."""

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.desks.email_addresses import find_user_by_address
from factcheck.limits import limit
from factcheck.web.forms.base import ActionForm


class NameForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=limit("name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class KeyForm(ActionForm):
    days = forms.IntegerField(label=_("Expires in (days)"), min_value=1, max_value=365, initial=90)


class AddressForm(ActionForm):
    email = forms.EmailField(
        label=_("New email address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Allauth's form, which would also send the link to an unverified address that was added to an account."""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        user = find_user_by_address(email)
        self.users = [user] if user else []
        return email
