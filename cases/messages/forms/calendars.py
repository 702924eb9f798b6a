"""Form of the calendar of a city."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

# Weeks begin on Saturday in most countries of the site's readers.
_ORDER = (5, 6, 0, 1, 2, 3, 4)


class WeekdaysField(forms.MultipleChoiceField):
    """Field of days of the week, kept as ``3,4``: Monday is 0."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[(str(day), WEEKDAYS[day]) for day in _ORDER], **options)

    def prepare_value(self, value: Any) -> Any:
        return [day for day in value.split(",") if day] if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return ",".join(sorted(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or ""), data)


class CityCalendarForm(WagtailAdminModelForm):
    """Form of a calendar. A weekend may be chosen only where the city has one of its own."""

    weekend = WeekdaysField(
        label=gettext_lazy("Weekend"),
        required=False,
        help_text=gettext_lazy("Only where the city has a weekend of its own. With none chosen it works every day."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("own_weekend"):
            cleaned["weekend"] = ""
        return cleaned
