"""Fields of the forms of accounts: without hints inside them, and codes in the digits of any script."""

from typing import Any, ClassVar

from django import forms

from cases.written.numbers import latin_digits

LONGEST_CODE = 40  # characters


class PlainFields:
    """Mixin of a form that names its fields above them, in the words of this site.

    Hints inside fields are gone as soon as something is typed, and are read out twice.
    """

    LABELS: ClassVar[dict[str, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            attributes = field.widget.attrs
            attributes.pop("placeholder", None)
            if name in self.LABELS:
                field.label = self.LABELS[name]
            if isinstance(field, forms.EmailField) or name in ("login", "code"):
                attributes["dir"] = "ltr"
            if isinstance(field.widget, forms.PasswordInput):
                attributes["dir"] = "auto"


class WrittenCode(PlainFields):
    """Mixin of a form with a code, which may be typed in Persian or Arabic digits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.widget.attrs["inputmode"] = "numeric"
        field.clean = _reader(field)  # type: ignore[method-assign]  # before the form compares it


def _reader(field: forms.Field) -> Any:
    """Cleaner of a code: as the field cleans it, then with its digits as they were sent."""
    clean = field.clean

    def read(value: Any) -> str:
        return latin_digits(str(clean(str(value or "")[:LONGEST_CODE])))

    return read
