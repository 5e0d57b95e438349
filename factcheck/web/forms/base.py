"""The base class of the pages' forms: each passes its data to one action."""

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


class ActionForm(forms.Form):
    """A form whose data goes to one action. An error of the action is shown at the field that it is about."""

    template_name = "_form.html"
    result: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several forms share a page, and a label needs a unique id to refer to.
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}-%s", **kwargs})
        self.label_suffix = ""

    def submit(self, call: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """Call the action with the cleaned data and store what it returns as `result`. Return False if it failed."""
        if not self.is_valid():
            return False
        try:
            self.result = call(*args, **more, **self.cleaned_data)
        except FactcheckError as error:
            self._add_errors(error)
            return False
        return True

    def _add_errors(self, error: FactcheckError) -> None:
        """Show the error at the fields that it names; at the top of the form if this form has none of them."""
        by_field = {name: text for name, text in error.fields.items() if name in self.fields}
        for name, text in by_field.items():
            self.add_error(name, text)
        if not by_field:
            self.add_error(None, str(error))


def textarea(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})
