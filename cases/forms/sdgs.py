"""Sustainable Development Goals as check boxes."""

from typing import Any

from django import forms

from cases.choices import SustainableDevelopmentGoal


class SdgListFormField(forms.TypedMultipleChoiceField):
    """Field that gives the numbers of the ticked goals, ascending."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(choices=SustainableDevelopmentGoal.choices, coerce=int, empty_value=[], **kwargs)

    def clean(self, value: Any) -> list[int]:
        return sorted(super().clean(value))
