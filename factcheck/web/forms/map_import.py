"""The form that imports an argument map."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from factcheck.argument.formats import READERS
from factcheck.maps.import_choices import ExistingChoice, StatementChoice
from factcheck.web.forms.base import ActionForm, textarea


class MapImportForm(ActionForm):
    text = forms.CharField(
        label=_("Map"),
        required=False,
        strip=False,
        max_length=settings.UPLOAD_MAX_BYTES,
        widget=textarea(10, placeholder=_("Paste a map here, such as Argdown or AIF.")),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_(
            "AIF, xAIF, OVA, Arguebuf, Argdown, SADFace, Kialo text, microtext XML, GraphML, CSV or JSON."
        ),
    )
    filename = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("detect it")), *((slug, row.name) for slug, row in READERS.items())],
    )
    statements = forms.ChoiceField(
        label=_("Statements become"),
        choices=[
            (StatementChoice.PREMISES.value, _("premises; only the main claims become claims")),
            (StatementChoice.CLAIMS.value, _("claims, every one")),
        ],
        initial=StatementChoice.PREMISES.value,
        widget=forms.RadioSelect,
    )
    existing = forms.ChoiceField(
        label=_("The desk has this map already"),
        required=False,
        choices=[
            (ExistingChoice.UPDATE.value, _("change it")),
            (ExistingChoice.NEW.value, _("import it as another article")),
        ],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Return the arguments of an import: the bytes and the name of the file, and the choices."""
        data = super().clean() or {}
        upload, text = data.pop("file", None), data.pop("text", "")
        if upload:
            data |= {"data": upload.read(), "filename": upload.name or ""}
        elif text.strip():
            # Browsers send the line breaks of a text field as CR LF.
            data["data"] = text.replace("\r\n", "\n").encode()
        else:
            self.add_error("text", _("Paste a map, or choose a file below."))
        data["statements"] = StatementChoice(data.get("statements") or StatementChoice.PREMISES)
        data["existing"] = ExistingChoice(data.get("existing") or ExistingChoice.ASK)
        return data
