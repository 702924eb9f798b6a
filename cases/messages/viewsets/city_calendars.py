"""Viewset of calendars of cities."""

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cases.messages.forms.calendars import CityCalendarForm
from cases.messages.models import CityCalendar
from cases.messages.permissions import keeps_messages
from cases.messages.services.deadlines.keeping import reckon_again
from cases.viewsets.guarded_edit import GuardedEditView
from cases.viewsets.policies import RulePolicy


class CalendarCreateView(CreateView):
    """Form of a new calendar, by which deadlines that run are reckoned again."""

    def save_instance(self) -> CityCalendar:
        calendar: CityCalendar = super().save_instance()
        reckon_again(calendar.city)
        return calendar


class CalendarEditView(GuardedEditView):
    """Form of a calendar, by which deadlines that run are reckoned again."""

    def save_instance(self) -> CityCalendar:
        calendar: CityCalendar = super().save_instance()
        reckon_again(calendar.city)
        return calendar


class CityCalendarViewSet(ModelViewSet):
    """Viewset of calendars of cities, for administrators."""

    model = CityCalendar
    icon = "calendar"
    menu_label = gettext_lazy("Calendars of cities")
    add_to_settings_menu = True
    menu_order = 700
    list_display = ["__str__", "time_zone"]
    list_export: list[str] = []
    search_fields = ["city__slug", "city__names"]
    search_backend_name = None
    inspect_view_enabled = False
    add_view_class = CalendarCreateView
    edit_view_class = CalendarEditView
    edit_template_name = "cases/admin/guarded_edit.html"
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("own_weekend"),
            FieldPanel("weekend"),
            FieldPanel("time_zone"),
            InlinePanel(
                "days",
                heading=gettext_lazy("Days that differ from the country's"),
                label=gettext_lazy("Day"),
                panels=[FieldPanel("date"), FieldPanel("name"), FieldPanel("is_working")],
            ),
        ],
        base_form_class=CityCalendarForm,
    )

    @property
    def permission_policy(self) -> Any:
        return RulePolicy(CityCalendar, keeps_messages)


register_permission_policy(CityCalendar, RulePolicy(CityCalendar, keeps_messages))
