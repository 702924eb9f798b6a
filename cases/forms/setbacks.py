"""Setbacks of a practice, as check boxes."""

from typing import Any

from django import forms

from cases.choices import Setback


class SetbackListFormField(forms.MultipleChoiceField):
    """Field that gives the codes of what was ticked, in the order of ``Setback``."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(choices=Setback.choices, **kwargs)

    def clean(self, value: Any) -> list[str]:
        ticked = super().clean(value)
        return [code for code in Setback.values if code in ticked]
