"""Dates in the filters of Wagtail's lists and reports: written and shown in the calendar of the reader.

Wagtail's filter sets make their own fields, so the classes of django-filter that they share are given these fields."""

from datetime import date, datetime
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField, RangeField
from wagtail.admin.active_filters import (
    BaseFilterAdapter,
    DateFromToRangeFilterAdapter,
    register_filter_adapter_class,
)
from wagtail.admin.filters import DateRangePickerWidget

from cases.selectors import localized_format as localized_format

from .dates import DayFormField, DayInput, MomentFormField


class DayRangeWidget(DateRangePickerWidget):
    """Widget for a range of days: from a day to a day."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.widgets = [
            DayInput(attrs={"placeholder": text, "aria-label": text}) for text in (_("Date from"), _("Date to"))
        ]


class DayRangeField(DateRangeField):
    """Field for a range of two days, either of which may be missing; a day that does not exist is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fields = (DayFormField(required=False), DayFormField(required=False))
        RangeField.__init__(self, fields, *args, **{**kwargs, "widget": DayRangeWidget})


class _ShownRange(DateFromToRangeFilterAdapter):
    def format_value(self, value: date | None) -> Any:
        return localized_format.day(value) if value is not None else self.empty_value_label


class _ShownDay(BaseFilterAdapter):
    def get_active_filters(self) -> Any:
        for shown in super().get_active_filters():
            value: date | datetime = self.value
            yield shown._replace(value=localized_format.day(value))


def register() -> None:
    """Registers fields and adapters with django-filter and Wagtail; called when the app is ready."""
    django_filters.DateFromToRangeFilter.field_class = DayRangeField
    django_filters.DateFilter.field_class = DayFormField
    django_filters.DateTimeFilter.field_class = MomentFormField
    register_filter_adapter_class(django_filters.DateFromToRangeFilter, _ShownRange)
    for kind in (django_filters.DateFilter, django_filters.DateTimeFilter):
        register_filter_adapter_class(kind, _ShownDay)
