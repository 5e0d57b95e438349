"""What all forms of the pages have in common: they carry the shape of input to one service call."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import pgettext_lazy

from factcheck.exceptions import FactcheckError

STRENGTHS = [
    (0.3, pgettext_lazy("strength", "weak")),
    (0.5, pgettext_lazy("strength", "fair")),
    (0.7, pgettext_lazy("strength", "strong")),
    (0.9, pgettext_lazy("strength", "very strong")),
]


class ServiceForm(forms.Form):
    """A form whose data goes to one service call; a refusal comes back beside the field that it is about."""

    template_name = "_form.html"
    outcome: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several forms share a page; each field needs an id of its own, for its label.
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}-%s", **kwargs})
        self.label_suffix = ""

    def carry_out(self, call: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """Call the service with the cleaned data; its answer is kept as `outcome`. False if it was refused."""
        if not self.is_valid():
            return False
        try:
            self.outcome = call(*args, **more, **self.cleaned_data)
        except FactcheckError as refusal:
            self._show(refusal)
            return False
        return True

    def _show(self, refusal: FactcheckError) -> None:
        known = {name: text for name, text in refusal.fields.items() if name in self.fields}
        for name, text in known.items():
            self.add_error(name, text)
        if not known:
            self.add_error(None, str(refusal))


def textarea(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})
