"""Sustainable Development Goals as check boxes."""

from typing import Any

from django import forms

from cases.choices import SustainableDevelopmentGoal


class SdgListFormField(forms.TypedMultipleChoiceField):
    """Gives the numbers of the goals that were ticked, ascending."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(choices=SustainableDevelopmentGoal.choices, coerce=int, empty_value=[], **kwargs)

    def clean(self, value: Any) -> list[int]:
        return sorted(super().clean(value))
