"""Members and contacts of cities, and experts, in the admin."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cases.models import City
from cases.people.forms.admin import CityContactForm, ExpertForm, MemberRoleForm, MembershipForm
from cases.people.models import CityContact, Expert, Membership
from cases.people.selectors.contacts import state_of
from cases.people.services.memberships import LastCoordinatorError, NotRunningError, appoint, change_role
from cases.people.signals import contact_confirmed
from cases.selectors.newsroom_search import MOST_WORDS, cities_named, people_named
from cases.signals import section_changed
from cases.viewsets.columns import DayColumn, NumberColumn, TextColumn
from cases.viewsets.deletion import ProtectedDeleteView
from cases.viewsets.guarded_edit import GuardedEditView
from cases.written.spelling import spelling_pattern


def _named(text: str) -> Q:
    """Condition on what has a person: every word is of their name."""
    found = Q()
    for pattern in filter(None, map(spelling_pattern, text.split()[:MOST_WORDS])):
        found &= Q(person__in=people_named(pattern))
    return found


def _in_city(text: str) -> Q:
    """Condition on what has a city: every word is of its names."""
    return Q(city__in=City.objects.filter(cities_named(text)).values("pk"))


class MembershipIndexView(IndexView):
    """List of memberships, found by names of people and cities."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("person", "city")

    def search_queryset(self, queryset: Any) -> Any:
        text = self.search_query
        return queryset.filter(_named(text) | _in_city(text)) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Membership) -> list[Any]:
        city = instance.city.slug
        more = [Button(gettext_lazy("Members of the city"), url=reverse("people:members", args=[city]),
                       icon_name="group", priority=15)]  # fmt: skip
        if instance.is_running:
            more.append(Button(gettext_lazy("End"), url=reverse("people:end", args=[city, instance.pk]),
                               icon_name="cross", priority=25))  # fmt: skip
        return [*super().get_list_more_buttons(instance), *more]


class MembershipCreateView(CreateView):
    """Form of a new membership."""

    def save_instance(self) -> Any:
        given = self.form.cleaned_data
        return appoint(given["city"], given["person"], given["role"], self.request.user)


class MembershipEditView(GuardedEditView):
    """Form of the role of a member; of a membership that has ended nothing can be changed."""

    def is_valid(self, form: Any) -> bool:
        """Whether the member can have this role, which the service tries."""
        if not super().is_valid(form):
            return False
        try:
            change_role(Membership.objects.get(pk=self.object.pk), form.cleaned_data["role"], self.request.user)
        except LastCoordinatorError:
            said = _("Nobody would coordinate the city any more. Make another coordinator first.")
        except NotRunningError:
            said = _("This membership had ended before.")
        else:
            return True
        form.add_error("role", said)
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return False


class PeopleViewSet(ModelViewSet):
    """Base of the viewsets of this room."""

    edit_view_class = GuardedEditView
    edit_template_name = "cases/admin/guarded_edit.html"
    delete_view_class = ProtectedDeleteView
    add_to_admin_menu = False
    list_export: list[str] = []
    search_backend_name = None


class MembershipViewSet(PeopleViewSet):
    """Viewset of memberships, which end on the pages of their city."""

    model = Membership
    icon = "group"
    search_fields = ["role"]
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    edit_view_class = MembershipEditView
    list_display = [
        "name",
        TextColumn("city", label=gettext_lazy("city"), accessor="city"),
        Column("role", label=gettext_lazy("role"), accessor="get_role_display", sort_key="role"),
        DayColumn("since", label=gettext_lazy("since"), sort_key="since"),
        DayColumn("until", label=gettext_lazy("until"), sort_key="until"),
    ]
    list_filter = ["role", "ending"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return MemberRoleForm if for_update else MembershipForm


class CityContactIndexView(IndexView):
    """List of contacts, found by names of cities."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("city")

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.filter(_in_city(self.search_query)) if self.is_searching else queryset


class CityContactEditView(GuardedEditView):
    """Form of the contact of a city, which is reachable until mails come back, as whoever saves it says."""

    def save_instance(self) -> Any:
        contact = self.form.instance
        works_again = contact.unreachable_since is not None and "mailbox" not in self.form.changed_data
        contact.unreachable_since = None
        saved = super().save_instance()
        section_changed.send(sender=CityContact)
        contact_confirmed.send(sender=CityContact, contact=saved, by=self.request.user, works_again=works_again)
        return saved


class CityContactViewSet(PeopleViewSet):
    """Viewset of contacts of cities."""

    model = CityContact
    icon = "mail"
    search_fields = ["office"]
    index_view_class = CityContactIndexView
    edit_view_class = CityContactEditView
    list_display = [
        "city",
        TextColumn("office", label=gettext_lazy("office")),
        Column("state", label=gettext_lazy("state"), accessor=state_of),
        DayColumn("confirm_by", label=gettext_lazy("to confirm by"), sort_key="confirm_by"),
        DayColumn("unreachable_since", label=gettext_lazy("unreachable since"), sort_key="unreachable_since"),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return CityContactForm


class ExpertIndexView(IndexView):
    """List of experts, found by their names."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("person").prefetch_related("topics__labels")

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.filter(_named(self.search_query)) if self.is_searching else queryset


class ExpertViewSet(PeopleViewSet):
    """Viewset of experts."""

    model = Expert
    icon = "user"
    search_fields = ["person__username"]
    index_view_class = ExpertIndexView
    list_display = [
        "name",
        TextColumn("topics", label=gettext_lazy("fields"), accessor=lambda e: _(", ").join(map(str, e.topics.all()))),
        NumberColumn("monthly_load", label=gettext_lazy("cases a month"), sort_key="monthly_load"),
        BooleanColumn("is_agreed", label=gettext_lazy("agreement holds"), accessor=lambda e: e.is_agreed()),
        DayColumn("agreed_until", label=gettext_lazy("until")),
        BooleanColumn("is_paused", label=gettext_lazy("takes no cases at the moment"), sort_key="is_paused"),
    ]
    list_filter = ["is_paused"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return ExpertForm


class PeopleViewSetGroup(ViewSetGroup):
    """Menu of members, contacts and experts."""

    menu_label = gettext_lazy("People of the cities")
    menu_icon = "group"
    menu_order = 160
    items = (MembershipViewSet, CityContactViewSet, ExpertViewSet)
