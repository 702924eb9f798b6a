"""Lists of short texts, one a line."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Text area whose lines are the items of a list; empty lines and repetitions are dropped."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(**{**kwargs, "show_hidden_initial": False})
        self.widget.attrs |= {"rows": 4, "dir": "auto"}

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(text for line in lines if (text := line.strip())))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            super().validate("")

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))
