"""The base class of the pages' forms: each passes its data to one action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.translation import pgettext_lazy

from factcheck.exceptions import FactcheckError
from factcheck.limits import MAX_ID, MAX_POSITION, ensure_count, limit

MAX_DIGITS = len(str(MAX_ID))

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
        for field in self.fields.values():
            _bound(field)

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


def _bound(field: forms.Field) -> None:
    """Give a field without limits those of a long text, or of a number that every database stores.

    A long text has no `maxlength` in HTML, as browsers then cut what is pasted without a word.
    """
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.validators.append(MaxLengthValidator(limit("note")))
    elif isinstance(field, forms.IntegerField) and field.max_value is None:
        field.validators.append(MaxValueValidator(MAX_POSITION))


class RowChoiceField(forms.ModelChoiceField):
    """One row. An id that no database stores is an invalid choice, not an error of the driver."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_storable_id(value))


class RowsChoiceField(forms.ModelMultipleChoiceField):
    """Some rows, at most `limit` of them."""

    def __init__(self, queryset: Any, *, max_items: str, **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.max_items = max_items

    def clean(self, value: Any) -> Any:
        try:
            ensure_count(value or (), self.max_items, field=str(self.label))
        except FactcheckError as refusal:
            raise ValidationError(" ".join(refusal.fields.values())) from refusal
        return super().clean([_storable_id(each) for each in value or ()])


def _storable_id(value: Any) -> Any:
    """Return the value, or 0, which is no row's id, for a number beyond 64 bits."""
    digits = str(getattr(value, "pk", value)).strip().lstrip("+-")
    return "0" if digits.isdecimal() and (len(digits) > MAX_DIGITS or int(digits) > MAX_ID) else value


def textarea(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})
