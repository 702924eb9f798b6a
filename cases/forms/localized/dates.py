"""Days and moments in Wagtail's forms: in Persian written in the Jalali calendar, elsewhere picked as Wagtail has it.

Wagtail's picker knows the Gregorian calendar only. So a Persian reader gets an input that takes ۱۴۰۵/۰۹/۰۶ ۱۴:۳۰, in
any digits, and 2026-11-27 14:30 as well, with a Jalali calendar to click in where npm brought it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from cases.selectors.localized_format import active_language, digits
from cases.written.dates import read_day, read_moment

from .input import write_day

PLAIN = "django/forms/widgets/text.html"


def _is_jalali() -> bool:
    return active_language() == "fa"


class _Written:
    """Input without Wagtail's picker where the reader's calendar is not the picker's."""

    picker = ""
    example = ""
    kind = ""

    @property
    def template_name(self) -> str:
        return PLAIN if _is_jalali() else self.picker

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        if _is_jalali():
            said = self.attrs.get("placeholder")  # type: ignore[attr-defined]  # of the picker
            example = f"{said}: {self.example}" if said else self.example
            attrs = {"placeholder": example, "dir": "auto", "data-calendar": self.kind, **(attrs or {})}
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]  # of the picker
        return context

    @property
    def media(self) -> forms.Media:
        """Media with a calendar to click in, for Persian readers; its library comes from npm, and is not needed."""
        own: forms.Media = super().media  # type: ignore[misc]  # of the picker
        library = "vendor/jalalidatepicker/jalalidatepicker.min"
        css: dict[str, Sequence[str]] = {"all": [f"{library}.css"]}
        scripts = [f"{library}.js", "cases/js/calendar.js"]
        return own + forms.Media(css=css, js=scripts) if _is_jalali() else own


class DayInput(_Written, AdminDateInput):
    """Input for a day."""

    picker, example, kind = AdminDateInput.template_name, "۱۴۰۵/۰۹/۰۶", "day"


class MomentInput(_Written, AdminDateTimeInput):
    """Input for a day and a time of it."""

    picker, example, kind = AdminDateTimeInput.template_name, "۱۴۰۵/۰۹/۰۶ ۱۴:۳۰", "moment"


class DayFormField(forms.DateField):
    """Field for a day: ۱۴۰۵/۰۹/۰۶ as well as 2026-11-27."""

    default_error_messages = {"invalid": _("Write a day that exists, such as 2026-11-27 or ۱۴۰۵/۰۹/۰۶.")}

    def __init__(self, **kwargs: Any) -> None:
        given = kwargs.pop("widget", None)
        super().__init__(**kwargs, widget=DayInput(attrs=getattr(given, "attrs", None)))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                return read_day(value)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        return write_day(value, "fa") if is_day and _is_jalali() else value


class MomentFormField(forms.DateTimeField):
    """Field for a day and a time of it: ۱۴۰۵/۰۹/۰۶ ۱۴:۳۰ as well as 2026-11-27 14:30."""

    default_error_messages = {
        "invalid": _("Write a day that exists and a time, such as 2026-11-27 14:30 or ۱۴۰۵/۰۹/۰۶ ۱۴:۳۰.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "widget": _moment_input(kwargs.get("widget"))})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                value = read_moment(value)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        shown = super().prepare_value(value)  # in the time of the reader's place
        if not isinstance(shown, datetime) or not _is_jalali():
            return shown
        local = timezone.localtime(shown) if timezone.is_aware(shown) else shown
        return f"{write_day(local.date(), 'fa')} {digits(f'{local:%H:%M}', 'fa')}"


def _moment_input(given: Any) -> forms.Widget:
    """Input like the given widget; a filter by a moment may ask for no more than its day."""
    attrs = getattr(given, "attrs", None)
    if isinstance(given, AdminDateInput) or (isinstance(given, type) and issubclass(given, AdminDateInput)):
        return DayInput(attrs=attrs)
    return MomentInput(attrs=attrs, js_overlay_parent_selector=getattr(given, "js_overlay_parent_selector", "body"))
