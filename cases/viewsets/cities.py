"""Cities in the admin: list, form with a map, merging."""

from typing import Any

from django.db.models import Count
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cases.forms.cities import CityForm
from cases.forms.merge import MergeCityForm
from cases.models import City
from cases.selectors.countries import country_name
from cases.selectors.localized_format import active_language
from cases.selectors.newsroom_search import cities_named
from cases.selectors.world_map import land_path

from .columns import NumberColumn
from .guarded_edit import GuardedEditView
from .taxonomy import MergeView, UnusedDeleteView, UsedView


class CityIndexView(IndexView):
    """List of cities with the number of their cases."""

    page_title = gettext_lazy("Cities")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().annotate(cases=Count("case_pages__case", distinct=True))

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.filter(cities_named(self.search_query)) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: City) -> list[Any]:
        more = [Button(gettext_lazy("Where it is used"), url=reverse("city:used", args=[instance.pk]),
                       icon_name="link", priority=15)]  # fmt: skip
        if self.user_has_permission("change") and self.user_has_permission("delete"):
            more.append(Button(gettext_lazy("Merge"), url=reverse("city:merge", args=[instance.pk]),
                               icon_name="resubmit", priority=25))  # fmt: skip
        return [*super().get_list_more_buttons(instance), *more]


class WithMap:
    """Mixin that shows the coordinates on a map."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view it is mixed in
        return {**context, "land": land_path()}


class CityCreateView(WithMap, CreateView):
    """Form of a new city."""


class CityEditView(WithMap, GuardedEditView):
    """Form of a city."""


class CityUsedView(UsedView):
    """Page of the uses of a city."""

    model, name, trail_label = City, "city", gettext_lazy("Cities")


class CityMergeView(MergeView):
    """Page that merges a city into another."""

    model, name, trail_label = City, "city", gettext_lazy("Cities")
    form_class = MergeCityForm
    explanation = gettext_lazy(
        "Its cases go to the other city and keep their codes, its names become other names there, and its address "
        "leads there. This cannot be undone."
    )


class CityViewSet(ModelViewSet):
    """Viewset of cities."""

    model = City
    icon = "site"
    add_to_admin_menu = False
    index_view_class = CityIndexView
    add_view_class = CityCreateView
    edit_view_class = CityEditView
    delete_view_class = UnusedDeleteView
    create_template_name = "cases/admin/city_form.html"
    edit_template_name = "cases/admin/city_edit.html"
    list_display = [
        "__str__",
        "slug",
        Column("country", label=gettext_lazy("country"), sort_key="country",
               accessor=lambda city: country_name(city.country, active_language())),
        NumberColumn("population", label=gettext_lazy("population"), sort_key="population"),
        NumberColumn("cases", label=gettext_lazy("cases"), sort_key="cases"),
        BooleanColumn("is_partner", label=gettext_lazy("partner city"), sort_key="is_partner"),
    ]  # fmt: skip
    list_filter = ["is_confirmed", "is_partner", "country"]
    list_export: list[str] = []
    search_fields = ["slug", "names", "other_names"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return CityForm

    def get_urlpatterns(self) -> list[Any]:
        """Addresses of Wagtail's viewset, of a city's uses and of its merging."""
        return [
            *super().get_urlpatterns(),
            path("used/<int:pk>/", CityUsedView.as_view(), name="used"),
            path("merge/<int:pk>/", CityMergeView.as_view(), name="merge"),
        ]
